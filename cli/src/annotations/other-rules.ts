import type { AnnotationRule, Verdict } from './annotation-rule';

export const OTHER_RULES: readonly AnnotationRule[] = [
  other('proxy-buffer-size', 'not read', 'Envoy accepts response headers of 60 KiB'),
  other('proxy-buffers-number', 'not read', 'Envoy streams responses'),
  other('proxy-busy-buffers-size', 'not read', 'Envoy streams responses'),
  other('proxy-max-temp-file-size', 'not read', 'Envoy writes no temporary files'),
  other('client-body-buffer-size', 'not read', 'Envoy streams requests'),
  flag('proxy-buffering', 'on', 'Envoy streams responses, as ingress-nginx does without it'),
  flag('proxy-request-buffering', 'off', 'Envoy streams requests'),
  other('proxy-http-version', 'no-op', 'Envoy speaks HTTP/1.1 with the pods'),
  other('http2-push-preload', 'no-op', 'browsers no longer accept pushes'),
  other('enable-access-log', 'not read', 'the EnvoyProxy of the Gateway has the access log'),
  other('enable-rewrite-log', 'no-op', 'a log for debugging'),
  other('enable-opentelemetry', 'not read', 'the EnvoyProxy of the Gateway has the tracing'),
  other('opentelemetry-trust-incoming-span', 'not read', 'the EnvoyProxy of the Gateway has the tracing'),
  other('opentelemetry-operation-name', 'not read', 'the EnvoyProxy of the Gateway has the tracing'),
  other('connection-proxy-header', 'no-op', 'Envoy manages its connections with the pods itself'),
  other('default-backend', 'not read', 'it answered while the Service had no pods; Envoy responds with 503'),
  other('custom-http-errors', 'not read', 'set responseOverride in the trafficPolicy'),
  other('disable-proxy-intercept-errors', 'no-op', 'Envoy passes the errors of pods on'),
  other('custom-headers', 'not read', 'write a ResponseHeaderModifier'),
  other('preserve-trailing-slash', 'not read', 'goes with rewrites of the base URL'),
  other('proxy-cookie-domain', 'not read', 'Envoy does not rewrite the cookies of pods'),
  other('proxy-cookie-path', 'not read', 'Envoy does not rewrite the cookies of pods'),
  other('proxy-redirect-from', 'not read', 'Envoy does not rewrite the Location of responses'),
  other('proxy-redirect-to', 'not read', 'Envoy does not rewrite the Location of responses'),
  other('relative-redirects', 'not read', 'redirects of Envoy are absolute'),
  other('mirror-target', 'not read', 'write a RequestMirror filter'),
  other('mirror-host', 'not read', 'goes with mirror-target'),
  other('mirror-request-body', 'not read', 'goes with mirror-target'),
  other('fastcgi-index', 'not read', 'Envoy has no FastCGI'),
  other('fastcgi-params-configmap', 'not read', 'Envoy has no FastCGI'),
];

function other(name: string, verdict: Verdict, note: string): AnnotationRule {
  return { name, area: 'other', verdicts: [verdict], becomes: note, otherwise: () => [verdict, note] };
}

/** An annotation of which one value has no equal. */
function flag(name: string, lost: string, note: string): AnnotationRule {
  return {
    name,
    area: 'other',
    verdicts: ['no-op', 'near'],
    becomes: note,
    otherwise: (value) => [value.trim() === lost && name === 'proxy-buffering' ? 'near' : 'no-op', note],
  };
}
