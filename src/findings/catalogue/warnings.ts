import type { CatalogueEntry } from './entry';

/** Settings that work, but may not do what their author wants. */
export const WARNINGS = {
  'circuit-breaker': {
    severity: 'warning',
    cause: 'Envoy allows 1024 of each per rule unless they are set, and every open stream counts',
    remedy: 'set them to what the pods can hold',
  },
  'backend-typo': {
    severity: 'warning',
    cause: 'the app defines a backend of nearly this name, and one that does not exist responds with 500',
    remedy: 'correct the reference',
  },
  'client-certificate': {
    severity: 'warning',
    cause:
      'Envoy removes this header from requests, unless a ClientTrafficPolicy sets the mode of xForwardedClientCert',
    remedy: 'set headers.xForwardedClientCert for the Gateway, or hash something else',
  },
  'rival-route': {
    severity: 'warning',
    cause: 'the older of two routes gets all requests that both match',
    remedy: 'write another match, hostname or sectionName, or make both one construct',
  },
  'cookie-without-path': {
    severity: 'warning',
    cause: 'without a path browsers keep one cookie for each directory, and so perhaps one pod',
    remedy: 'write path: "/" in the options of the cookie',
  },
  'dropped-policy': {
    severity: 'warning',
    cause: 'the policy of a route replaces that of its Gateway, with its rate limits and all other settings',
    remedy: 'set trafficPolicy.mergeType to "StrategicMerge", or repeat the settings in trafficPolicy',
  },
  'policy-typo': {
    severity: 'warning',
    cause: 'Envoy Gateway silently ignores a policy whose target does not exist',
    remedy: 'correct the target',
  },
  'parent-typo': {
    severity: 'warning',
    cause: 'no Gateway of this name and namespace is in the app, so perhaps nothing serves the route',
    remedy: 'correct the reference',
  },
  'changing-parameter': {
    severity: 'warning',
    cause:
      'parameters of such a name usually differ from request to request, so that clients change pods with each of them',
    remedy: 'hash a parameter that stays, such as the room or the user',
  },
  'few-values': {
    severity: 'warning',
    cause: 'a key with so few values leaves most pods without requests',
    remedy: 'hash something that differs between clients',
  },
  'health-check': {
    severity: 'warning',
    cause:
      'clients of a pod that fails its checks move to another one, and once half of the pods fail (panicThreshold) Envoy uses all of them again',
    remedy: 'use a session, which stays with its pod',
  },
  'other-controller': {
    severity: 'warning',
    cause: 'only Envoy Gateway reads the policies that keep clients on their pod',
    remedy: 'name a Gateway of Envoy Gateway',
  },
  overlap: {
    severity: 'warning',
    cause:
      'the HTTP rule gets the calls of the gRPC rule: its match is more specific, or as specific in what may be the older route',
    remedy: 'name the service in the gRPC match',
  },
  'path-wildcard': {
    severity: 'warning',
    cause: 'Envoy compares the path as it is written, with the wildcard as a part of it',
    remedy: 'write a regular expression with type RegularExpression',
  },
  retry: {
    severity: 'warning',
    cause: "a retry may reach a pod other than the client's",
    remedy: 'remove it, or retry only after connect-failure',
  },
  'secure-cookie': {
    severity: 'warning',
    cause:
      'browsers drop a Secure cookie that comes without TLS, unless a load balancer before the Gateway terminates TLS',
    remedy: 'use an HTTPS listener',
  },
  'rotating-key': {
    severity: 'warning',
    cause:
      'tokens are renewed and proxies append to lists of addresses, so that a client changes pods while its pod is there',
    remedy: 'hash a header that stays, such as the id of the user',
  },
  'server-named-session': {
    severity: 'warning',
    cause: 'servers name this session: a hash of it loses most sessions, and a value that Envoy sets overwrites the id',
    remedy: 'use Stickiness.mcp()',
  },
  'source-ip': {
    severity: 'warning',
    cause:
      'behind a load balancer all clients have its address, unless a ClientTrafficPolicy sets clientIPDetection or proxyProtocol',
    remedy: 'set clientIPDetection or proxyProtocol for the Gateway, or hash something else',
  },
  'taken-key': {
    severity: 'warning',
    cause:
      'requests have no such header when Envoy hashes it, unless a SecurityPolicy sets it again, such as from a JWT',
    remedy: 'change that policy, or hash another header',
  },
  'target-weights': {
    severity: 'warning',
    cause: 'Envoy Gateway makes one cluster of backends without filters, whose hash ignores their weights',
    remedy: 'give a backend a filter that changes nothing: a RequestHeaderModifier that removes an unused header',
  },
  'unknown-setting': {
    severity: 'warning',
    cause: 'unknown settings are ignored silently',
    remedy: 'correct the key',
    canBeAcknowledged: false,
  },
  underscore: {
    severity: 'warning',
    cause: 'Envoy Gateway responds with 400 to requests with such a header, unless a ClientTrafficPolicy allows it',
    remedy: 'rename the header, or set headers.withUnderscoresAction to Allow for the Gateway',
  },
  'unset-variable': {
    severity: 'warning',
    cause: 'this is the text of a variable without a value, and it would be taken for a name',
    remedy: 'set the variable from which this text is made',
  },
  'unreachable-member': {
    severity: 'warning',
    cause: 'every request has it, so later members are never used',
    remedy: 'move it to the end',
  },
  'weighted-cookie': {
    severity: 'warning',
    cause:
      'the first request of a client has no cookie to hash, so some new clients change backends with their second (18 % at 90/10)',
    remedy: 'use Stickiness.sessionCookie()',
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
