import type { AppObjects, RouteConstruct } from './app-objects';
import type { AppReport } from './app-report';
import { parentTrafficPolicies } from './gateway-policies';

/** Policies of Gateways that the policy of a route replaces. */
export function warnOfDroppedPolicies(each: RouteConstruct, objects: AppObjects, report: AppReport): void {
  const { construct, input } = each;
  const hasPolicy = input.plans.some(({ plan }) => plan.loadBalancer) || input.trafficPolicy !== undefined;
  if (hasPolicy && input.trafficPolicy?.mergeType === undefined) {
    const [dropped] = parentTrafficPolicies(each, objects);
    if (dropped) {
      report(construct, {
        id: 'dropped-policy',
        property: 'trafficPolicy.mergeType',
        value: undefined,
        expected: `StrategicMerge or JSONMerge beside ${dropped.key} (${dropped.path})`,
      });
    }
  }
}
