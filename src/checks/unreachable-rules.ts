import type { Report } from '../problem';
import {
  conditionsKey,
  grpcConditions,
  httpConditions,
  type MatchConditions,
  matchesOf,
  type RuleWithMatches,
} from '../route/precedence';
import { splitRules } from '../route/split';
import type { CheckedProps } from './checked-props';

/** Rules that get no request, as those before them in their route have the same matches; `checkTies` is for other routes. */
export function checkUnreachableRules({ http = [], grpc = [] }: CheckedProps, report: Report): void {
  checkRoute('http', http, httpConditions, report);
  checkRoute('grpc', grpc, grpcConditions, report);
}

function checkRoute<M>(
  property: string,
  rules: readonly RuleWithMatches<M>[],
  conditionsOf: (match: M) => MatchConditions,
  report: Report,
): void {
  if (rules.length < 2) {
    return;
  }
  let place = 0;
  for (const part of splitRules(rules)) {
    const owners = new Map<string, number>();
    for (const rule of part) {
      const keys = matchesOf(rule).map((match) => conditionsKey(conditionsOf(match)));
      const earlier = keys.map((key) => owners.get(key)).filter((owner) => owner !== undefined);
      for (const key of keys) {
        owners.set(key, owners.get(key) ?? place);
      }
      if (earlier.length === keys.length) {
        report({
          property: `${property}[${place}].matches`,
          value: rule.matches,
          allowed: `a match that ${property}[${earlier[0]}] does not have, as the earlier rule gets all its requests`,
          remedy: 'write another match, or remove the rule',
        });
      }
      place += 1;
    }
  }
}
