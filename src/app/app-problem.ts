import type { Problem } from '../problem';

/** What is wrong with an object in view of the others of its app. */
export interface AppProblem extends Problem {
  readonly path: string;
}
