import { addTo, itemsOf } from '../collections';
import { hasSeveralBackends, matchesOf, type RuleInput } from '../input/rule-input';
import type { Match, Rule } from '../input/rule-types';
import type { Pin } from '../stickiness/plan';
import { withHeaderChanges } from './merged-filters';
import type { RenderedRule } from './object-spec';
import { areRivals, compareSpecificity, conditionsOf, type MatchConditions } from './precedence';
import { stickyRule } from './sticky-rule';

/** The highest weight of the Gateway API. */
const MOST_WEIGHT = 1_000_000;

/** A rule that takes the requests with a session from a rule of the author. */
export interface SessionsRule extends RenderedRule {
  /** Whether it only copies a rule that came before one whose sessions are kept. */
  readonly isCopy: boolean;
}

/** A match of the author, with its rule and its index among all rules. */
interface PlacedMatch {
  readonly source: RuleInput;
  readonly place: number;
  readonly match: Match;
  readonly conditions: MatchConditions;
}

/**
 * The rules for requests with a session, for pins whose new sessions are shared between backends by weight.
 *
 * Envoy finds the pod of a session only if all backends are one cluster, as the backends of a rule without filters are. So each
 * rule with a pin and several backends gets a second rule, whose matches also ask for the header of the session. One more header
 * makes a match more specific: a match of another rule that came before it, and no longer would, gets a copy with that header.
 */
export function sessionsRules(rules: readonly RuleInput[]): SessionsRule[] {
  const sharing = rules.filter((rule) => sharedPinKey(rule) !== undefined);
  if (sharing.length === 0) {
    return [];
  }
  const pins = new Map(sharing.map((rule) => [sharedPinKey(rule), rule.plan.pin as Pin]));
  const placed = rules.flatMap((source, place) =>
    matchesOf(source).map((match) => ({ source, place, match, conditions: conditionsOf(source, match) })),
  );
  const ofSessions = new Map<RuleInput, Match[]>();
  const ofCopies = new Map<RuleInput, Match[]>();
  for (const [key, pin] of pins) {
    const isOwn = ({ source }: PlacedMatch) => sharedPinKey(source) === key;
    for (const each of withOvertaken(placed, isOwn, pin)) {
      addTo(isOwn(each) ? ofSessions : ofCopies, each.source, withSession(each.match, pin));
    }
  }
  return rules.flatMap((source) => {
    const [sessions, copies] = [ofSessions.get(source) ?? [], ofCopies.get(source) ?? []];
    return [
      ...(sessions.length > 0
        ? [{ source, rule: { ...inOneCluster(source), matches: sessions } as Rule, isCopy: false }]
        : []),
      // A rule whose sessions another pin keeps is copied too: a session of this pin is new to it.
      ...(copies.length > 0
        ? [{ source, rule: { ...stickyRule(source), matches: copies } as Rule, isCopy: true }]
        : []),
    ];
  });
}

/** The matches of a pin, and those that would lose requests to them once these ask for one more header. */
function withOvertaken(
  matches: readonly PlacedMatch[],
  isOwn: (match: PlacedMatch) => boolean,
  pin: Pin,
): PlacedMatch[] {
  const taken = new Set(matches.filter(isOwn));
  // The loop also visits the matches that it adds.
  for (const each of taken) {
    const raised = conditionsOf(each.source, withSession(each.match, pin));
    for (const other of matches) {
      const ahead = compareSpecificity(other.conditions, each.conditions);
      const cameFirst = ahead > 0 || (ahead === 0 && other.place < each.place);
      if (
        cameFirst &&
        areRivals(other.conditions, each.conditions) &&
        compareSpecificity(other.conditions, raised) <= 0
      ) {
        taken.add(other);
      }
    }
  }
  return matches.filter((match) => taken.has(match));
}

function withSession(match: Match, { header, pattern }: Pin): Match {
  const session = { name: header, type: 'RegularExpression', value: pattern };
  return { ...match, headers: [...itemsOf<object>(match.headers), session] } as Match;
}

/** Identifies the pin of a rule that shares its new sessions between backends; none for all other rules. */
function sharedPinKey(rule: RuleInput): string | undefined {
  const { pin } = rule.plan;
  return pin && hasSeveralBackends(rule) ? `${pin.header} ${pin.pattern}` : undefined;
}

/** A rule whose backends are one cluster. Its heaviest gets nearly all requests, as the share of one without pods gets 503. */
function inOneCluster({ rule, filters, backendRefs, plan }: RuleInput): Rule {
  const weights = backendRefs.map(({ weight = 1 }) => weight);
  const heaviest = weights.indexOf(Math.max(...weights));
  const weighted = backendRefs.map((backendRef, i) => ({ ...backendRef, weight: i === heaviest ? MOST_WEIGHT : 1 }));
  return withHeaderChanges({ ...rule, backendRefs: weighted } as Rule, filters, plan.headerChanges ?? {});
}
