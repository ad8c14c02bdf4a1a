import type { CatalogueEntry } from './entry';

/** Settings that work, but may not do what their author wants. */
export const WARNINGS = {
  'circuit-breaker': {
    severity: 'warning',
    cause: 'Envoy allows 1024 of each per rule unless they are set, and every open stream counts',
    remedy: 'set them to what the pods can hold',
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
  overlap: {
    severity: 'warning',
    cause: 'HTTP and gRPC rules are in different routes, of which only the older one gets the requests that both match',
    remedy: 'name the service in the gRPC match',
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
  'server-named-session': {
    severity: 'warning',
    cause:
      'MCP servers name this session themselves, so a hash loses most sessions, and sessionHeader() overwrites the id',
    remedy: 'use Stickiness.mcp()',
  },
  'source-ip': {
    severity: 'warning',
    cause: 'behind a load balancer all clients have its address, unless a ClientTrafficPolicy sets clientIPDetection',
    remedy: 'set clientIPDetection for the Gateway, or hash something else',
  },
  underscore: {
    severity: 'warning',
    cause: 'Envoy Gateway responds with 400 to requests with such a header, unless a ClientTrafficPolicy allows it',
    remedy: 'rename the header, or set headers.withUnderscoresAction to Allow for the Gateway',
  },
  'unreachable-member': {
    severity: 'warning',
    cause: 'every request has it, so later members are never used',
    remedy: 'move it to the end',
  },
  'weight-zero': {
    severity: 'warning',
    cause: 'the backend gets no more requests at once, and its clients move',
    remedy: 'remove the backend once it has no clients, or use a session, which stays with its pod',
  },
  'weighted-cookie': {
    severity: 'warning',
    cause:
      'the first request of a client has no cookie to hash, so some new clients change backends with their second (18 % at 90/10)',
    remedy: 'use Stickiness.sessionCookie()',
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
