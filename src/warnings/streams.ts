import type { CheckedProps } from '../checks/checked-props';
import type { UsedStickiness } from './used-stickiness';
import type { Warn } from './warning';

const LIMITS = ['maxConnections', 'maxParallelRequests', 'maxPendingRequests'] as const;

/** Limits that long-lived responses use up: Envoy's defaults, which hold whether or not there is a circuit breaker. */
export function warnOfStreams(
  { streaming, trafficPolicy }: CheckedProps,
  used: readonly UsedStickiness[],
  warn: Warn,
): void {
  if (!(streaming ?? used.some(({ parts }) => parts.pin?.isOfServer))) {
    return;
  }
  const { circuitBreaker } = trafficPolicy ?? {};
  const unset = LIMITS.filter((limit) => circuitBreaker?.[limit] === undefined);
  if (unset.length > 0) {
    warn({
      id: 'circuit-breaker',
      property: 'trafficPolicy.circuitBreaker',
      text: `${unset.join(', ')} of each rule ${unset.length > 1 ? 'are' : 'is'} 1024 unless set, and every open stream counts`,
    });
  }
}
