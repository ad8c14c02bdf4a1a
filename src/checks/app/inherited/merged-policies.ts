import type { BackendTrafficPolicySpec } from '../../../../imports/gateway.envoyproxy.io';
import type { Observation } from '../../../findings/finding';
import { hasSeveralBackends } from '../../../input/rule-input';
import { isAfterConnectFailure } from '../../../objects/policy-settings';
import { isZeroDuration } from '../../props/traffic-policy/streaming';
import type { AppObject } from '../objects/app-object';
import type { AppObjects } from '../objects/app-objects';
import type { AppReport } from '../objects/app-report';
import type { AttachedConstruct } from '../objects/attachments';
import { parentTrafficPolicies } from './gateway-policies';

const PROPERTY = 'trafficPolicy.mergeType';

/** A finding about a setting of a Gateway's policy. */
type Merged = Pick<Observation, 'id' | 'remedy'> & { readonly setting: string };

/** Settings of the policies of Gateways that are merged into those of routes, and move clients or cut their streams. */
export function checkMergedPolicies(each: AttachedConstruct, objects: AppObjects, report: AppReport): void {
  const merged = each.policies.filter(({ spec }) => spec.mergeType !== undefined);
  if (merged.length > 0) {
    for (const policy of parentTrafficPolicies(each, objects)) {
      for (const { setting, ...finding } of findingsOf(each, merged, policy.spec)) {
        report(each.construct, {
          ...finding,
          property: PROPERTY,
          value: merged[0]?.spec.mergeType,
          expected: `no ${setting} in ${policy.key} (${policy.path})`,
        });
      }
    }
  }
}

function findingsOf(
  { input }: AttachedConstruct,
  merged: readonly AppObject[],
  { retry, healthCheck, timeout, loadBalancer }: BackendTrafficPolicySpec,
): Merged[] {
  const hashing = merged.filter(({ spec }) => spec.loadBalancer?.consistentHash);
  const streams = input.streaming ?? input.plans.some(({ plan }) => plan.streams);
  const ofStream = timeout?.http?.maxStreamDuration;
  const { preferLocal, weightedZones } = loadBalancer?.zoneAware ?? {};
  const found: Merged[] = [];
  if (retry && !isAfterConnectFailure(retry) && hashing.some(({ spec }) => !spec.retry)) {
    found.push({ id: 'retry', setting: 'retry' });
  }
  if (healthCheck && hashing.some(({ spec }) => !spec.healthCheck)) {
    found.push({ id: 'health-check', setting: 'health check' });
  }
  if (streams && ofStream && !isZeroDuration(ofStream) && merged.some(({ spec }) => !hasStreamDuration(spec))) {
    found.push({
      id: 'stream-timeout',
      setting: 'maxStreamDuration',
      remedy: 'set trafficPolicy.timeout.http.maxStreamDuration to "0s", or streaming to false',
    });
  }
  if ((preferLocal || weightedZones) && input.rules.some((rule) => rule.plan.pin && hasSeveralBackends(rule))) {
    found.push({
      id: 'several-clusters',
      setting: 'loadBalancer.zoneAware',
      remedy: 'remove mergeType, or use Stickiness.header()',
    });
  }
  return found;
}

function hasStreamDuration({ timeout }: BackendTrafficPolicySpec): boolean {
  return timeout?.http?.maxStreamDuration !== undefined;
}
