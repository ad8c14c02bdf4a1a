import type { AppObject, AppObjects } from './app-objects';
import type { AppProblem } from './app-problem';

/** Two objects of one name, of which the cluster keeps the one that is applied last. */
export function checkDuplicates(objects: AppObjects): AppProblem[] {
  const first = new Map<string, AppObject>();
  const problems: AppProblem[] = [];
  for (const object of objects.all()) {
    const { key } = object;
    const earlier = first.get(key);
    if (earlier === undefined) {
      first.set(key, object);
    } else {
      problems.push({
        path: object.path,
        property: 'metadata.name',
        value: key,
        allowed: `a name of its own; ${earlier.path} has this one`,
        remedy: 'rename one of the two',
      });
    }
  }
  return problems;
}
