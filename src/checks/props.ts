import type { Problem } from '../problem';
import type { CheckedProps } from './checked-props';
import { checkHostnames } from './hostnames';
import { checkMetadata } from './metadata';
import { checkParentRefs } from './parent-refs';
import { checkRules } from './rules';
import { checkStickiness } from './stickiness';
import { checkStreaming } from './streaming';
import { checkTies } from './ties';
import { checkTrafficPolicy } from './traffic-policy';

/** All problems of the properties of one construct, behind those of their shape; `name` is that of its first object. */
export function checkProps(props: CheckedProps, name: string | undefined, ofShape: Problem[]): Problem[] {
  const illShaped = new Set(ofShape.map(({ property }) => property));
  const problems = [
    ...checkMetadata(props, name),
    ...checkParentRefs(props),
    ...checkHostnames(props),
    ...checkRules(props),
    ...checkTies(props),
    ...checkStickiness(props),
    ...checkTrafficPolicy(props),
    ...checkStreaming(props),
  ];
  return [...ofShape, ...problems.filter(({ property }) => !illShaped.has(property))];
}
