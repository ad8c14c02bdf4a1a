import type { AppObjects } from '../objects/app-objects';
import type { AppReport } from '../objects/app-report';

/** Objects of the same name: the cluster keeps only the one that is applied last. */
export function checkDuplicates({ duplicates }: AppObjects, report: AppReport): void {
  for (const { object, earlier } of duplicates) {
    report(object.construct, {
      id: 'duplicate-object',
      property: 'metadata.name',
      value: object.key,
      expected: `a name other than that of ${earlier.path}`,
    });
  }
}
