import type { BackendTrafficPolicySpec } from '../../../imports/gateway.envoyproxy.io';
import { isAfterConnectFailure } from '../../objects/policy-settings';
import type { AppObject } from './app-object';
import type { AppObjects, RouteConstruct } from './app-objects';
import type { AppReport } from './app-report';
import { parentTrafficPolicies } from './gateway-policies';

/** Settings of the policies of Gateways that are merged into those of routes, and move clients or sessions. */
export function checkMergedPolicies(each: RouteConstruct, objects: AppObjects, report: AppReport): void {
  if (each.input.trafficPolicy?.mergeType !== undefined) {
    for (const policy of parentTrafficPolicies(each, objects)) {
      checkMerged(each, policy, report);
    }
  }
}

function checkMerged({ construct, input }: RouteConstruct, policy: AppObject, report: AppReport): void {
  const { retry, healthCheck } = policy.spec as BackendTrafficPolicySpec;
  const { plans, trafficPolicy } = input;
  const property = 'trafficPolicy.mergeType';
  const value = trafficPolicy?.mergeType;
  // The policy of a route with sessions has a retry of its own, which wins.
  if (
    retry &&
    !trafficPolicy?.retry &&
    !isAfterConnectFailure(retry) &&
    plans.some(({ plan }) => plan.loadBalancer && !plan.pin)
  ) {
    report(construct, { id: 'retry', property, value, expected: `no retry in ${policy.key} (${policy.path})` });
  }
  if (healthCheck && !trafficPolicy?.healthCheck && plans.some(({ plan }) => plan.loadBalancer && !plan.pin)) {
    report(construct, {
      id: 'health-check',
      property,
      value,
      expected: `no health check in ${policy.key} (${policy.path})`,
    });
  }
}
