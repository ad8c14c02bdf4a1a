/** What two texts do not share between their common start and their common end. */
export interface Difference {
  readonly ofFirst: string;
  readonly ofSecond: string;
  /** Number of letters that both share at their start and end. */
  readonly shared: number;
}

export function differenceBetween(first: string, second: string): Difference {
  let start = 0;
  while (start < first.length && first[start] === second[start]) {
    start += 1;
  }
  let end = 0;
  while (end < Math.min(first.length, second.length) - start && first.at(-1 - end) === second.at(-1 - end)) {
    end += 1;
  }
  return {
    ofFirst: first.slice(start, first.length - end),
    ofSecond: second.slice(start, second.length - end),
    shared: start + end,
  };
}
