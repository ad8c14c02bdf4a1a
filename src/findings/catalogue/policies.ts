import type { CatalogueEntry } from './entry';

/** Settings and targets of policies. */
export const POLICY_FINDINGS = {
  'load-balancer': {
    severity: 'error',
    cause: 'Envoy Gateway would drop the other settings, or clients would not stay on their pod',
    remedy: 'remove it, and choose the hash in stickiness',
  },
  'routing-type': {
    severity: 'error',
    cause: 'kube-proxy chooses the pod with Service',
    remedy: 'remove it',
  },
  'grpc-health-check': {
    severity: 'error',
    cause: 'Envoy speaks HTTP/1.1 with the backends of HTTP rules, and refuses a gRPC health check of them',
    remedy: 'write one of these, or give the gRPC rules a construct of their own',
  },
  'policy-target': {
    severity: 'error',
    cause: "the policy targets the construct's own routes",
    remedy: 'remove it, and use StickyPolicy or a BackendTrafficPolicy for other targets',
  },
  'no-target': {
    severity: 'error',
    cause: 'a policy without a target does nothing',
    remedy: 'write [{ group: "gateway.networking.k8s.io", kind: "HTTPRoute", name: "<route>" }]',
  },
  'target-kind': {
    severity: 'error',
    cause: 'the stickiness of other targets is up to their owners',
    remedy: 'name a route',
  },
  'needs-filters': {
    severity: 'error',
    cause: 'all others need header filters in the rules of the route, which a policy cannot add',
    remedy: 'render the route with StickyGatewayRoute, or use one of these',
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
