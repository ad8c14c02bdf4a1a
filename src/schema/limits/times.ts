import { duration } from '../cel';
import type { FieldLimit } from './field-limit';

/** A time that may not be 0. */
export function positive(path: string): FieldLimit {
  return {
    path,
    expected: 'more than 0s',
    remedy: 'write "1s" or more, or remove it',
    holds: isPositive,
  };
}

export function isPositive(time: string): boolean {
  return duration(time) > 0;
}
