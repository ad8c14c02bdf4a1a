import type { Problem } from '../problem';
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
export function checkUnreachableRules({ http = [], grpc = [] }: CheckedProps): Problem[] {
  return unreachable('http', http, httpConditions).concat(unreachable('grpc', grpc, grpcConditions));
}

function unreachable<M>(
  property: string,
  rules: readonly RuleWithMatches<M>[],
  conditionsOf: (match: M) => MatchConditions,
): Problem[] {
  if (rules.length < 2) {
    return [];
  }
  let first = 0;
  return splitRules(rules).flatMap((part) => {
    const owners = new Map<string, number>();
    const start = first;
    first += part.length;
    return part.flatMap((rule, i) => {
      const keys = matchesOf(rule).map((match) => conditionsKey(conditionsOf(match)));
      const earlier = keys.map((key) => owners.get(key)).filter((owner) => owner !== undefined);
      for (const key of keys) {
        owners.set(key, owners.get(key) ?? start + i);
      }
      return earlier.length < keys.length
        ? []
        : {
            property: `${property}[${start + i}].matches`,
            value: rule.matches,
            allowed: `a match that ${property}[${earlier[0]}] does not have, as the earlier rule gets all its requests`,
            remedy: 'write another match, or remove the rule',
          };
    });
  });
}
