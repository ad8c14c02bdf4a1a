const LEAST_COMMON_LETTERS = 3;

/** Whether one letter is missing, added or changed, or two are swapped; digits are never taken for a slip. */
export function isMistyped(written: string, name: string): boolean {
  const [a, b] = [written.toLowerCase(), name.toLowerCase()];
  let start = 0;
  while (start < a.length && a[start] === b[start]) {
    start += 1;
  }
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) {
    end += 1;
  }
  const [inA, inB] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  const isOneLetter = inA.length <= 1 && inB.length <= 1;
  const isSwap = inA.length === 2 && inB.length === 2 && inA[0] === inB[1] && inA[1] === inB[0];
  const isLong = start + end >= LEAST_COMMON_LETTERS;
  return !/\d/.test(inA + inB) && ((isOneLetter && isLong) || (isSwap && start + end > 0));
}
