import { findingOf, type Observation } from './finding';
import { messageOf } from './message';

/** Throws for a malformed argument, at the call that passes it. */
export function refuse(observation: Observation): never {
  throw new Error(messageOf(findingOf(observation)));
}
