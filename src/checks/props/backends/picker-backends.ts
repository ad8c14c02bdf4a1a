import type { Report } from '../../../findings/finding';
import type { CommonInput } from '../../../input/common-input';

/** Backends that choose the pod themselves, whatever the policy. */
const PICKERS = ['InferencePool'];

export function checkPickerBackends({ rules }: CommonInput, report: Report): void {
  for (const { property, backendRefs, plan } of rules) {
    backendRefs.forEach(({ kind }, i) => {
      if (plan.loadBalancer && kind !== undefined && PICKERS.includes(kind)) {
        report({
          id: 'backend-picks-pod',
          property: `${property}.backendRefs[${i}].kind`,
          value: kind,
          expected: `a Service with ${plan.factory}`,
        });
      }
    });
  }
}
