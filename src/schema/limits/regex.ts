import type { Any } from '../cel';
import type { FieldLimit } from './field-limit';

/** A match by a regular expression. */
export function regex(path: string): FieldLimit {
  return {
    path,
    expected: 'a regular expression of RE2',
    remedy: 'correct value; RE2 has no look-around and no back-references',
    holds: ({ type, value }: Any) => type !== 'RegularExpression' || isRegex(value),
  };
}

/** RE2 has neither look-around nor back-references, and flags in front that JavaScript knows otherwise. */
export function isRegex(expression: string): boolean {
  try {
    new RegExp(expression.replace(/\(\?[imsU]+\)/g, '').replace(/\(\?P</g, '(?<'));
    return !/\(\?<?[=!]|\\[1-9]|\\k</.test(expression);
  } catch {
    return false;
  }
}
