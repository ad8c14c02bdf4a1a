import type { Duration } from 'cdk8s';
import { refuse } from '../findings/refuse';

/** The largest number of a Gateway API duration. */
const MOST = 99_999;
const MOST_SECONDS = MOST * 3600 + 59 * 60 + 59;

/** A Gateway API duration of whole seconds; its numbers have at most 5 digits, so long ones are split into h, m and s. */
export function secondsText(property: string, duration: Duration, least: number): string {
  if (typeof duration?.toSeconds !== 'function') {
    refuse({
      id: 'wrong-type',
      property,
      value: duration,
      expected: 'a Duration of cdk8s',
      remedy: 'write Duration.seconds(…)',
    });
  }
  const seconds = duration.toSeconds({ integral: false });
  if (!Number.isInteger(seconds) || seconds < least || seconds > MOST_SECONDS) {
    refuse({
      id: 'lifetime',
      property,
      value: `${seconds}s`,
      expected: `whole seconds from ${least}s to ${MOST}h59m59s`,
      remedy: `write Duration.seconds(${Math.min(Math.max(Math.round(seconds) || 0, least), MOST_SECONDS)})`,
    });
  }
  if (seconds <= MOST) {
    return `${seconds}s`;
  }
  const parts: [number, string][] = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor((seconds % 3600) / 60), 'm'],
    [seconds % 60, 's'],
  ];
  return parts.map(([number, unit]) => (number ? `${number}${unit}` : '')).join('');
}

const SECONDS_OF = { h: 3600, m: 60, s: 1 };

/** The seconds of a duration that `secondsText` wrote. */
export function secondsOf(text: string): number {
  const parts = [...text.matchAll(/(\d+)([hms])/g)];
  return parts.reduce((sum, [, number, unit]) => sum + Number(number) * SECONDS_OF[unit as keyof typeof SECONDS_OF], 0);
}
