import type { Problem } from '../problem';
import { checkAcknowledge } from './acknowledge';
import type { CheckedProps } from './checked-props';
import { checkHostnames } from './hostnames';
import { checkMetadata } from './metadata';
import { checkParentRefs } from './parent-refs';
import { checkPatches } from './patches';
import { checkRules } from './rules';
import { checkSessions } from './sessions';
import { checkStickiness } from './stickiness';
import { checkStreaming } from './streaming';
import { checkTies } from './ties';
import { checkTrafficPolicy } from './traffic-policy';

/** What the objects of a construct are called. */
export interface ObjectNames {
  /** Of the first, from which the others have theirs. */
  readonly name?: string;
  readonly namespace?: string;
}

/** All problems of the properties of one construct, behind those of their shape. */
export function checkProps(
  props: CheckedProps,
  { name, namespace }: ObjectNames,
  ofShape: readonly Problem[],
): Problem[] {
  const illShaped = new Set(ofShape.map(({ property }) => property));
  const problems = [
    ...checkMetadata(props, name),
    ...checkParentRefs(props),
    ...checkHostnames(props),
    ...checkRules(props),
    ...checkTies(props),
    ...checkStickiness(props),
    ...checkSessions(props),
    ...checkPatches(props, namespace),
    ...checkTrafficPolicy(props),
    ...checkStreaming(props),
    ...checkAcknowledge(props),
  ];
  return [...ofShape, ...problems.filter(({ property }) => !illShaped.has(property))];
}
