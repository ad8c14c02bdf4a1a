import type { Problem } from '../problem';
import { collect } from '../route/lists';
import { WARNING_IDS } from '../warnings/warning';
import type { CheckedProps } from './checked-props';

const IDS: readonly string[] = WARNING_IDS;

export function checkAcknowledge({ acknowledge = [] }: CheckedProps): Problem[] {
  return collect(acknowledge, (id, i) =>
    IDS.includes(id)
      ? []
      : [
          {
            property: `acknowledge[${i}]`,
            value: id,
            allowed: `the id of a warning: ${IDS.join(', ')}`,
            remedy: 'write it as the warning does, or remove it',
          },
        ],
  );
}
