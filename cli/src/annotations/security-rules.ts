import type { AnnotationRule, Verdict } from './annotation-rule';

const OPEN = 'the service is OPEN without it';

export const SECURITY_RULES: readonly AnnotationRule[] = [
  lost('auth-url', `${OPEN}: write a SecurityPolicy with extAuth`),
  lost('auth-signin', 'a SecurityPolicy with oidc has its own redirect'),
  lost('auth-method', 'goes with auth-url'),
  lost('auth-response-headers', 'goes with auth-url: extAuth.http.headersToBackend'),
  lost('auth-request-redirect', 'goes with auth-url'),
  lost('auth-cache-key', 'goes with auth-url'),
  lost('auth-cache-duration', 'goes with auth-url'),
  lost('auth-proxy-set-headers', 'goes with auth-url'),
  lost('auth-snippet', 'goes with auth-url'),
  lost('auth-always-set-cookie', 'goes with auth-url'),
  lost('auth-signin-redirect-param', 'goes with auth-url'),
  lost('enable-global-auth', 'the global auth of the ConfigMap is not read'),
  lost('auth-type', `${OPEN}: write a SecurityPolicy with basicAuth`),
  lost('auth-secret', 'goes with auth-type: basicAuth.users needs the key .htpasswd, with SHA hashes'),
  lost('auth-secret-type', 'goes with auth-type'),
  lost('auth-realm', 'goes with auth-type'),
  lost('auth-tls-secret', `${OPEN}: write a ClientTrafficPolicy with tls.clientValidation for the Gateway`),
  lost('auth-tls-verify-client', 'goes with auth-tls-secret'),
  lost('auth-tls-verify-depth', 'goes with auth-tls-secret'),
  lost('auth-tls-error-page', 'goes with auth-tls-secret'),
  lost(
    'auth-tls-pass-certificate-to-upstream',
    'goes with auth-tls-secret: headers.xForwardedClientCert of the ClientTrafficPolicy',
  ),
  lost('auth-tls-match-cn', 'goes with auth-tls-secret'),
  ranges('whitelist-source-range'),
  ranges('allowlist-source-range'),
  ranges('denylist-source-range'),
  lost('satisfy', 'goes with the source ranges and the authentication'),
  lost('limit-connections', 'no limit now: set circuitBreaker in the trafficPolicy'),
  lost('limit-rps', 'no limit now: set rateLimit.local in the trafficPolicy, which counts per Envoy and has no burst'),
  lost('limit-rpm', 'no limit now: set rateLimit.local in the trafficPolicy, which counts per Envoy and has no burst'),
  lost('limit-burst-multiplier', 'goes with limit-rps'),
  lost('limit-rate', 'no limit now: bandwidth limits need an EnvoyPatchPolicy'),
  lost('limit-rate-after', 'goes with limit-rate'),
  lost('limit-whitelist', 'goes with limit-rps'),
  lost('limit-allowlist', 'goes with limit-rps'),
  lost('enable-modsecurity', 'no web application firewall now'),
  lost('enable-owasp-core-rules', 'no web application firewall now'),
  lost('modsecurity-snippet', 'no web application firewall now'),
  lost('modsecurity-transaction-id', 'no web application firewall now'),
  {
    name: 'backend-protocol',
    area: 'security',
    verdicts: ['exact', 'near', 'not read', 'dropped', 'no-op'],
    becomes:
      'HTTP: nothing; GRPC: a GRPCRoute; HTTPS and GRPCS: not read, as ingress-nginx does not verify the certificate and Envoy Gateway needs a BackendTLSPolicy with its CA, or a Backend with insecureSkipVerify',
    otherwise: () => ['no-op', 'no rule of this Ingress depends on it'],
  },
  lost(
    'proxy-ssl-secret',
    'a client certificate for the pods: write a BackendTLSPolicy and an EnvoyProxy with backendTLS.clientCertificateRef',
  ),
  lost('proxy-ssl-verify', 'a BackendTLSPolicy always verifies'),
  lost('proxy-ssl-verify-depth', 'goes with proxy-ssl-verify'),
  lost('proxy-ssl-name', 'hostname of the BackendTLSPolicy'),
  lost('proxy-ssl-server-name', 'a BackendTLSPolicy always sends the hostname'),
  lost('proxy-ssl-ciphers', 'goes with backend-protocol: HTTPS'),
  lost('proxy-ssl-protocols', 'goes with backend-protocol: HTTPS'),
  lost('ssl-ciphers', 'set tls.ciphers of a ClientTrafficPolicy for the Gateway'),
  lost('ssl-prefer-server-ciphers', 'Envoy always prefers its own order'),
  {
    name: 'configuration-snippet',
    area: 'security',
    verdicts: ['near', 'dropped', 'no-op'],
    becomes: 'header directives: RequestHeaderModifier and ResponseHeaderModifier; all others are dropped and quoted',
    otherwise: (value) => ['dropped', `cannot be expressed: ${quoted(value)}`],
  },
  {
    name: 'server-snippet',
    area: 'security',
    verdicts: ['dropped'],
    becomes: 'nothing: it is quoted',
    otherwise: (value) => ['dropped', `cannot be expressed: ${quoted(value)}`],
  },
  {
    name: 'stream-snippet',
    area: 'security',
    verdicts: ['dropped'],
    becomes: 'nothing: it is quoted',
    otherwise: (value) => ['dropped', `cannot be expressed: ${quoted(value)}`],
  },
];

function lost(name: string, note: string): AnnotationRule {
  return { name, area: 'security', verdicts: ['not read'], becomes: note, otherwise: () => ['not read', note] };
}

function ranges(name: string): AnnotationRule {
  const note = `${OPEN}: write a SecurityPolicy with authorization.rules and clientCIDRs`;
  const verdicts: readonly Verdict[] = ['not read', 'no-op'];
  return {
    name,
    area: 'security',
    verdicts,
    becomes: note,
    otherwise: (value) =>
      name !== 'denylist-source-range' && value.split(',').some((range) => /^\s*(0\.0\.0\.0|::)\/0\s*$/.test(range))
        ? ['no-op', 'it allows every address']
        : ['not read', note],
  };
}

/** A text in one line. */
export function quoted(text: string): string {
  return JSON.stringify(text.trim().replace(/\s+/g, ' '));
}
