import type { BackendTrafficPolicySpecTargetRefs } from '../../imports/gateway.envoyproxy.io';
import type { Problem, Report } from '../problem';
import { checkAcknowledge } from './acknowledge';
import type { CheckedProps } from './checked-props';
import { checkComputedKeys } from './computed-keys';
import { checkCookieScopes } from './cookie-scope';
import { checkHeaderFilters } from './header-filters';
import { checkHostnames } from './hostnames';
import { checkLabels } from './labels';
import { checkMetadata } from './metadata';
import type { ObjectNames } from './object-names';
import { checkParentRefs } from './parent-refs';
import { checkReferenceGrants } from './reference-grants';
import { checkRules } from './rules';
import { checkSessions } from './sessions';
import { checkStickiness } from './stickiness';
import { checkStreaming } from './streaming';
import { checkTargetRefs } from './target-refs';
import { checkTies } from './ties';
import { checkTrafficPolicy } from './traffic-policy';
import { checkUnreachableRules } from './unreachable-rules';

/** All problems of the properties of one route construct, behind those of their shape. */
export function checkProps(props: CheckedProps, names: ObjectNames, ofShape: readonly Problem[]): Problem[] {
  return behind(ofShape, (report) => {
    checkMetadata(props, names, report);
    checkLabels(props, report);
    checkParentRefs(props, report);
    checkHostnames(props, report);
    checkRules(props, report);
    checkUnreachableRules(props, report);
    checkTies(props, report);
    checkStickiness(props, report);
    checkSessions(props, report);
    checkComputedKeys(props, report);
    checkCookieScopes(props, report);
    checkHeaderFilters(props, report);
    checkReferenceGrants(props, names, report);
    checkTrafficPolicy(props, report);
    checkStreaming(props, report);
    checkAcknowledge(props, report);
  });
}

/** All problems of the properties of one policy construct, behind those of their shape. */
export function checkPolicyProps(
  props: CheckedProps,
  targetRefs: readonly BackendTrafficPolicySpecTargetRefs[],
  names: ObjectNames,
  ofShape: readonly Problem[],
): Problem[] {
  return behind(ofShape, (report) => {
    checkMetadata(props, names, report);
    checkLabels(props, report);
    checkTargetRefs(targetRefs, props, report);
    checkStickiness(props, report);
    checkTrafficPolicy(props, report);
    checkStreaming(props, report);
    checkAcknowledge(props, report);
  });
}

function behind(ofShape: readonly Problem[], check: (report: Report) => void): Problem[] {
  const problems: Problem[] = [];
  check((problem) => {
    if (ofShape.every(({ property }) => property !== problem.property)) {
      problems.push(problem);
    }
  });
  return ofShape.concat(problems);
}
