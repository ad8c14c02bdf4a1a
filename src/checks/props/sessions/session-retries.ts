import { BackendTrafficPolicySpecRetryRetryOnTriggers as Trigger } from '../../../../imports/gateway.envoyproxy.io';
import type { Report } from '../../../findings/finding';
import type { RouteInput } from '../../../input/route-input';
import { endsWithFilter, retryOf } from '../../../input/rule-input';
import { isAfterConnectFailure } from '../../../objects/policy-settings';

/** Retries that take a session to a pod that does not know it, although its own is there. */
export function checkSessionRetries({ rules, trafficPolicy }: RouteInput, report: Report): void {
  const pinned = rules.filter((rule) => rule.plan.pin?.isNamedByServer && !endsWithFilter(rule));
  const ofPolicy = trafficPolicy?.retry;
  if (ofPolicy && pinned.length > 0 && !isAfterConnectFailure(ofPolicy)) {
    report({
      id: 'session-retry',
      property: 'trafficPolicy.retry',
      value: ofPolicy,
      expected: 'a retry after connect-failure alone',
      remedy: `write retryOn: { triggers: ["${Trigger.CONNECT_HYPHEN_FAILURE}"] }, or remove it`,
    });
  }
  for (const each of pinned) {
    const retry = retryOf(each);
    if (retry) {
      report({
        id: 'session-retry',
        property: `${each.property}.retry`,
        value: retry,
        expected: 'no retry of the rule',
        remedy: `remove it; trafficPolicy.retry accepts ${Trigger.CONNECT_HYPHEN_FAILURE}`,
      });
    }
  }
}
