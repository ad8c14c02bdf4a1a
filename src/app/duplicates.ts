import type { AppObjects } from './app-objects';
import type { AppProblem } from './app-problem';

/** Two objects of one name, of which the cluster keeps the one that is applied last. */
export function checkDuplicates({ duplicates }: AppObjects): AppProblem[] {
  return duplicates.map(({ object, earlier }) => ({
    path: object.path,
    property: 'metadata.name',
    value: object.key,
    allowed: `a name of its own; ${earlier.path} has this one`,
    remedy: 'rename one of the two',
  }));
}
