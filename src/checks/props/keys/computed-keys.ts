import type { Report } from '../../../findings/finding';
import type { CommonInput } from '../../../input/common-input';
import { hasSeveralBackends } from '../../../input/rule-input';

/** Several backends under a key that a filter computes: Envoy chooses between them before the filter runs. */
export function checkComputedKeys({ rules }: CommonInput, report: Report): void {
  for (const each of rules) {
    if (each.plan.weightsSince === undefined && hasSeveralBackends(each)) {
      report({
        id: 'computed-key-backends',
        property: `${each.property}.backendRefs`,
        value: each.backendRefs.map(({ name, weight }) => ({ name, weight })),
        expected: 'one backend for path(), firstOf() and allOf()',
      });
    }
  }
}
