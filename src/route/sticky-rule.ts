import { HttpRouteSpecRulesBackendRefsFiltersType } from '../../imports/gateway.networking.k8s.io';
import type { Stickiness } from '../stickiness/stickiness';
import { withHeaderFilters } from './header-filters';
import { itemsOf } from './lists';
import { type BackendRef, hasBackends, hasSeveralBackends, type Rule } from './rule';

/** No client sends it, and no backend asks for it. */
const UNUSED_HEADER = 'x-sticky-gateway-route-unused';

/** A rule with what its stickiness puts into it. */
export function stickyRule<R extends Rule>(rule: R, stickiness: Stickiness): R {
  const { filters, pin, loadBalancer } = stickiness._parts;
  const isWeighted = hasSeveralBackends(rule) && (pin !== undefined || loadBalancer?.consistentHash !== undefined);
  const weighted = isWeighted ? withWeights(rule) : rule;
  return filters && hasBackends(rule) ? withHeaderFilters(weighted, filters) : weighted;
}

/**
 * Makes Envoy Gateway respect the weights of backends, now and after every change of them.
 *
 * It puts all backends of a rule into one cluster, whose hash or pin knows no weights, unless one of them has a filter. Then
 * each is a cluster, chosen by weight.
 *
 * @see https://github.com/envoyproxy/gateway/issues/9775
 */
function withWeights<R extends Rule>(rule: R): R {
  const backendRefs = itemsOf<BackendRef>(rule.backendRefs);
  if (backendRefs.some(({ filters }) => filters?.length)) {
    return rule;
  }
  const filters = [
    {
      type: HttpRouteSpecRulesBackendRefsFiltersType.REQUEST_HEADER_MODIFIER,
      requestHeaderModifier: { remove: [UNUSED_HEADER] },
    },
  ];
  return { ...rule, backendRefs: backendRefs.map((backendRef) => ({ ...backendRef, filters })) };
}
