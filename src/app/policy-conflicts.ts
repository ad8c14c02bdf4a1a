import { listOf } from '../maps';
import type { AppObject, AppObjects } from './app-objects';
import type { AppProblem } from './app-problem';
import type { Grants } from './grants';
import { LabelledObjects } from './labels';
import { namedTargets, POLICY_KINDS, selectedTargets, targetKey } from './policy-targets';

/**
 * Two policies of one kind for one target and section, of which Envoy Gateway drops the younger.
 *
 * Those of this package are for its own routes, one for each, so that one of the two is somebody else's.
 */
export function checkPolicyConflicts(objects: AppObjects, grants: Grants): AppProblem[] {
  const labelled = new LabelledObjects(objects);
  return POLICY_KINDS.flatMap((kind) => {
    const policies = objects.ofKind(kind);
    if (policies.every(({ isAsMade }) => isAsMade)) {
      return [];
    }
    const owners = new Map<string, AppObject[]>();
    return policies.flatMap((policy) => {
      const { path } = policy;
      return [...namedTargets(policy), ...selectedTargets(policy, labelled, grants)].flatMap((target) => {
        const key = targetKey(target);
        const alike = listOf(owners, key);
        const owner = alike.find((other) => other !== policy && objects.canMeet(other, policy));
        alike.push(policy);
        return owner === undefined
          ? []
          : [
              {
                path,
                property: target.property,
                value: key,
                allowed: `one ${kind} for it; ${owner.path} is another, and Envoy Gateway keeps the older of the two`,
                remedy: 'write all settings into one of them: those of a StickyGatewayRoute go into trafficPolicy',
              },
            ];
      });
    });
  });
}
