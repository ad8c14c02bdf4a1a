import type { Report } from '../../findings/finding';
import type { RouteInput } from '../../input/route-input';

/** Stickiness for the name of a rule that does not exist. */
export function checkRuleStickiness({ plans, rules }: RouteInput, report: Report): void {
  for (const { property, ruleName } of plans) {
    const names = new Set(rules.flatMap(({ rule }) => rule.name ?? []));
    if (ruleName !== undefined && !names.has(ruleName)) {
      const known = names.size > 0 ? [...names].join(', ') : 'no rule has one';
      report({
        id: 'unknown-rule-name',
        property,
        value: ruleName,
        expected: `the name of a rule: ${known}`,
      });
    }
  }
}
