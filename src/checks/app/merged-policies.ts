import type { BackendTrafficPolicySpec } from '../../../imports/gateway.envoyproxy.io';
import { isAfterConnectFailure } from '../../objects/policy-settings';
import type { AppObject } from './app-object';
import type { AppObjects } from './app-objects';
import type { AppReport } from './app-report';
import type { AttachedConstruct } from './attachments';
import { parentTrafficPolicies } from './gateway-policies';

/** Settings of the policies of Gateways that are merged into those of routes, and move clients between the pods of a hash. */
export function checkMergedPolicies(each: AttachedConstruct, objects: AppObjects, report: AppReport): void {
  const merged = each.policies.filter(({ spec }) => spec.mergeType !== undefined && spec.loadBalancer?.consistentHash);
  if (merged.length > 0) {
    for (const policy of parentTrafficPolicies(each, objects)) {
      checkMerged(each, merged, policy, report);
    }
  }
}

function checkMerged(
  { construct }: AttachedConstruct,
  merged: readonly AppObject[],
  policy: AppObject,
  report: AppReport,
): void {
  const { retry, healthCheck } = policy.spec as BackendTrafficPolicySpec;
  const property = 'trafficPolicy.mergeType';
  const value = merged[0]?.spec.mergeType;
  if (retry && !isAfterConnectFailure(retry) && merged.some(({ spec }) => !spec.retry)) {
    report(construct, { id: 'retry', property, value, expected: `no retry in ${policy.key} (${policy.path})` });
  }
  if (healthCheck && merged.some(({ spec }) => !spec.healthCheck)) {
    report(construct, {
      id: 'health-check',
      property,
      value,
      expected: `no health check in ${policy.key} (${policy.path})`,
    });
  }
}
