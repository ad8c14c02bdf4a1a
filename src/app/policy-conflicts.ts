import type { AppObjects } from './app-objects';
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
    const owners = new Map<string, string>();
    return policies.flatMap((policy) => {
      const { path } = policy;
      return [...namedTargets(policy), ...selectedTargets(policy, labelled, grants)].flatMap((target) => {
        const key = targetKey(target);
        const owner = owners.get(key) ?? path;
        owners.set(key, owner);
        return owner === path
          ? []
          : [
              {
                path,
                property: target.property,
                value: key,
                allowed: `one ${kind} for it; ${owner} is another, and Envoy Gateway keeps the older of the two`,
                remedy: 'write all settings into one of them: those of a StickyGatewayRoute go into trafficPolicy',
              },
            ];
      });
    });
  });
}
