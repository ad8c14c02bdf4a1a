import type { Report } from '../../findings/finding';
import type { CommonInput } from '../../input/common-input';

/** Members of `firstOf()` after one that every request has. */
export function warnOfMemberOrder({ plans }: CommonInput, report: Report): void {
  for (const { property, plan } of plans) {
    const index = plan.members.findIndex(({ member }) => 'values' in member && member.isAlwaysThere);
    if (index !== -1 && index < plan.members.length - 1) {
      report({
        id: 'unreachable-member',
        property,
        value: plan.members[index]?.factory,
        expected: `members[${index}] at the end`,
      });
    }
  }
}
