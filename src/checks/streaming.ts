import type { Problem } from '../problem';
import type { CheckedProps } from './checked-props';

/** Timeouts that would cut the long-lived responses that `streaming` is for. */
export function checkStreaming({ streaming, trafficPolicy, http = [] }: CheckedProps): Problem[] {
  if (!streaming) {
    return [];
  }
  const { requestTimeout, maxStreamDuration } = trafficPolicy?.timeout?.http ?? {};
  const timeouts = [
    { property: 'trafficPolicy.timeout.http.requestTimeout', value: requestTimeout },
    { property: 'trafficPolicy.timeout.http.maxStreamDuration', value: maxStreamDuration },
    ...http.flatMap(({ timeouts }, i) => [
      { property: `http[${i}].timeouts.request`, value: timeouts?.request },
      { property: `http[${i}].timeouts.backendRequest`, value: timeouts?.backendRequest },
    ]),
  ];
  return timeouts
    .filter(({ value }) => value !== undefined && !isZero(value))
    .map(({ property, value }) => ({
      property,
      value,
      allowed: 'no timeout, as streaming is true and it would cut every response',
      remedy: 'remove it or write "0s", or remove streaming',
    }));
}

function isZero(duration: string): boolean {
  return /^(0+(h|m|s|ms))+$/.test(duration);
}
