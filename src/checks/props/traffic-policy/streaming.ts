import type { HttpRouteSpecRules } from '../../../../imports/gateway.networking.k8s.io';
import type { Report } from '../../../findings/finding';
import type { CommonInput } from '../../../input/common-input';
import { endsWithFilter } from '../../../input/rule-input';
import { isResolvable } from '../../../schema/resolvable';

/** Timeouts that would cut streams. */
export function checkStreaming({ streaming, trafficPolicy, rules }: CommonInput, report: Report): void {
  const ofPolicy = trafficPolicy?.timeout?.http;
  if (streaming && ofPolicy) {
    checkTimeout('trafficPolicy.timeout.http.requestTimeout', ofPolicy.requestTimeout, streaming, report);
    checkTimeout('trafficPolicy.timeout.http.maxStreamDuration', ofPolicy.maxStreamDuration, streaming, report);
  }
  for (const each of rules.filter((rule) => !endsWithFilter(rule))) {
    const { property, plan } = each;
    const { timeouts } = each.rule as HttpRouteSpecRules;
    if (timeouts && (streaming ?? plan.streams)) {
      checkTimeout(`${property}.timeouts.request`, timeouts.request, streaming, report);
      checkTimeout(`${property}.timeouts.backendRequest`, timeouts.backendRequest, streaming, report);
    }
  }
}

function checkTimeout(
  property: string,
  value: string | undefined,
  streaming: boolean | undefined,
  report: Report,
): void {
  if (value !== undefined && !isResolvable(value) && !isZeroDuration(value)) {
    report({
      id: 'stream-timeout',
      property,
      value,
      expected: streaming ? 'no timeout with streaming' : 'no timeout for a stickiness with streams',
      remedy: `remove it or write "0s", or ${streaming ? 'remove streaming' : 'set streaming to false'}`,
    });
  }
}

/** Whether a duration of the Gateway API is 0, which switches a timeout off. */
export function isZeroDuration(duration: string): boolean {
  return /^(0+(h|m|s|ms))+$/.test(duration);
}
