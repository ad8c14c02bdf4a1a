import { findingOf, type Observation } from './finding';
import { messageOf } from './message';

/** Prints a warning on standard error, with the place that it is about. */
export function printWarning(place: string, observation: Observation): void {
  process.stderr.write(`warning [${place}] ${messageOf(findingOf(observation))}\n`);
}
