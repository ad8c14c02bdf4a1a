import { HttpRouteSpecRulesBackendRefsFiltersType } from '../../imports/gateway.networking.k8s.io';
import { hasBackends, hasSeveralBackends, type RuleInput } from '../input/rule-input';
import type { Rule } from '../input/rule-types';
import { withHeaderChanges } from './merged-filters';

/** No client sends it, and no backend asks for it. */
const UNUSED_HEADER = 'x-sticky-gateway-route-unused';

/** A rule with the filters of its stickiness. */
export function stickyRule(input: RuleInput): Rule {
  const { rule, plan } = input;
  const weighted = hasSeveralBackends(input) && plan.loadBalancer ? withWeights(input) : rule;
  return plan.headerChanges && hasBackends(input)
    ? withHeaderChanges(weighted, input.filters, plan.headerChanges)
    : weighted;
}

/**
 * Makes Envoy Gateway respect the weights of backends, now and after every change of them.
 *
 * It puts all backends of a rule into one cluster, whose hash or pin ignores weights, unless one of them has a filter. Then
 * each backend is a cluster, chosen by weight.
 *
 * @see https://github.com/envoyproxy/gateway/issues/9775
 */
function withWeights({ rule, backendRefs }: RuleInput): Rule {
  if (backendRefs.some(({ filters }) => filters?.length)) {
    return rule;
  }
  const filters = [
    {
      type: HttpRouteSpecRulesBackendRefsFiltersType.REQUEST_HEADER_MODIFIER,
      requestHeaderModifier: { remove: [UNUSED_HEADER] },
    },
  ];
  return { ...rule, backendRefs: backendRefs.map((backendRef) => ({ ...backendRef, filters })) } as Rule;
}
