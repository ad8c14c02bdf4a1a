import { warningOutput } from '../warning-output';
import type { Finding } from './finding';
import { messageOf } from './message';

/** Prints a warning with the place that it is about. */
export function printWarning(place: string, finding: Finding): void {
  warningOutput.write(place, messageOf(finding));
}
