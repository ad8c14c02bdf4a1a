import type { HttpRouteSpecRules } from '../../imports/gateway.networking.k8s.io';
import type { Report } from '../problem';
import type { CheckedProps } from './checked-props';

/** Timeouts that would cut long-lived responses, where `streaming` or the stickiness says that there are such. */
export function checkStreaming({ streaming, trafficPolicy, rules }: CheckedProps, report: Report): void {
  const ofPolicy = trafficPolicy?.timeout?.http;
  if (streaming && ofPolicy) {
    checkTimeout('trafficPolicy.timeout.http.requestTimeout', ofPolicy.requestTimeout, streaming, report);
    checkTimeout('trafficPolicy.timeout.http.maxStreamDuration', ofPolicy.maxStreamDuration, streaming, report);
  }
  rules.forEach(({ property, rule, stickiness }) => {
    const { timeouts } = rule as HttpRouteSpecRules;
    if (timeouts && (streaming ?? stickiness._parts.pin?.isOfServer)) {
      checkTimeout(`${property}.timeouts.request`, timeouts.request, streaming, report);
      checkTimeout(`${property}.timeouts.backendRequest`, timeouts.backendRequest, streaming, report);
    }
  });
}

function checkTimeout(
  property: string,
  value: string | undefined,
  streaming: boolean | undefined,
  report: Report,
): void {
  if (value !== undefined && !isZero(value)) {
    report({
      property,
      value,
      allowed: `no timeout, as ${streaming ? 'streaming is true' : 'the stickiness is for streams'} and it would cut every response`,
      remedy: `remove it or write "0s", or ${streaming ? 'remove streaming' : 'set streaming to false'}`,
    });
  }
}

function isZero(duration: string): boolean {
  return /^(0+(h|m|s|ms))+$/.test(duration);
}
