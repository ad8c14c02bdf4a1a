import type { AppObjects } from './app-objects';
import type { AppProblem } from './app-problem';

/** Two objects of one name, of which the cluster keeps the one that is applied last. */
export function checkDuplicates(objects: AppObjects): AppProblem[] {
  const first = new Map<string, string>();
  return objects.all().flatMap(({ key, path }) => {
    const earlier = first.get(key);
    if (earlier === undefined) {
      first.set(key, path);
      return [];
    }
    return [
      {
        path,
        property: 'metadata.name',
        value: key,
        allowed: `a name of its own; ${earlier} has this one`,
        remedy: 'rename one of the two',
      },
    ];
  });
}
