import type { Report } from '../../../findings/finding';
import type { CommonInput } from '../../../input/common-input';

/** gRPC health checks of HTTP backends: Envoy speaks HTTP/2 only with the backends of gRPC rules, and refuses such a cluster. */
export function checkGrpcHealthCheck({ trafficPolicy, rules }: CommonInput, report: Report): void {
  const type = trafficPolicy?.healthCheck?.active?.type;
  if (type === 'GRPC' && rules.some(({ isGrpc }) => !isGrpc)) {
    report({
      id: 'grpc-health-check',
      property: 'trafficPolicy.healthCheck.active.type',
      value: type,
      expected: 'HTTP or TCP beside HTTP rules',
    });
  }
}
