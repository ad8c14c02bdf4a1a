import type { Report } from '../../../findings/finding';
import type { CommonInput } from '../../../input/common-input';

/** Routing to the Service, which lets kube-proxy choose the pod. */
export function checkRoutingType({ plans, trafficPolicy }: CommonInput, report: Report): void {
  const routingType = trafficPolicy?.routingType;
  if (routingType === 'Service' && plans.some(({ plan }) => plan.loadBalancer)) {
    report({
      id: 'routing-type',
      property: 'trafficPolicy.routingType',
      value: routingType,
      expected: 'Endpoint',
    });
  }
}
