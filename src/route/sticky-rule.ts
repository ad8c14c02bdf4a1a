import {
  type GrpcRouteSpecRules,
  type GrpcRouteSpecRulesBackendRefs,
  type GrpcRouteSpecRulesFilters,
  type HttpRouteSpecRules,
  type HttpRouteSpecRulesBackendRefs,
  HttpRouteSpecRulesBackendRefsFiltersType,
  type HttpRouteSpecRulesFilters,
  HttpRouteSpecRulesFiltersType,
} from '../../imports/gateway.networking.k8s.io';
import type { Stickiness } from '../stickiness/stickiness';
import { itemsOf } from './lists';

export type RuleFilter = HttpRouteSpecRulesFilters | GrpcRouteSpecRulesFilters;
export type Rule = HttpRouteSpecRules | GrpcRouteSpecRules;
export type BackendRef = HttpRouteSpecRulesBackendRefs | GrpcRouteSpecRulesBackendRefs;

/** No client sends it, and no backend asks for it. */
const UNUSED_HEADER = 'x-sticky-gateway-route-unused';

/** Envoy writes the address and port of the pod in its place. */
const UPSTREAM_ADDRESS = '%UPSTREAM_REMOTE_ADDRESS%';

/** An HTTP rule with what its stickiness puts into it. */
export function stickyHttpRule(rule: HttpRouteSpecRules, stickiness: Stickiness): HttpRouteSpecRules {
  const { sessionPersistence } = stickiness._parts;
  if (!sessionPersistence) {
    return stickyRule(rule, stickiness);
  }
  // The API server has a default for absent matches alone, and Envoy Gateway no session persistence for a rule without any.
  const isEmpty = Array.isArray(rule.matches) && rule.matches.length === 0;
  return { ...rule, ...(isEmpty && { matches: undefined }), sessionPersistence };
}

/** A gRPC rule with what its stickiness puts into it. */
export function stickyGrpcRule(rule: GrpcRouteSpecRules, stickiness: Stickiness): GrpcRouteSpecRules {
  return stickyRule(rule, stickiness);
}

/** Whether a hash and the weights of several backends have to agree. */
export function hashesOverWeights(rule: Rule, stickiness: Stickiness): boolean {
  return stickiness._parts.loadBalancer?.consistentHash !== undefined && isWeighted(rule);
}

/** Whether several backends share the requests of a rule. */
export function isWeighted({ backendRefs }: Rule): boolean {
  const all = itemsOf<BackendRef>(backendRefs);
  return all.length > 1 && all.filter(({ weight }) => weight !== 0).length > 1;
}

function stickyRule<R extends Rule>(rule: R, stickiness: Stickiness): R {
  const { endpointHeader } = stickiness._parts;
  return endpointHeader === undefined ? weightedRule(rule, stickiness) : endpointRule(rule, endpointHeader);
}

/**
 * Makes Envoy Gateway respect the weights of backends under a hash.
 *
 * It puts all backends of a rule into one cluster, whose hash knows no weights, unless one of them has a filter. Then each
 * is a cluster, chosen by weight and by the same hash.
 *
 * @see https://github.com/envoyproxy/gateway/issues/9775
 */
function weightedRule<R extends Rule>(rule: R, stickiness: Stickiness): R {
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

/**
 * Tells the extension policy the address of the pod that answers.
 *
 * A rule may have one filter of a type, so this is added to what the author's own one sets.
 */
export function endpointRule<R extends Rule>(rule: R, endpointHeader: string): R {
  if (itemsOf<BackendRef>(rule.backendRefs).length === 0) {
    return rule;
  }
  const type = HttpRouteSpecRulesFiltersType.RESPONSE_HEADER_MODIFIER;
  const written = itemsOf<RuleFilter>(rule.filters);
  const first = written.find((filter) => filter.type === type);
  const own = first?.responseHeaderModifier;
  const set = [...itemsOf(own?.set), { name: endpointHeader, value: UPSTREAM_ADDRESS }];
  const filters = [...written.filter((filter) => filter !== first), { type, responseHeaderModifier: { ...own, set } }];
  return { ...rule, filters };
}
