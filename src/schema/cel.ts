// biome-ignore lint/suspicious/noExplicitAny: a value of the author whose structure has been checked
export type Any = any;

/** A rule of a CRD that its structure cannot say. */
export interface Rule {
  /** The demand, in the words of the CRD. */
  readonly message: string;
  readonly holds: (self: Any) => boolean;
}

export function has(value: unknown): boolean {
  return value !== undefined && value !== null;
}

const MILLISECONDS: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

/** The milliseconds of a Gateway API duration. */
export function duration(text: string): number {
  const parts = [...text.matchAll(/(\d+)(h|ms|m|s)/g)];
  return parts.reduce((sum, [, number, unit]) => sum + Number(number) * (MILLISECONDS[unit as string] ?? 0), 0);
}

const compiled = new Map<string, RegExp>();

/** Whether a regular expression of RE2 matches, which may say in itself that case does not matter. */
export function matches(expression: string, value: string): boolean {
  let regExp = compiled.get(expression);
  if (!regExp) {
    regExp = new RegExp(expression.replace('(?i)', ''), expression.includes('(?i)') ? 'i' : '');
    compiled.set(expression, regExp);
  }
  return regExp.test(value);
}
