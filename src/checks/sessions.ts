import {
  type BackendTrafficPolicySpecRetry,
  BackendTrafficPolicySpecRetryRetryOnTriggers as Trigger,
} from '../../imports/gateway.envoyproxy.io';
import type { HttpRouteSpecRules } from '../../imports/gateway.networking.k8s.io';
import type { Problem } from '../problem';
import { itemsOf } from '../route/lists';
import { type BackendRef, endpointRule, isWeighted, type Rule, type RuleFilter } from '../route/sticky-rule';
import type { CheckedProps, PlacedRule } from './checked-props';

const MOST_ITEMS = 16;

type HeaderFilter = Pick<RuleFilter, 'requestHeaderModifier' | 'responseHeaderModifier'>;

/** What would take a session to another pod although its own is there. */
export function checkSessions({ rules, trafficPolicy }: CheckedProps): Problem[] {
  const withSession = rules.filter(({ stickiness: { _parts } }) => _parts.sessionPersistence ?? _parts.sessionHeader);
  if (withSession.length === 0) {
    return [];
  }
  const ofServers = withSession.filter(({ stickiness }) => stickiness._parts.sessionHeader);
  return [
    ...withSession.flatMap(checkOneCluster),
    ...ofServers.flatMap(checkWeights),
    ...ofServers.flatMap(checkHeaders),
    ...ofServers.flatMap(checkRuleRetry),
    ...(ofServers.length > 0 ? checkRetry(trafficPolicy?.retry) : []),
  ];
}

/** With several clusters Envoy chooses one by weight, and looks for the pod in that alone. */
function checkOneCluster({ property, rule }: PlacedRule): Problem[] {
  const backendRefs = itemsOf<BackendRef>(rule.backendRefs);
  const kinds = new Set(backendRefs.map(({ kind = 'Service' }) => kind));
  const separate = kinds.size > 1 || backendRefs.some(({ filters }) => itemsOf<unknown>(filters).length > 0);
  return isWeighted(rule) && separate
    ? [
        {
          property: `${property}.backendRefs`,
          value: backendRefs,
          allowed:
            'backends of one kind and without filters, as Envoy Gateway keeps others apart and a session is lost',
          remedy: 'move the filters to the rule, or use Stickiness.header()',
        },
      ]
    : [];
}

function checkWeights({ property, rule, stickiness }: PlacedRule): Problem[] {
  return stickiness._parts.endpointHeader !== undefined && isWeighted(rule)
    ? [
        {
          property: `${property}.backendRefs`,
          value: itemsOf<BackendRef>(rule.backendRefs).map(({ name, weight }) => ({ name, weight })),
          allowed: 'one backend, as Envoy Gateway ignores weights beside an endpoint override',
          remedy: 'use SessionMechanism.ENVELOPE for HTTP, or one Service for all pods',
        },
      ]
    : [];
}

/** Filters of the author that speak of the same headers, or leave no room for the construct's own. */
function checkHeaders({ property, rule, stickiness: { _parts: parts } }: PlacedRule): Problem[] {
  const [choice] = parts.loadBalancer?.endpointOverride?.extractFrom ?? [];
  const ours = [parts.sessionHeader, parts.endpointHeader, choice?.header].map((name) => name?.toLowerCase());
  const modified = [rule, ...itemsOf<BackendRef>(rule.backendRefs)].flatMap(({ filters }, b) =>
    itemsOf<HeaderFilter>(filters).flatMap((filter, i) =>
      (['requestHeaderModifier', 'responseHeaderModifier'] as const).flatMap((modifier) => {
        const { set, add, remove } = filter[modifier] ?? {};
        return [...itemsOf(set), ...itemsOf(add), ...itemsOf(remove).map((name) => ({ name }))]
          .filter(({ name }) => ours.includes(String(name).toLowerCase()))
          .map(({ name }) => ({
            property: `${property}${b === 0 ? '' : `.backendRefs[${b - 1}]`}.filters[${i}].${modifier}`,
            value: name,
            allowed: 'any header but those that keep the session',
            remedy: 'leave it to the stickiness',
          }));
      }),
    ),
  );
  return [...modified, ...(parts.endpointHeader === undefined ? [] : checkRoom(property, rule, parts.endpointHeader))];
}

function checkRoom(property: string, rule: Rule, endpointHeader: string): Problem[] {
  const filters = itemsOf<RuleFilter>(endpointRule(rule, endpointHeader).filters);
  const headers = filters.map(({ responseHeaderModifier }) => itemsOf(responseHeaderModifier?.set).length);
  return Math.max(filters.length, ...headers) > MOST_ITEMS
    ? [
        {
          property: `${property}.filters`,
          value: rule.filters,
          allowed: `room for one more response header, in ${MOST_ITEMS} filters that set ${MOST_ITEMS} headers`,
          remedy: 'remove one, or use SessionMechanism.ENVELOPE',
        },
      ]
    : [];
}

/** A retry goes to any pod, which answers 404 and so ends a session whose pod is there. */
function checkRetry(retry: BackendTrafficPolicySpecRetry | undefined): Problem[] {
  const triggers = retry?.retryOn?.triggers;
  const connectsOnly = triggers?.length === 1 && triggers[0] === Trigger.CONNECT_HYPHEN_FAILURE;
  return retry && !connectsOnly
    ? [
        {
          property: 'trafficPolicy.retry',
          value: retry,
          allowed: 'a retry after connect-failure alone, as it reaches another pod, which does not know the session',
          remedy: `write retryOn: { triggers: ["${Trigger.CONNECT_HYPHEN_FAILURE}"] }, or remove it`,
        },
      ]
    : [];
}

function checkRuleRetry({ property, rule }: PlacedRule): Problem[] {
  const { retry } = rule as HttpRouteSpecRules;
  return retry
    ? [
        {
          property: `${property}.retry`,
          value: retry,
          allowed: 'nothing, as a retry reaches another pod, which does not know the session',
          remedy: `remove it; trafficPolicy.retry takes ${Trigger.CONNECT_HYPHEN_FAILURE}`,
        },
      ]
    : [];
}
