import type { Report } from '../../../findings/finding';
import type { CommonInput } from '../../../input/common-input';

/** Session persistence of the Gateway API beside a stickiness. */
export function checkSessionPersistence({ rules }: CommonInput, report: Report): void {
  for (const { property, rule, plan } of rules) {
    if (rule.sessionPersistence && plan.loadBalancer) {
      report({
        id: 'session-persistence',
        property: `${property}.sessionPersistence`,
        value: rule.sessionPersistence,
        expected: `no session persistence beside ${plan.factory}`,
      });
    }
  }
}
