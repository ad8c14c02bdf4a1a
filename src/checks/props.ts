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
import { checkUnreachableRules } from './unreachable-rules';

/** All problems of the properties of one construct, behind those of their shape. */
export function checkProps(props: CheckedProps, names: ObjectNames, ofShape: readonly Problem[]): Problem[] {
  const problems: Problem[] = [];
  const report = (problem: Problem) => {
    if (ofShape.every(({ property }) => property !== problem.property)) {
      problems.push(problem);
    }
  };
  checkMetadata(props, names, report);
  checkLabels(props, report);
  checkParentRefs(props, report);
  checkHostnames(props, report);
  checkRules(props, report);
  checkUnreachableRules(props, report);
  checkTies(props, report);
  checkStickiness(props, report);
  checkSessions(props, report);
  checkPatches(props, names, report);
  checkReferenceGrants(props, names, report);
  checkTrafficPolicy(props, report);
  checkStreaming(props, report);
  checkAcknowledge(props, report);
  return ofShape.concat(problems);
}
