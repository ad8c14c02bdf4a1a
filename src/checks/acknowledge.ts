import type { Problem } from '../problem';
import { WARNINGS } from '../warnings/warning';
import type { CheckedProps } from './checked-props';

export function checkAcknowledge({ acknowledge = [] }: CheckedProps): Problem[] {
  return acknowledge.flatMap((id, i) =>
    Object.hasOwn(WARNINGS, id)
      ? []
      : [
          {
            property: `acknowledge[${i}]`,
            value: id,
            allowed: `the id of a warning: ${Object.keys(WARNINGS).join(', ')}`,
            remedy: 'write it as the warning does, or remove it',
          },
        ],
  );
}
