import type { Report } from '../../../findings/finding';
import type { RouteInput } from '../../../input/route-input';

/** Stickiness for the name of a rule that does not exist. */
export function checkRuleStickiness({ plans, rules }: RouteInput, report: Report): void {
  for (const { property, ruleName } of plans) {
    if (ruleName !== undefined && !rules.some(({ rule }) => rule.name === ruleName)) {
      const known = rules.flatMap(({ rule }) => (typeof rule.name === 'string' ? rule.name : [])).join(', ');
      report({
        id: 'unknown-rule-name',
        property,
        value: ruleName,
        expected: `the name of a rule: ${known || 'no rule has one'}`,
      });
    }
  }
}
