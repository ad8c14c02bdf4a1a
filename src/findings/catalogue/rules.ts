import type { CatalogueEntry } from './entry';

/** Parents, rules and their matches, backends and filters. */
export const RULE_FINDINGS = {
  'no-parent': {
    severity: 'error',
    cause: 'a route without a Gateway serves nothing',
    remedy: 'write [{ name: "<gateway>", namespace: "<its namespace>" }]',
  },
  'duplicate-parent': {
    severity: 'error',
    cause: 'the CRD demands that references to one parent differ in sectionName or in port',
    remedy: 'give both a sectionName or both a port, or remove one of the two',
  },
  'parent-kind': {
    severity: 'error',
    cause: 'Envoy Gateway ignores the policies of routes on any other parent',
    remedy: 'name a Gateway',
  },
  'reference-name': {
    severity: 'error',
    cause: 'Kubernetes has no object of such a name',
    remedy: 'write the metadata.name of the object',
  },
  'no-rule': {
    severity: 'error',
    cause: 'a route without a rule serves nothing',
    remedy: 'write [{ backendRefs: [{ name: "<service>", port: 80 }] }]',
  },
  'duplicate-rule-name': {
    severity: 'error',
    cause: 'a policy finds a rule by its name',
    remedy: 'rename one of the two',
  },
  'no-backend': {
    severity: 'error',
    cause: 'the rule responds with 500 to every request',
    remedy: 'name a Service, or end the rule with a filter',
  },
  'backend-kind': {
    severity: 'error',
    cause: 'Envoy Gateway sends no requests to objects of such a kind, and the rule responds with 500',
    remedy: 'name a Service, without a group',
  },
  'backend-picks-pod': {
    severity: 'error',
    cause: 'an endpoint picker chooses the pod of such a backend, whatever the policy',
    remedy: 'use a Service, or Stickiness.none() for this rule',
  },
  'unreachable-rule': {
    severity: 'error',
    cause: 'the earlier rule gets all requests of this one',
    remedy: 'write another match, or remove the rule',
  },
  'tied-matches': {
    severity: 'error',
    cause: 'the two rules are split into different routes, between which the order of rules does not count',
    remedy: 'merge the two rules, move them next to each other, or make one match more specific',
  },
  'ignored-weights': {
    severity: 'error',
    cause: 'this version ignores the weights of backends under a hash',
    remedy: 'use Stickiness.sessionCookie() or Stickiness.sessionHeader(), or set target to a newer version',
  },
  'computed-key-backends': {
    severity: 'error',
    cause: 'Envoy chooses between several backends before it computes the key',
    remedy: 'use Stickiness.header() or a session such as Stickiness.sessionCookie(), or one Service for all pods',
  },
  'path-without-key': {
    severity: 'error',
    cause: 'no request of this match has the variable of the path, which is the key',
    remedy: 'match a path with the variable, or give this rule another stickiness in ruleStickiness',
  },
  'cookie-path': {
    severity: 'error',
    cause: 'browsers send the cookie only there',
    remedy: 'set the path of the cookie to "/"',
  },
  'cookie-domain': {
    severity: 'error',
    cause: 'browsers drop a cookie with this domain on other hosts',
    remedy: 'remove domain from the cookie',
  },
  'header-clash': {
    severity: 'error',
    cause: 'a filter would overwrite or remove what keeps clients on their pod',
    remedy: 'remove the header from the filter, or use another header for the stickiness',
  },
  'no-room-for-headers': {
    severity: 'error',
    cause: 'the Gateway API limits filters and their headers',
    remedy: 'remove a filter or a header',
  },
  'unknown-rule-name': {
    severity: 'error',
    cause: 'the stickiness would apply to no rule',
    remedy: 'give a rule this name, or use the name of a rule here',
  },
  'not-for-grpc': {
    severity: 'error',
    cause: 'gRPC clients keep no cookies, and gRPC requests have no path or query string of their own',
    remedy:
      'use Stickiness.header() or Stickiness.sessionHeader() with a metadata key, in stickiness or for the gRPC rules in ruleStickiness',
  },
  'grant-without-namespace': {
    severity: 'error',
    cause: 'a ReferenceGrant names the namespace of the route',
    remedy: 'set the namespace here or in the chart',
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
