import type { Problem } from '../problem';
import { collect } from '../route/lists';
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
import { checkUnreachableRules } from './unreachable-rules';

const CHECKS: readonly ((props: CheckedProps, names: ObjectNames) => Problem[])[] = [
  checkMetadata,
  checkLabels,
  checkParentRefs,
  checkHostnames,
  checkRules,
  checkUnreachableRules,
  checkTies,
  checkStickiness,
  checkSessions,
  checkPatches,
  checkReferenceGrants,
  checkTrafficPolicy,
  checkStreaming,
  checkAcknowledge,
];

/** All problems of the properties of one construct, behind those of their shape. */
export function checkProps(props: CheckedProps, names: ObjectNames, ofShape: readonly Problem[]): Problem[] {
  const problems = collect(CHECKS, (check) => check(props, names));
  return ofShape.concat(problems.filter(({ property }) => ofShape.every((each) => each.property !== property)));
}
