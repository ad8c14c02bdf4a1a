import type { HttpRouteSpecRules } from '../../imports/gateway.networking.k8s.io';
import type { Problem } from '../problem';
import type { CheckedProps } from './checked-props';

/** Timeouts that would cut long-lived responses, where `streaming` or the stickiness says that there are such. */
export function checkStreaming({ streaming, trafficPolicy, rules }: CheckedProps): Problem[] {
  const problems: Problem[] = [];
  const check = (property: string, value: string | undefined) => {
    if (value !== undefined && !isZero(value)) {
      problems.push({
        property,
        value,
        allowed: `no timeout, as ${streaming ? 'streaming is true' : 'the stickiness is for streams'} and it would cut every response`,
        remedy: `remove it or write "0s", or ${streaming ? 'remove streaming' : 'set streaming to false'}`,
      });
    }
  };
  const ofPolicy = trafficPolicy?.timeout?.http;
  if (streaming && ofPolicy) {
    check('trafficPolicy.timeout.http.requestTimeout', ofPolicy.requestTimeout);
    check('trafficPolicy.timeout.http.maxStreamDuration', ofPolicy.maxStreamDuration);
  }
  rules.forEach(({ property, rule, stickiness }) => {
    const { timeouts } = rule as HttpRouteSpecRules;
    if (timeouts && (streaming ?? stickiness._parts.sessionHeader !== undefined)) {
      check(`${property}.timeouts.request`, timeouts.request);
      check(`${property}.timeouts.backendRequest`, timeouts.backendRequest);
    }
  });
  return problems;
}

function isZero(duration: string): boolean {
  return /^(0+(h|m|s|ms))+$/.test(duration);
}
