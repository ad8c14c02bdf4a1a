import type { Problem } from '../problem';
import type { CheckedProps } from './checked-props';

/** Timeouts that would cut long-lived responses, where `streaming` or the stickiness says that there are such. */
export function checkStreaming(props: CheckedProps): Problem[] {
  const { streaming, trafficPolicy, http = [], stickinessOf } = props;
  const { requestTimeout, maxStreamDuration } = trafficPolicy?.timeout?.http ?? {};
  const ofPolicy = [
    { property: 'trafficPolicy.timeout.http.requestTimeout', value: requestTimeout },
    { property: 'trafficPolicy.timeout.http.maxStreamDuration', value: maxStreamDuration },
  ];
  const ofRules = http.flatMap((rule, i) =>
    (streaming ?? stickinessOf(rule)._parts.sessionHeader !== undefined)
      ? [
          { property: `http[${i}].timeouts.request`, value: rule.timeouts?.request },
          { property: `http[${i}].timeouts.backendRequest`, value: rule.timeouts?.backendRequest },
        ]
      : [],
  );
  return [...(streaming ? ofPolicy : []), ...ofRules]
    .filter(({ value }) => value !== undefined && !isZero(value))
    .map(({ property, value }) => ({
      property,
      value,
      allowed: `no timeout, as ${streaming ? 'streaming is true' : 'the stickiness is for streams'} and it would cut every response`,
      remedy: `remove it or write "0s", or ${streaming ? 'remove streaming' : 'set streaming to false'}`,
    }));
}

function isZero(duration: string): boolean {
  return /^(0+(h|m|s|ms))+$/.test(duration);
}
