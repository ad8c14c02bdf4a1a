import type { Migration } from '../migrate';

/** A report with everything, for programs. */
export function jsonReport(migration: Migration): string {
  const { ingresses, report, problems, listeners, ignored, hasLostStickiness } = migration;
  const all = { ingresses, hasLostStickiness, problems, report, listeners, ignored: Object.fromEntries(ignored) };
  return `${JSON.stringify(all, undefined, 2)}\n`;
}
