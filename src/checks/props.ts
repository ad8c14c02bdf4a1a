import type { Problem } from '../problem';
import { checkAcknowledge } from './acknowledge';
import type { CheckedProps } from './checked-props';
import { checkHostnames } from './hostnames';
import { checkLabels } from './labels';
import { checkMetadata } from './metadata';
import type { ObjectNames } from './object-names';
import { checkParentRefs } from './parent-refs';
import { checkPatches } from './patches';
import { checkReferenceGrants } from './reference-grants';
import { checkRules } from './rules';
import { checkSessions } from './sessions';
import { checkStickiness } from './stickiness';
import { checkStreaming } from './streaming';
import { checkTies } from './ties';
import { checkTrafficPolicy } from './traffic-policy';

/** All problems of the properties of one construct, behind those of their shape. */
export function checkProps(props: CheckedProps, names: ObjectNames, ofShape: readonly Problem[]): Problem[] {
  const illShaped = new Set(ofShape.map(({ property }) => property));
  const problems = [
    ...checkMetadata(props, names),
    ...checkLabels(props),
    ...checkParentRefs(props),
    ...checkHostnames(props),
    ...checkRules(props),
    ...checkTies(props),
    ...checkStickiness(props),
    ...checkSessions(props),
    ...checkPatches(props, names),
    ...checkReferenceGrants(props, names),
    ...checkTrafficPolicy(props),
    ...checkStreaming(props),
    ...checkAcknowledge(props),
  ];
  return [...ofShape, ...problems.filter(({ property }) => !illShaped.has(property))];
}
