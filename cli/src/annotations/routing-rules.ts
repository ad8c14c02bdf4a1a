import type { AnnotationRule, Verdict } from './annotation-rule';

const NOT_RENDERED = 'no rule of this Ingress depends on it';

export const ROUTING_RULES: readonly AnnotationRule[] = [
  rule(
    'rewrite-target',
    ['exact', 'near', 'dropped', 'no-op'],
    'ReplacePrefixMatch for the usual idioms, ReplaceFullPath without variables, else an HTTPRouteFilter with ReplaceRegexMatch; nothing if it changes nothing',
  ),
  rule(
    'use-regex',
    ['exact', 'near', 'no-op'],
    'RegularExpression matches for every path of the host; PathPrefix where all of them are prefixes',
  ),
  rule('app-root', ['exact', 'near', 'dropped', 'no-op'], 'a rule that redirects / with 302'),
  rule('ssl-redirect', ['exact', 'near', 'no-op'], 'an HTTPRoute on the http listener that redirects with 308'),
  rule('force-ssl-redirect', ['exact', 'near', 'no-op'], 'an HTTPRoute on the http listener that redirects with 308'),
  rule('permanent-redirect', ['exact', 'dropped', 'no-op'], 'RequestRedirect'),
  rule('permanent-redirect-code', ['exact', 'near', 'no-op'], 'statusCode of the RequestRedirect'),
  rule('temporal-redirect', ['exact', 'dropped', 'no-op'], 'RequestRedirect with 302'),
  rule('temporal-redirect-code', ['exact', 'near', 'no-op'], 'statusCode of the RequestRedirect'),
  unread('from-to-www-redirect', 'write an HTTPRoute for the other hostname with a RequestRedirect'),
  rule('server-alias', ['exact', 'near', 'dropped', 'no-op'], 'more hostnames'),
  rule('upstream-vhost', ['exact', 'dropped', 'no-op'], 'URLRewrite with hostname'),
  rule('x-forwarded-prefix', ['exact', 'near', 'no-op'], 'RequestHeaderModifier that sets X-Forwarded-Prefix'),
  rule('ssl-passthrough', ['not read', 'no-op'], 'nothing: write a TLSRoute; stickiness has no meaning for it'),
  rule(
    'proxy-read-timeout',
    ['near', 'no-op'],
    'streamIdleTimeout, with requestTimeout 0s: it counts between two reads, not for the whole request',
  ),
  rule('proxy-send-timeout', ['near', 'no-op'], 'streamIdleTimeout, the longer one of both'),
  rule('proxy-connect-timeout', ['exact', 'near', 'no-op'], 'timeout.tcp.connectTimeout'),
  {
    name: 'proxy-body-size',
    area: 'routing',
    verdicts: ['exact', 'not read'],
    becomes:
      '0: exact, as Envoy Gateway has no limit; else not read: requestBuffer would buffer whole requests and turn WebSocket off',
    otherwise: (value) =>
      value.trim() === '0'
        ? ['exact', 'no limit, as in Envoy Gateway']
        : ['not read', 'no limit now: requestBuffer would buffer whole requests and turn WebSocket off'],
  },
  rule(
    'enable-cors',
    ['near', 'dropped', 'no-op'],
    'a CORS filter with all values of ingress-nginx, its defaults included',
  ),
  ...[
    'cors-allow-origin',
    'cors-allow-methods',
    'cors-allow-headers',
    'cors-allow-credentials',
    'cors-expose-headers',
    'cors-max-age',
  ].map((name) =>
    rule(name, ['exact', 'near', 'dropped', 'no-op'], 'a field of the CORS filter', 'nothing without enable-cors'),
  ),
  {
    name: 'proxy-next-upstream',
    area: 'routing',
    verdicts: ['near'],
    becomes: 'nothing: a retry would leave the pod of the client',
    otherwise: () => [
      'near',
      'no retries now, as they would leave the pod of the client: set retry in the trafficPolicy',
    ],
  },
  ...['proxy-next-upstream-tries', 'proxy-next-upstream-timeout'].map(
    (name): AnnotationRule => ({
      name,
      area: 'routing',
      verdicts: ['near'],
      becomes: 'nothing: goes with proxy-next-upstream',
      otherwise: () => ['near', 'goes with proxy-next-upstream: no retries now'],
    }),
  ),
];

function rule(
  name: string,
  verdicts: readonly Verdict[],
  becomes: string,
  unused: string = NOT_RENDERED,
): AnnotationRule {
  return { name, area: 'routing', verdicts, becomes, otherwise: () => ['no-op', unused] };
}

function unread(name: string, note: string): AnnotationRule {
  return {
    name,
    area: 'routing',
    verdicts: ['not read', 'no-op'],
    becomes: note,
    otherwise: (value) => (/^f/i.test(value) ? ['no-op', 'false is the default'] : ['not read', note]),
  };
}
