import type { Report } from '../../findings/finding';
import type { CommonInput } from '../../input/common-input';
import { endsWithFilter } from '../../input/rule-input';

const LIMITS = ['maxConnections', 'maxParallelRequests', 'maxPendingRequests'] as const;

/** Default limits of Envoy that streams use up; they hold with and without a circuit breaker. */
export function warnOfStreamLimits({ streaming, rules, trafficPolicy }: CommonInput, report: Report): void {
  const { circuitBreaker } = trafficPolicy ?? {};
  const unset = LIMITS.filter((limit) => circuitBreaker?.[limit] === undefined);
  if (unset.length > 0 && rules.some((rule) => (streaming ?? rule.plan.streams) && !endsWithFilter(rule))) {
    report({
      id: 'circuit-breaker',
      property: 'trafficPolicy.circuitBreaker',
      value: circuitBreaker,
      expected: `${unset.join(', ')} for the number of open streams`,
    });
  }
}
