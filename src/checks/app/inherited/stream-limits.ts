import { endsWithFilter } from '../../../input/rule-input';
import type { AppObject } from '../objects/app-object';
import type { AppObjects } from '../objects/app-objects';
import type { AppReport } from '../objects/app-report';
import type { AttachedConstruct } from '../objects/attachments';
import { parentTrafficPolicies } from './gateway-policies';

const LIMITS = ['maxConnections', 'maxParallelRequests', 'maxPendingRequests'] as const;

/** Default limits of Envoy that streams use up; they hold with and without a circuit breaker. */
export function warnOfStreamLimits(each: AttachedConstruct, objects: AppObjects, report: AppReport): void {
  const { streaming, rules, trafficPolicy } = each.input;
  if (!rules.some((rule) => (streaming ?? rule.plan.streams) && !endsWithFilter(rule))) {
    return;
  }
  const { circuitBreaker } = trafficPolicy ?? {};
  const merged = trafficPolicy?.mergeType === undefined ? [] : parentTrafficPolicies(each, objects);
  const unset = LIMITS.filter(
    (limit) => circuitBreaker?.[limit] === undefined && !merged.some((policy) => limits(policy, limit)),
  );
  if (unset.length > 0) {
    report(each.construct, {
      id: 'circuit-breaker',
      property: 'trafficPolicy.circuitBreaker',
      value: circuitBreaker,
      expected: `${unset.join(', ')} for the number of open streams`,
    });
  }
}

function limits({ spec }: AppObject, limit: (typeof LIMITS)[number]): boolean {
  return spec.circuitBreaker?.[limit] !== undefined;
}
