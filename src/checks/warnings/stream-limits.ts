import type { Report } from '../../findings/finding';
import type { CommonInput } from '../../input/common-input';

const LIMITS = ['maxConnections', 'maxParallelRequests', 'maxPendingRequests'] as const;

/** Default limits of Envoy that streams use up; they hold with and without a circuit breaker. */
export function warnOfStreamLimits({ streaming, plans, trafficPolicy }: CommonInput, report: Report): void {
  const { circuitBreaker } = trafficPolicy ?? {};
  const unset = LIMITS.filter((limit) => circuitBreaker?.[limit] === undefined);
  if (unset.length > 0 && (streaming ?? plans.some(({ plan }) => plan.streams))) {
    report({
      id: 'circuit-breaker',
      property: 'trafficPolicy.circuitBreaker',
      value: circuitBreaker,
      expected: `${unset.join(', ')} for the number of open streams`,
    });
  }
}
