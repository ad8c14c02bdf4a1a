import type { AnnotationRule, Verdict } from './annotation-rule';

const WITHOUT_AFFINITY = 'nothing without affinity: "cookie"';
const WITHOUT_CANARY = 'nothing without canary: "true"';

export const STICKINESS_RULES: readonly AnnotationRule[] = [
  rule(
    'affinity',
    ['near', 'dropped', 'no-op'],
    'Stickiness.cookie() for balanced, Stickiness.sessionCookie() for persistent; clients choose a pod once more, as Envoy does not read the old cookies',
    'no location of ingress-nginx has it',
  ),
  rule(
    'affinity-mode',
    ['exact', 'near', 'no-op'],
    'balanced: a hash, so when pods come or go one client in n moves; persistent: the address of the pod, so only a dead pod loses its clients',
    WITHOUT_AFFINITY,
  ),
  rule(
    'affinity-canary-behavior',
    ['exact', 'near', 'no-op'],
    'sticky: sessions stay on their version; legacy: near, as they do then too',
    'it has a meaning on a canary Ingress only',
  ),
  rule('session-cookie-name', ['exact', 'near', 'no-op'], 'name of the cookie', WITHOUT_AFFINITY),
  rule(
    'session-cookie-max-age',
    ['exact', 'dropped', 'no-op'],
    'ttl; 0 or less deleted the cookie, which is dropped',
    WITHOUT_AFFINITY,
  ),
  rule(
    'session-cookie-expires',
    ['exact', 'dropped', 'no-op'],
    'ttl, unless max-age is set, which browsers prefer',
    WITHOUT_AFFINITY,
  ),
  rule(
    'session-cookie-path',
    ['exact', 'near', 'no-op'],
    'path of the cookie; without it the path of the Ingress, or its literal beginning',
    WITHOUT_AFFINITY,
  ),
  rule(
    'session-cookie-domain',
    ['exact', 'near', 'no-op'],
    'domain of the cookie, on the hosts that browsers accept it from',
    WITHOUT_AFFINITY,
  ),
  rule('session-cookie-samesite', ['exact', 'near', 'no-op'], 'SameSite of the cookie', WITHOUT_AFFINITY),
  rule(
    'session-cookie-conditional-samesite-none',
    ['near', 'no-op'],
    'nothing: browsers of 2019 and before misread SameSite=None',
    'nothing without session-cookie-samesite: None',
  ),
  rule(
    'session-cookie-secure',
    ['exact', 'near', 'no-op'],
    'Secure; without it Secure where the host has TLS and redirects to it',
    WITHOUT_AFFINITY,
  ),
  rule(
    'session-cookie-change-on-failure',
    ['exact', 'near', 'no-op'],
    'true: a hash follows the pods that are ready, and a session that cannot connect gets another pod',
    WITHOUT_AFFINITY,
  ),
  rule(
    'upstream-hash-by',
    ['near', 'exact', 'dropped', 'no-op'],
    'Stickiness.header(), headers(), queryParams(), sourceIp(), a passive cookie, allOf() for mixtures, and mcp() for $http_mcp_session_id',
    'an empty key hashes nothing',
  ),
  rule(
    'upstream-hash-by-subset',
    ['dropped', 'no-op'],
    'nothing: a key has one pod',
    'nothing without upstream-hash-by',
  ),
  rule(
    'upstream-hash-by-subset-size',
    ['dropped', 'no-op'],
    'nothing: a key has one pod',
    'nothing without upstream-hash-by-subset',
  ),
  rule(
    'load-balance',
    ['exact', 'near', 'no-op'],
    'round_robin: RoundRobin; ewma: LeastRequest',
    'nothing beside a hash or an affinity',
  ),
  rule(
    'service-upstream',
    ['exact', 'near', 'no-op'],
    'routingType: Service without stickiness; pods with it, as a Service has no stickiness',
    'false is the default',
  ),
  rule(
    'canary',
    ['exact', 'near', 'dropped', 'no-op'],
    'another backend of the rules of the main Ingress',
    'only "true" makes a canary',
  ),
  rule('canary-weight', ['exact', 'near', 'no-op'], 'weights of the backends', WITHOUT_CANARY),
  rule(
    'canary-weight-total',
    ['exact', 'no-op'],
    'weights of the backends; a total of 100 or less counts as 100',
    WITHOUT_CANARY,
  ),
  rule(
    'canary-by-header',
    ['near', 'exact', 'no-op'],
    'rules with a header match, which now precede the cookie of the affinity',
    WITHOUT_CANARY,
  ),
  rule('canary-by-header-value', ['near', 'exact', 'no-op'], 'the value of the header match', WITHOUT_CANARY),
  rule('canary-by-header-pattern', ['near', 'dropped', 'no-op'], 'a RegularExpression header match', WITHOUT_CANARY),
  rule(
    'canary-by-cookie',
    ['near', 'exact', 'dropped', 'no-op'],
    'rules with a match on the Cookie header',
    WITHOUT_CANARY,
  ),
];

function rule(name: string, verdicts: readonly Verdict[], becomes: string, unused: string): AnnotationRule {
  const area = name.startsWith('canary') ? 'routing' : 'stickiness';
  return { name, area, verdicts, becomes, otherwise: () => ['no-op', unused] };
}
