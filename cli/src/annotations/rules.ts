import type { AnnotationRule, Verdict } from './annotation-rule';
import { OTHER_RULES } from './other-rules';
import { ROUTING_RULES } from './routing-rules';
import { SECURITY_RULES } from './security-rules';
import { STICKINESS_RULES } from './stickiness-rules';

export const RULES: readonly AnnotationRule[] = [
  ...STICKINESS_RULES,
  ...SECURITY_RULES,
  ...ROUTING_RULES,
  ...OTHER_RULES,
];

const HELM = 'written by Helm, whose release does not own the new objects';
const CERT_MANAGER = 'annotate the Gateway instead: cert-manager reads it there';
const OTHER_NGINX = 'for another controller, that of NGINX Inc.';

const BY_NAME = new Map(RULES.map((rule) => [rule.name, rule]));

/** Annotations of others; `*` stands for any text. */
export const FOREIGN: readonly (readonly [string, Verdict, string])[] = [
  ['kubernetes.io/ingress.class', 'exact', 'chose the controller; the parentRefs do so now'],
  ['kubectl.kubernetes.io/*', 'no-op', 'written by kubectl'],
  ['helm.sh/*', 'no-op', HELM],
  ['meta.helm.sh/*', 'no-op', HELM],
  ['field.cattle.io/*', 'no-op', 'written by Rancher'],
  ['kubernetes.io/tls-acme', 'not read', CERT_MANAGER],
  ['*cert-manager.io/*', 'not read', CERT_MANAGER],
  [
    'external-dns.alpha.kubernetes.io/*',
    'not read',
    'external-dns reads the hostnames of the route, and this annotation on the Gateway',
  ],
  [
    'ingress.kubernetes.io/*',
    'dead',
    'ingress-nginx reads this prefix only if it runs with --annotations-prefix=ingress.kubernetes.io: then give this command the same option',
  ],
  ['nginx.org/*', 'dead', OTHER_NGINX],
  ['nginx.com/*', 'dead', OTHER_NGINX],
  ['*', 'not read', 'not an annotation of ingress-nginx; it is not copied'],
];

/** The rule of an annotation by its whole key; every key has one. */
export function ruleOf(key: string, prefix: string): AnnotationRule {
  if (key.startsWith(prefix)) {
    const name = key.slice(prefix.length);
    return BY_NAME.get(name) ?? unknownRule(name);
  }
  const [, verdict, note] = FOREIGN.find(([pattern]) => matches(key, pattern)) as (typeof FOREIGN)[number];
  return { name: key, area: 'other', verdicts: [verdict], becomes: note, otherwise: () => [verdict, note] };
}

function matches(key: string, pattern: string): boolean {
  const parts = pattern.split('*').map((part) => part.replaceAll('.', '\\.'));
  return new RegExp(`^${parts.join('.*')}$`, 's').test(key);
}

/** What was removed from ingress-nginx, or stands there by mistake. */
const DEAD: Readonly<Record<string, string>> = {
  'session-cookie-hash': 'removed in 0.24',
  'secure-backends': 'removed in 0.18, in favour of backend-protocol',
  'secure-verify-ca-secret': 'removed in 0.18',
  'ssl-prefer-server-cipher': 'misspelt',
  'add-base-url': 'removed in 0.22',
  'base-url-scheme': 'removed in 0.22',
  'grpc-backend': 'removed in 0.21, in favour of backend-protocol',
  'enable-opentracing': 'removed in 1.10',
  'opentracing-trust-incoming-span': 'removed in 1.10',
  'enable-influxdb': 'removed in 1.12',
  'lua-resty-waf': 'removed in 0.26',
  'session-cookie-httponly': 'the cookie was HttpOnly anyway, and still is',
  'enable-websocket': 'WebSocket worked by itself, and still does',
  'websocket-services': 'WebSocket worked by itself, and still does',
  'proxy-connect-timeouts': 'misspelt',
  'body-size': 'it is called proxy-body-size',
  'redirect-to-https': 'it is called ssl-redirect',
  'ingress.allow-http': 'kubernetes.io/ingress.allow-http is for another controller',
};

function unknownRule(name: string): AnnotationRule {
  const note = DEAD[name] ?? 'ingress-nginx has no such annotation';
  return {
    name,
    area: 'other',
    verdicts: ['dead'],
    becomes: note,
    otherwise: () => ['dead', DEAD[name] ? `it had no effect: ${note}` : note],
  };
}

/** All names that never had an effect, with the reason. */
export const DEAD_NAMES: readonly (readonly [string, string])[] = Object.entries(DEAD);
