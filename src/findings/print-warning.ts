import type { Finding } from './finding';
import { messageOf } from './message';

/** Where warnings go. Whoever reports them differently replaces `write`. */
export const warningOutput = {
  write(place: string, message: string): void {
    process.stderr.write(`warning [${place}] ${message}\n`);
  },
};

/** Prints a warning with the place that it is about. */
export function printWarning(place: string, finding: Finding): void {
  warningOutput.write(place, messageOf(finding));
}
