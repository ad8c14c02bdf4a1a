import type { CatalogueEntry } from './entry';

/** Contradictions between objects of one app. */
export const APP_FINDINGS = {
  'duplicate-object': {
    severity: 'error',
    cause: 'the cluster keeps the object that is applied last',
    remedy: 'rename one of the two',
  },
  'policy-conflict': {
    severity: 'error',
    cause: 'Envoy Gateway ignores the younger of two policies for one target',
    remedy: 'write all settings into one of them: those of a StickyGatewayRoute go into trafficPolicy',
  },
  'missed-route': {
    severity: 'error',
    cause: 'requests of the other route would bypass the policy, such as its authentication',
    remedy: 'name all routes of the construct in targetRefs',
    canBeAcknowledged: true,
  },
  'replaced-policy': {
    severity: 'error',
    cause: 'the policy of a rule replaces that of its route, with its stickiness',
    remedy: 'make the policy of the rule a StickyPolicy',
    canBeAcknowledged: true,
  },
  'unknown-section': {
    severity: 'error',
    cause: 'Envoy Gateway ignores a policy for a rule that the route does not have',
    remedy: 'write the name of a rule, or remove sectionName',
  },
  'session-cookie-conflict': {
    severity: 'error',
    cause: 'each response would overwrite the pod in the cookie of the other backend',
    remedy:
      'give each its own name, in ruleStickiness if both are of one construct, or cookie paths that do not overlap',
    canBeAcknowledged: true,
  },
  'service-port': {
    severity: 'error',
    cause: 'Envoy Gateway responds with 500 for an unknown port',
    remedy: 'write a port of the Service',
  },
  'external-name': {
    severity: 'error',
    cause: 'Envoy Gateway refuses such a Service, and the rule responds with 500',
    remedy: 'use a Backend with an FQDN endpoint',
  },
  'backend-without-pods': {
    severity: 'error',
    cause: 'Envoy resolves its address from the request, so there are no pods to stay on',
    remedy: 'use a Service, or Stickiness.none() for this rule',
  },
  'unknown-listener': {
    severity: 'error',
    cause: 'the Gateway does not serve a route that names a listener it does not have',
    remedy: 'write the name of a listener',
  },
  'not-allowed-by-listener': {
    severity: 'error',
    cause: 'the Gateway serves only routes that allowedRoutes of a listener allows',
    remedy: 'set allowedRoutes of the listener, or move the route',
  },
  'unserved-hostname': {
    severity: 'error',
    cause: 'no listener of the Gateway serves this hostname',
    remedy: 'correct the hostname, or add a listener for it',
  },
  'inherited-routing-type': {
    severity: 'error',
    cause: 'kube-proxy chooses the pod with Service',
    remedy: 'set trafficPolicy.routingType to "Endpoint"',
  },
  'patched-stickiness': {
    severity: 'error',
    cause: 'a JSON patch takes away what keeps clients on their pod',
    remedy: 'remove the patch, or use Stickiness.none()',
    canBeAcknowledged: true,
  },
  'reference-grant': {
    severity: 'error',
    cause: 'Envoy Gateway responds with 500 for a backend in a namespace that does not allow it',
    remedy: 'set referenceGrants to true, or add a ReferenceGrant to the app',
    canBeAcknowledged: true,
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
