import { entryOf } from '../../../collections';
import type { Report } from '../../../findings/finding';
import type { RouteInput } from '../../../input/route-input';
import type { RuleInput } from '../../../input/rule-input';

/** Names that two rules of one route have. */
export function checkRuleNames({ http, grpc }: RouteInput, report: Report): void {
  checkNames(http, report);
  checkNames(grpc, report);
}

function checkNames(rules: readonly RuleInput[], report: Report): void {
  const firsts = new Map<string, RuleInput>();
  for (const each of rules) {
    const { name } = each.rule;
    const first = name === undefined ? each : entryOf(firsts, name, () => each);
    if (first !== each) {
      report({
        id: 'duplicate-rule-name',
        property: `${each.property}.name`,
        value: name,
        expected: `a name other than that of ${first.property}`,
      });
    }
  }
}
