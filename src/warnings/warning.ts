/** The ids are contract; docs/warnings.md has a row for each. */
export const WARNING_IDS = [
  'circuit-breaker',
  'few-values',
  'health-check',
  'overlap',
  'reference-grant',
  'retry',
  'secure-cookie',
  'server-named-session',
  'source-ip',
  'underscore',
  'unreachable-member',
  'weight-zero',
  'weighted-cookie',
] as const;

export type WarningId = (typeof WARNING_IDS)[number];

/** What an author should know before a construct does what it says. */
export interface Warning {
  readonly id: WarningId;
  /** Where it stands, as the author wrote it. */
  readonly property: string;
  readonly text: string;
}

/** Takes down what an author should know. */
export type Warn = (warning: Warning) => void;

/** The one form of every warning of this package. */
export function describeWarning({ id, property, text }: Warning): string {
  return `${property}: ${text}; acknowledge: ["${id}"] silences this`;
}

export function writeWarning(path: string, warning: string): void {
  process.stderr.write(`warning [${path}] ${warning}\n`);
}
