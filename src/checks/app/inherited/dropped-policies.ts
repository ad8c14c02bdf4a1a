import type { AppObjects } from '../objects/app-objects';
import type { AppReport } from '../objects/app-report';
import type { AttachedConstruct } from '../objects/attachments';
import { parentTrafficPolicies } from './gateway-policies';

/** Policies of Gateways that the policy of a route replaces. */
export function warnOfDroppedPolicies(each: AttachedConstruct, objects: AppObjects, report: AppReport): void {
  if (each.policies.some(({ spec }) => spec.mergeType === undefined)) {
    const [dropped] = parentTrafficPolicies(each, objects);
    if (dropped) {
      report(each.construct, {
        id: 'dropped-policy',
        property: 'trafficPolicy.mergeType',
        value: undefined,
        expected: `StrategicMerge or JSONMerge beside ${dropped.key} (${dropped.path})`,
      });
    }
  }
}
