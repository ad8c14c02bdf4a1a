import type { Report } from '../problem';
import { WARNING_IDS } from '../warnings/warning';
import type { CheckedProps } from './checked-props';

const IDS: readonly string[] = WARNING_IDS;

export function checkAcknowledge({ acknowledge }: CheckedProps, report: Report): void {
  acknowledge?.forEach((id, i) => {
    if (!IDS.includes(id)) {
      report({
        property: `acknowledge[${i}]`,
        value: id,
        allowed: `the id of a warning: ${IDS.join(', ')}`,
        remedy: 'write it as the warning does, or remove it',
      });
    }
  });
}
