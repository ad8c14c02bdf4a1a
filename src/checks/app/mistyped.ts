import { differenceBetween } from '../../spelling';

const LEAST_SHARED_LETTERS = 3;

/** Whether one letter is missing, added or changed, or two are swapped; digits are never taken for a slip. */
export function isMistyped(written: string, name: string): boolean {
  const { ofFirst: a, ofSecond: b, shared } = differenceBetween(written.toLowerCase(), name.toLowerCase());
  const isOneLetter = a.length <= 1 && b.length <= 1 && shared >= LEAST_SHARED_LETTERS;
  const isSwap = a.length === 2 && b.length === 2 && a[0] === b[1] && a[1] === b[0] && shared > 0;
  return !/\d/.test(a + b) && (isOneLetter || isSwap);
}
