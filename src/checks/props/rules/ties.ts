import { listOf } from '../../../collections';
import type { Report } from '../../../findings/finding';
import type { RouteInput } from '../../../input/route-input';
import { matchesOf, type RuleInput } from '../../../input/rule-input';
import { areTied, conditionsOf, type MatchConditions, tieKey } from '../../../objects/precedence';
import { splitRules } from '../../../objects/split';

/** A match with its property, and the index of the route that holds it. */
interface PlacedMatch {
  readonly property: string;
  readonly conditions: MatchConditions;
  readonly part: number;
}

/**
 * Matches in different routes that only their order tells apart.
 *
 * The rules of one route have an order; between routes the older one wins, then the alphabetically first.
 */
export function checkTies({ http, grpc }: RouteInput, report: Report): void {
  checkRules(http, report);
  checkRules(grpc, report);
}

function checkRules(rules: readonly RuleInput[], report: Report): void {
  const parts = rules.length < 2 ? [] : splitRules(rules);
  if (parts.length < 2) {
    return;
  }
  const candidates = new Map<string, PlacedMatch[]>();
  for (const match of parts.flatMap(placedMatches)) {
    const alike = listOf(candidates, tieKey(match.conditions));
    const rival = alike.find(({ part, conditions }) => part !== match.part && areTied(conditions, match.conditions));
    alike.push(match);
    if (rival) {
      report({
        id: 'tied-matches',
        property: match.property,
        value: match.conditions,
        expected: `a match more or less specific than that of ${rival.property}`,
      });
    }
  }
}

function placedMatches(rules: readonly RuleInput[], part: number): PlacedMatch[] {
  return rules.flatMap((rule) =>
    matchesOf(rule).map((match, m) => ({
      property: `${rule.property}.matches[${m}]`,
      conditions: conditionsOf(rule, match),
      part,
    })),
  );
}
