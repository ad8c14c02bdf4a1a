/** What becomes of an annotation, the best first. */
export const VERDICTS = ['exact', 'no-op', 'dead', 'near', 'not read', 'dropped'] as const;

/**
 * - `exact`: the same for every client
 * - `near`: works, and differs in what the note says
 * - `dropped`: cannot be expressed
 * - `not read`: outside of what this command migrates
 * - `no-op`: it had no effect
 * - `dead`: ingress-nginx has no such annotation
 */
export type Verdict = (typeof VERDICTS)[number];

export type Area = 'security' | 'stickiness' | 'routing' | 'other';

/** What becomes of one annotation. */
export interface AnnotationRule {
  /** Name after the prefix. */
  readonly name: string;
  readonly area: Area;
  /** The verdicts that it can have. */
  readonly verdicts: readonly Verdict[];
  /** What it becomes, for the documentation. */
  readonly becomes: string;
  /** The verdict if nothing that was rendered depends on it. */
  readonly otherwise: (value: string) => readonly [Verdict, string];
}
