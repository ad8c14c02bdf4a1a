import type { Report } from '../../findings/finding';
import type { RouteInput } from '../../input/route-input';
import { matchesOf, type RuleInput } from '../../input/rule-input';
import { conditionsKey, conditionsOf } from '../../objects/precedence';

/** HTTP and gRPC rules that match the same requests: of their routes only the older one gets them. */
export function warnOfOverlaps({ http, grpc }: RouteInput, report: Report): void {
  if (http.length === 0 || grpc.length === 0) {
    return;
  }
  const ofHttp = new Map(http.flatMap((rule) => keysOf(rule).map((key) => [key, rule] as const)));
  for (const rule of grpc) {
    const rival = keysOf(rule)
      .map((key) => ofHttp.get(key))
      .find((each) => each !== undefined);
    if (rival) {
      report({
        id: 'overlap',
        property: `${rule.property}.matches`,
        value: rule.rule.matches,
        expected: `a match that ${rival.property} does not have`,
      });
    }
  }
}

function keysOf(rule: RuleInput): string[] {
  return matchesOf(rule).map((match) => conditionsKey(conditionsOf(rule, match)));
}
