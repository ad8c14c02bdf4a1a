import {
  type BackendTrafficPolicySpecRetry,
  BackendTrafficPolicySpecRetryRetryOnTriggers as Trigger,
} from '../../imports/gateway.envoyproxy.io';
import type { HttpRouteSpecRules } from '../../imports/gateway.networking.k8s.io';
import { isAfterConnectFailure } from '../policy/traffic-policy';
import type { Report } from '../problem';
import { itemsOf } from '../route/lists';
import { grpcConditions, httpConditions, type MatchConditions, matchesOf } from '../route/precedence';
import { type BackendRef, hasSeveralBackends } from '../route/rule';
import { sessionsRules } from '../route/sessions-route';
import type { CheckedProps, PlacedRule } from './checked-props';

const MOST_HEADERS = 16;

interface Match {
  readonly headers?: readonly { readonly name: string; readonly type?: string }[];
}

/** What would take a session to another pod although its own is there. */
export function checkSessions({ rules, trafficPolicy }: CheckedProps, report: Report): void {
  const pinned = rules.filter(({ stickiness: { _parts } }) => _parts.pin);
  for (const each of pinned) {
    if (hasSeveralBackends(each.rule)) {
      checkOneCluster(each, report);
    }
    checkMatches(each, report);
    checkRuleRetry(each, report);
  }
  if (pinned.some(({ stickiness: { _parts } }) => _parts.pin?.isOfServer)) {
    checkRetry(trafficPolicy?.retry, report);
  }
  if (pinned.some(({ rule }) => hasSeveralBackends(rule))) {
    checkCopies(
      rules.filter(({ isGrpc }) => !isGrpc),
      httpConditions,
      report,
    );
    checkCopies(
      rules.filter(({ isGrpc }) => isGrpc),
      grpcConditions,
      report,
    );
  }
}

/** With several clusters Envoy chooses one by weight, and looks for the pod in that alone. */
function checkOneCluster({ property, rule }: PlacedRule, report: Report): void {
  const backendRefs = itemsOf<BackendRef>(rule.backendRefs);
  const kinds = new Set(backendRefs.map(({ kind = 'Service' }) => kind));
  if (kinds.size > 1 || backendRefs.some(({ filters }) => itemsOf<unknown>(filters).length > 0)) {
    report({
      property: `${property}.backendRefs`,
      value: backendRefs,
      allowed:
        'backends of one kind and without filters, otherwise Envoy Gateway makes one cluster per backend, and sessions are lost',
      remedy: 'move the filters to the rule, or use Stickiness.header()',
    });
  }
}

/** Matches on the header of a session: of its value nobody knows more than its form, and there may be one match on it. */
function checkMatches({ property, rule, stickiness: { _parts } }: PlacedRule, report: Report): void {
  const session = _parts.pin?.header ?? '';
  const isShared = hasSeveralBackends(rule);
  matchesOf<Match>(rule as object).forEach((match, m) => {
    const headers = itemsOf(match.headers);
    const asked = headers.find(({ name }) => String(name).toLowerCase() === session.toLowerCase());
    if (asked && (isShared || (asked.type ?? 'Exact') === 'Exact')) {
      report({
        property: `${property}.matches[${m}].headers`,
        value: headers,
        allowed: `no match on ${session}, whose value Envoy and the server choose`,
        remedy: 'remove the match, or use another header for the stickiness',
      });
    } else if (isShared && headers.length >= MOST_HEADERS) {
      report({
        property: `${property}.matches[${m}].headers`,
        value: headers,
        allowed: `at most ${MOST_HEADERS - 1} headers, as one on ${session} tells the requests of a session where there are several backends`,
        remedy: 'remove one, or name one backend',
      });
    }
  });
}

/** Weights that are edited in the cluster do not reach the copy of a rule. */
function checkCopies(
  rules: readonly PlacedRule[],
  conditionsOf: (match: object) => MatchConditions,
  report: Report,
): void {
  for (const { place, isCopy, rule: added } of sessionsRules(rules, conditionsOf)) {
    const { property, rule } = rules[place] as PlacedRule;
    const matches = itemsOf<Match>(added.matches);
    if (isCopy && hasSeveralBackends(rule)) {
      report({
        property: `${property}.backendRefs`,
        value: itemsOf<BackendRef>(rule.backendRefs).map(({ name }) => name),
        allowed:
          'one backend: another rule for this path keeps sessions and needs a copy of this rule, and weights edited in the cluster would not reach the copy',
        remedy: 'give both rules the same stickiness, or another path',
      });
    }
    if (isCopy && !hasRoom(matches)) {
      report({
        property: `${property}.matches`,
        value: rule.matches,
        allowed:
          'at most 15 header matches, none on the header of the session: another rule for this path keeps sessions and needs a copy of this rule',
        remedy: 'remove a header, or give the other rule another path',
      });
    }
  }
}

function hasRoom(matches: readonly Match[]): boolean {
  return matches.every(({ headers = [] }) => {
    const names = headers.map(({ name }) => String(name).toLowerCase());
    return names.length <= MOST_HEADERS && names.indexOf(names.at(-1) ?? '') === names.length - 1;
  });
}

/** A retry goes to any pod, which answers 404 and so ends a session whose pod is there. */
function checkRetry(retry: BackendTrafficPolicySpecRetry | undefined, report: Report): void {
  if (retry && !isAfterConnectFailure(retry)) {
    report({
      property: 'trafficPolicy.retry',
      value: retry,
      allowed: 'a retry after connect-failure alone, as it reaches another pod, which does not know the session',
      remedy: `write retryOn: { triggers: ["${Trigger.CONNECT_HYPHEN_FAILURE}"] }, or remove it`,
    });
  }
}

function checkRuleRetry({ property, rule, stickiness: { _parts } }: PlacedRule, report: Report): void {
  const { retry } = rule as HttpRouteSpecRules;
  if (retry && _parts.pin?.isOfServer) {
    report({
      property: `${property}.retry`,
      value: retry,
      allowed: 'nothing, as a retry reaches another pod, which does not know the session',
      remedy: `remove it; trafficPolicy.retry takes ${Trigger.CONNECT_HYPHEN_FAILURE}`,
    });
  }
}
