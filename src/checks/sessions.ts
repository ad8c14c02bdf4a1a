import {
  type BackendTrafficPolicySpecRetry,
  BackendTrafficPolicySpecRetryRetryOnTriggers as Trigger,
} from '../../imports/gateway.envoyproxy.io';
import type { HttpRouteSpecRules } from '../../imports/gateway.networking.k8s.io';
import type { Report } from '../problem';
import { itemsOf } from '../route/lists';
import { type BackendRef, endpointRule, isWeighted, type Rule, type RuleFilter } from '../route/sticky-rule';
import type { CheckedProps, PlacedRule } from './checked-props';

const MOST_ITEMS = 16;

const MODIFIERS = ['requestHeaderModifier', 'responseHeaderModifier'] as const;

type HeaderFilter = Pick<RuleFilter, (typeof MODIFIERS)[number]>;

/** What would take a session to another pod although its own is there. */
export function checkSessions({ rules, trafficPolicy }: CheckedProps, report: Report): void {
  let hasServerSession = false;
  rules.forEach((each) => {
    const { sessionPersistence, sessionHeader } = each.stickiness._parts;
    if (sessionPersistence || sessionHeader) {
      checkOneCluster(each, report);
    }
    if (sessionHeader) {
      hasServerSession = true;
      checkWeights(each, report);
      checkHeaders(each, report);
      checkRuleRetry(each, report);
    }
  });
  if (hasServerSession) {
    checkRetry(trafficPolicy?.retry, report);
  }
}

/** With several clusters Envoy chooses one by weight, and looks for the pod in that alone. */
function checkOneCluster({ property, rule }: PlacedRule, report: Report): void {
  const backendRefs = itemsOf<BackendRef>(rule.backendRefs);
  const kinds = new Set(backendRefs.map(({ kind = 'Service' }) => kind));
  const areSeparate = kinds.size > 1 || backendRefs.some(({ filters }) => itemsOf<unknown>(filters).length > 0);
  if (isWeighted(rule) && areSeparate) {
    report({
      property: `${property}.backendRefs`,
      value: backendRefs,
      allowed: 'backends of one kind and without filters, as Envoy Gateway keeps others apart and a session is lost',
      remedy: 'move the filters to the rule, or use Stickiness.header()',
    });
  }
}

function checkWeights({ property, rule, stickiness }: PlacedRule, report: Report): void {
  if (stickiness._parts.endpointHeader !== undefined && isWeighted(rule)) {
    report({
      property: `${property}.backendRefs`,
      value: itemsOf<BackendRef>(rule.backendRefs).map(({ name, weight }) => ({ name, weight })),
      allowed: 'one backend, as Envoy Gateway ignores weights beside an endpoint override',
      remedy: 'use SessionMechanism.ENVELOPE for HTTP, or one Service for all pods',
    });
  }
}

/** Filters of the author that speak of the same headers, or leave no room for the construct's own. */
function checkHeaders({ property, rule, stickiness: { _parts: parts } }: PlacedRule, report: Report): void {
  const [choice] = parts.loadBalancer?.endpointOverride?.extractFrom ?? [];
  const ours = [parts.sessionHeader, parts.endpointHeader, choice?.header].map((name) => name?.toLowerCase());
  checkFilters(property, rule.filters, ours, report);
  itemsOf<BackendRef>(rule.backendRefs).forEach(({ filters }, b) => {
    checkFilters(`${property}.backendRefs[${b}]`, filters, ours, report);
  });
  if (parts.endpointHeader !== undefined) {
    checkRoom(property, rule, parts.endpointHeader, report);
  }
}

function checkFilters(
  property: string,
  filters: readonly HeaderFilter[] | undefined,
  ours: readonly (string | undefined)[],
  report: Report,
): void {
  itemsOf<HeaderFilter>(filters).forEach((filter, i) => {
    for (const modifier of MODIFIERS) {
      const { set, add, remove } = filter[modifier] ?? {};
      const names = [...itemsOf(set), ...itemsOf(add)].map(({ name }) => name).concat(itemsOf(remove));
      for (const name of names.filter((each) => ours.includes(String(each).toLowerCase()))) {
        report({
          property: `${property}.filters[${i}].${modifier}`,
          value: name,
          allowed: 'any header but those that keep the session',
          remedy: 'leave it to the stickiness',
        });
      }
    }
  });
}

function checkRoom(property: string, rule: Rule, endpointHeader: string, report: Report): void {
  const filters = itemsOf<RuleFilter>(endpointRule(rule, endpointHeader).filters);
  const headers = filters.map(({ responseHeaderModifier }) => itemsOf(responseHeaderModifier?.set).length);
  if (Math.max(filters.length, ...headers) > MOST_ITEMS) {
    report({
      property: `${property}.filters`,
      value: rule.filters,
      allowed: `room for one more response header, in ${MOST_ITEMS} filters that set ${MOST_ITEMS} headers`,
      remedy: 'remove one, or use SessionMechanism.ENVELOPE',
    });
  }
}

/** A retry goes to any pod, which answers 404 and so ends a session whose pod is there. */
function checkRetry(retry: BackendTrafficPolicySpecRetry | undefined, report: Report): void {
  const triggers = retry?.retryOn?.triggers;
  if (retry && !(triggers?.length === 1 && triggers[0] === Trigger.CONNECT_HYPHEN_FAILURE)) {
    report({
      property: 'trafficPolicy.retry',
      value: retry,
      allowed: 'a retry after connect-failure alone, as it reaches another pod, which does not know the session',
      remedy: `write retryOn: { triggers: ["${Trigger.CONNECT_HYPHEN_FAILURE}"] }, or remove it`,
    });
  }
}

function checkRuleRetry({ property, rule }: PlacedRule, report: Report): void {
  const { retry } = rule as HttpRouteSpecRules;
  if (retry) {
    report({
      property: `${property}.retry`,
      value: retry,
      allowed: 'nothing, as a retry reaches another pod, which does not know the session',
      remedy: `remove it; trafficPolicy.retry takes ${Trigger.CONNECT_HYPHEN_FAILURE}`,
    });
  }
}
