/** What is wrong with one property, and what its author can do about it. */
export interface Problem {
  /** Where it stands, as the author wrote it: `http[2].timeouts.request`. */
  readonly property: string;
  readonly value: unknown;
  readonly allowed: string;
  /** What to write instead, as an imperative clause. */
  readonly remedy: string;
}

/** Takes down what a check finds. */
export type Report = (problem: Problem) => void;

/** A property, then names of fields and places in lists; written out for problems alone, as every value has its path. */
export type Path = (string | number)[];

export function propertyAt([property, ...steps]: Path): string {
  return `${property}${steps.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('')}`;
}

const LONGEST_VALUE = 120;

/** The one form of every message of this package. */
export function describeProblem({ property, value, allowed, remedy }: Problem): string {
  return `${property}: got ${shown(value)}; allowed: ${allowed}; remedy: ${remedy}.`;
}

/** Throws for a malformed argument, where it was written. */
export function refuse(problem: Problem): never {
  throw new Error(describeProblem(problem));
}

function shown(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}
