import { Duration } from 'cdk8s';

/** The units that authors write, and those of the Gateway API from the largest to the smallest, in milliseconds. */
const WRITTEN: readonly (readonly [RegExp, number])[] = [
  [/^(d|days?)$/, 86_400_000],
  [/^(h|hrs?|hours?)$/, 3_600_000],
  [/^(m|mins?|minutes?)$/, 60_000],
  [/^(s|secs?|seconds?)$/, 1000],
  [/^(ms|millis|milliseconds?)$/, 1],
];
const UNITS = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 };
const MOST_HOURS = 99_999;

/** How to write a time as a duration of the Gateway API; none for anything else. */
export function durationRemedy(value: unknown): string | undefined {
  if (value instanceof Duration) {
    return remedyFor(value.toMilliseconds({ integral: false }));
  }
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string') {
    return undefined;
  }
  if (/^\d+$/.test(text)) {
    const seconds = remedyFor(Number(text) * 1000);
    return seconds && `${seconds} if these are seconds`;
  }
  const folded = text.trim().toLowerCase();
  return /^([\d.]+ *[a-z]+ *)+$/.test(folded) ? remedyFor(millisecondsOf(folded)) : undefined;
}

/** NaN if a part has no number or unit. */
function millisecondsOf(text: string): number {
  const parts = [...text.matchAll(/([\d.]+) *([a-z]+)/g)];
  return parts.reduce((sum, [, number, unit = '']) => {
    const [, milliseconds = Number.NaN] = WRITTEN.find(([form]) => form.test(unit)) ?? [];
    return sum + Number(number) * milliseconds;
  }, 0);
}

function remedyFor(milliseconds: number): string | undefined {
  if (!Number.isInteger(milliseconds) || milliseconds >= (MOST_HOURS + 1) * UNITS.h) {
    return undefined;
  }
  let rest = milliseconds;
  const parts = Object.entries(UNITS).map(([unit, size]) => {
    const number = Math.floor(rest / size);
    rest -= number * size;
    return number === 0 ? '' : `${number}${unit}`;
  });
  return `write "${parts.join('') || '0s'}"`;
}
