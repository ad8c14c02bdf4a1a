import { canBeAcknowledged } from './catalogue';
import type { Finding } from './finding';

const LONGEST_VALUE = 120;

/** The form of every message of this package. */
export function messageOf({ id, property, value, expected, reason, remedy }: Finding): string {
  const because = reason === undefined ? '' : `, because ${reason}`;
  const acknowledge = canBeAcknowledged(id) ? `, or acknowledge: ["${id}"]` : '';
  return `${property}: got ${shown(value)}; expected ${expected}${because}. Remedy: ${remedy}${acknowledge}. [${id}]`;
}

function shown(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}
