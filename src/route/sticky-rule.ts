import {
  type GrpcRouteSpecRules,
  type GrpcRouteSpecRulesBackendRefs,
  type HttpRouteSpecRules,
  type HttpRouteSpecRulesBackendRefs,
  HttpRouteSpecRulesBackendRefsFiltersType,
} from '../../imports/gateway.networking.k8s.io';
import type { Stickiness } from '../stickiness/stickiness';
import { itemsOf } from './lists';

export type BackendRef = HttpRouteSpecRulesBackendRefs | GrpcRouteSpecRulesBackendRefs;

/** No client sends it, and no backend asks for it. */
const UNUSED_HEADER = 'x-sticky-gateway-route-unused';

/** An HTTP rule with what its stickiness puts into it. */
export function stickyHttpRule(rule: HttpRouteSpecRules, stickiness: Stickiness): HttpRouteSpecRules {
  const { _sessionPersistence: sessionPersistence } = stickiness;
  return sessionPersistence ? { ...rule, sessionPersistence } : weightedRule(rule, stickiness);
}

/** A gRPC rule with what its stickiness puts into it. */
export function stickyGrpcRule(rule: GrpcRouteSpecRules, stickiness: Stickiness): GrpcRouteSpecRules {
  return weightedRule(rule, stickiness);
}

/** Whether a hash and the weights of several backends have to agree. */
export function hashesOverWeights(rule: HttpRouteSpecRules | GrpcRouteSpecRules, stickiness: Stickiness): boolean {
  const weighted = itemsOf<BackendRef>(rule.backendRefs).filter(({ weight }) => weight !== 0);
  return stickiness._loadBalancer !== undefined && weighted.length > 1;
}

/**
 * Makes Envoy Gateway respect the weights of backends under a hash.
 *
 * It puts all backends of a rule into one cluster, whose hash knows no weights, unless one of them has a filter. Then each
 * is a cluster, chosen by weight and by the same hash.
 *
 * @see https://github.com/envoyproxy/gateway/issues/9775
 */
function weightedRule<R extends HttpRouteSpecRules | GrpcRouteSpecRules>(rule: R, stickiness: Stickiness): R {
  const backendRefs = itemsOf<BackendRef>(rule.backendRefs);
  if (!hashesOverWeights(rule, stickiness) || backendRefs.some(({ filters }) => filters?.length)) {
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
