import { listOf } from '../maps';
import type { AppObject, AppObjects } from './app-objects';
import type { AppProblem } from './app-problem';
import type { Grants } from './grants';
import { LabelledObjects } from './labels';
import { namedTargets, POLICY_KIND, selectedTargets, targetKey } from './policy-targets';

/**
 * Two policies for one target and section, of which Envoy Gateway drops the younger.
 *
 * Those of this package are for its own routes, one for each, so that one of the two is somebody else's.
 */
export function checkPolicyConflicts(objects: AppObjects, grants: Grants): AppProblem[] {
  const policies = objects.ofKind(POLICY_KIND);
  if (policies.every(({ isAsMade }) => isAsMade)) {
    return [];
  }
  const labelled = new LabelledObjects(objects);
  const owners = new Map<string, AppObject[]>();
  return policies.flatMap((policy) =>
    [...namedTargets(policy), ...selectedTargets(policy, labelled, grants)].flatMap((target) => {
      const key = targetKey(target);
      const alike = listOf(owners, key);
      const owner = alike.find((other) => other !== policy && objects.canMeet(other, policy));
      alike.push(policy);
      return owner === undefined
        ? []
        : [
            {
              path: policy.path,
              property: target.property,
              value: key,
              allowed: `one ${POLICY_KIND} for it; ${owner.path} is another, and Envoy Gateway keeps the older of the two`,
              remedy: 'write all settings into one of them: those of a StickyGatewayRoute go into trafficPolicy',
            },
          ];
    }),
  );
}
