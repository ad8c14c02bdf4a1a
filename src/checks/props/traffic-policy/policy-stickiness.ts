import type { Report } from '../../../findings/finding';
import type { PolicyInput } from '../../../input/policy-input';

/** Stickiness that a policy alone cannot bring. */
export function checkPolicyStickiness({ plans }: PolicyInput, report: Report): void {
  for (const { property, plan } of plans) {
    if (plan.headerChanges) {
      report({
        id: 'needs-filters',
        property,
        value: plan.factory,
        expected: 'cookie, header, headers, queryParams or sourceIp',
      });
    }
  }
}
