import type { Any } from '../cel';
import type { FieldLimit } from './field-limit';
import { isRe2 } from './re2';

/** A match by a regular expression. */
export function regex(path: string): FieldLimit {
  return {
    path,
    expected: 'a regular expression of RE2',
    remedy: 'correct value; RE2 has no look-around, no back-references and no count above 1000',
    holds: ({ type, value }: Any) => type !== 'RegularExpression' || (typeof value === 'string' && isRe2(value)),
  };
}
