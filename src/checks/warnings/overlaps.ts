import type { Report } from '../../findings/finding';
import type { RouteInput } from '../../input/route-input';
import { matchesOf, type RuleInput } from '../../input/rule-input';
import { takesCalls } from '../../objects/grpc-calls';
import { conditionsOf, type MatchConditions } from '../../objects/precedence';

/** HTTP rules that get, or may get, the calls of gRPC rules. */
export function warnOfOverlaps({ http, grpc }: RouteInput, report: Report): void {
  const ofHttp = grpc.length === 0 ? [] : http.map((rule) => ({ rule, conditions: allConditionsOf(rule) }));
  for (const rule of ofHttp.length === 0 ? [] : grpc) {
    const ofGrpc = allConditionsOf(rule);
    const rival = ofHttp.find(({ conditions }) =>
      conditions.some((one) => ofGrpc.some((each) => takesCalls(one, each))),
    );
    if (rival) {
      report({
        id: 'overlap',
        property: `${rule.property}.matches`,
        value: rule.rule.matches,
        expected: `a match that ${rival.rule.property} does not have`,
      });
    }
  }
}

function allConditionsOf(rule: RuleInput): MatchConditions[] {
  return matchesOf(rule).map((match) => conditionsOf(rule, match));
}
