import { listOf } from '../maps';
import type { Report } from '../problem';
import {
  areTied,
  grpcConditions,
  httpConditions,
  type MatchConditions,
  matchesOf,
  type RuleWithMatches,
  tieKey,
} from '../route/precedence';
import { splitRules } from '../route/split';
import type { CheckedProps } from './checked-props';

/** A match with the place where it stands. */
interface PlacedMatch {
  readonly property: string;
  readonly conditions: MatchConditions;
  readonly part: number;
}

export function checkTies({ http = [], grpc = [] }: CheckedProps, report: Report): void {
  checkRoute('http', http, httpConditions, report);
  checkRoute('grpc', grpc, grpcConditions, report);
}

/**
 * Rules of one route are in order; between routes the older and then the alphabetically first one wins. So no two matches
 * may come into different routes that only their order tells apart.
 */
function checkRoute<M>(
  property: string,
  rules: readonly RuleWithMatches<M>[],
  conditionsOf: (match: M) => MatchConditions,
  report: Report,
): void {
  const parts = rules.length < 2 ? [] : splitRules(rules);
  if (parts.length < 2) {
    return;
  }
  const candidates = new Map<string, PlacedMatch[]>();
  for (const match of placedMatches(property, parts, conditionsOf)) {
    const alike = listOf(candidates, tieKey(match.conditions));
    const rival = alike.find(({ part, conditions }) => part !== match.part && areTied(conditions, match.conditions));
    alike.push(match);
    if (rival) {
      report({
        property: match.property,
        value: match.conditions,
        allowed: `a match more or less specific than that of ${rival.property}: the two rules end up in different routes, where their order does not count`,
        remedy: 'merge the two rules, move them next to each other, or make one match more specific',
      });
    }
  }
}

function placedMatches<M>(
  property: string,
  parts: readonly (readonly RuleWithMatches<M>[])[],
  conditionsOf: (match: M) => MatchConditions,
): PlacedMatch[] {
  const rules = parts.flatMap((part, i) => part.map((rule) => ({ rule, part: i })));
  return rules.flatMap(({ rule, part }, r) => {
    return matchesOf(rule).map((match, m) => ({
      property: `${property}[${r}].matches[${m}]`,
      conditions: conditionsOf(match),
      part,
    }));
  });
}
