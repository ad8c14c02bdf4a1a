import type { Pin } from '../stickiness/pin';
import type { Stickiness } from '../stickiness/stickiness';
import { withHeaderFilters } from './header-filters';
import { itemsOf } from './lists';
import { areRivals, compareSpecificity, type MatchConditions, matchesOf } from './precedence';
import { type BackendRef, hasSeveralBackends, type Rule } from './rule';
import { stickyRule } from './sticky-rule';

/** The most that the Gateway API takes. */
const MOST_WEIGHT = 1_000_000;

type Match = object & { readonly headers?: readonly object[] };

/** A rule of the author with its stickiness. */
export interface StickyRule<R extends Rule> {
  readonly rule: R;
  readonly stickiness: Stickiness;
}

/** A rule that takes the requests with a session from one of the author's. */
export interface SessionsRule<R extends Rule> {
  /** The place of the author's rule. */
  readonly place: number;
  readonly rule: R;
  /** Whether the rule is there only because it came before one whose sessions are kept. */
  readonly isCopy: boolean;
}

/**
 * The rules for requests that carry a session, where weights share those that do not.
 *
 * Envoy finds the pod of a session only if all backends are in one cluster, as those of a rule without filters are. So each
 * rule with a pin and several backends has a second one, whose matches ask for the session's header besides. One header more
 * makes a match more specific: a match of another rule that came before it, and no longer would, gets a copy with that header.
 */
export function sessionsRules<R extends Rule>(
  rules: readonly StickyRule<R>[],
  conditionsOf: (match: object) => MatchConditions,
): SessionsRule<R>[] {
  const own = rules.map(sharedPin);
  if (own.every((pin) => pin === undefined)) {
    return [];
  }
  const placed = rules.flatMap(({ rule }, place) =>
    matchesOf(rule as { readonly matches?: readonly Match[] }).map((match) => ({
      place,
      match,
      conditions: conditionsOf(match),
    })),
  );
  const keys = own.map((pin) => pin && `${pin.header} ${pin.pattern}`);
  const pins = new Map(own.flatMap((pin, place) => (pin ? [[keys[place], pin]] : [])));
  const ofSessions = rules.map(() => [] as Match[]);
  const ofCopies = rules.map(() => [] as Match[]);
  for (const [key, pin] of pins) {
    const isOwn = ({ place }: PlacedMatch) => keys[place] === key;
    for (const each of withOvertaken(placed, isOwn, conditionsOf, pin)) {
      (isOwn(each) ? ofSessions : ofCopies)[each.place]?.push(withSession(each.match, pin));
    }
  }
  return rules.flatMap(({ rule, stickiness }, place) => {
    const [sessions, copies] = [ofSessions[place] as Match[], ofCopies[place] as Match[]];
    return [
      ...(sessions.length > 0
        ? [{ place, rule: { ...inOneCluster(rule, stickiness), matches: sessions }, isCopy: false }]
        : []),
      // Also of a rule whose sessions are kept by another pin: with this one they are new to it.
      ...(copies.length > 0
        ? [{ place, rule: { ...stickyRule(rule, stickiness), matches: copies }, isCopy: true }]
        : []),
    ];
  });
}

/** The pin of a rule whose new sessions are shared between backends. */
function sharedPin<R extends Rule>({ rule, stickiness }: StickyRule<R>): Pin | undefined {
  return hasSeveralBackends(rule) ? stickiness._parts.pin : undefined;
}

interface PlacedMatch {
  readonly place: number;
  readonly match: Match;
  readonly conditions: MatchConditions;
}

/** The matches of a pin, and those that would lose requests to them once these ask for one header more. */
function withOvertaken(
  matches: readonly PlacedMatch[],
  isOwn: (match: PlacedMatch) => boolean,
  conditionsOf: (match: object) => MatchConditions,
  pin: Pin,
): PlacedMatch[] {
  const taken = new Set(matches.filter(isOwn));
  for (const each of taken) {
    const raised = conditionsOf(withSession(each.match, pin));
    for (const other of matches) {
      const ahead = compareSpecificity(other.conditions, each.conditions);
      const cameFirst = ahead > 0 || (ahead === 0 && other.place < each.place);
      if (
        cameFirst &&
        areRivals(other.conditions, each.conditions) &&
        compareSpecificity(other.conditions, raised) <= 0
      ) {
        // A set is walked to its end, however long it becomes.
        taken.add(other);
      }
    }
  }
  return matches.filter((match) => taken.has(match));
}

function withSession(match: Match, { header, pattern }: Pin): Match {
  const session = { name: header, type: 'RegularExpression', value: pattern };
  return { ...match, headers: [...itemsOf(match.headers), session] };
}

/** A rule whose backends are one cluster; a backend without pods answers 503 to its share, so that the heaviest gets nearly all. */
function inOneCluster<R extends Rule>(rule: R, { _parts: { filters } }: Stickiness): R {
  const all = itemsOf<BackendRef>(rule.backendRefs);
  const weights = all.map(({ weight = 1 }) => weight);
  const heaviest = weights.indexOf(Math.max(...weights));
  const backendRefs = all.map((backendRef, i) => ({ ...backendRef, weight: i === heaviest ? MOST_WEIGHT : 1 }));
  return withHeaderFilters({ ...rule, backendRefs }, filters ?? {});
}
