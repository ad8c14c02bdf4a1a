// The pains of users, by the numbers that the design gives them, and what the construct does about each.

import { EnvoyGatewayVersion, Stickiness } from '../src';
import { proseOf } from './docs/pages';
import { appChart, GATEWAY_API, policy, raw, targetRef, web } from './support/app';
import { backends, GRPC, HTTP, manifestsOfKind } from './support/chart';
import { errorsOf, errorsOfApp, messagesOfApp, printedWarnings, refusalOf, warningsOf } from './support/findings';
import { policyOf, ruleOf } from './support/render';

const canary = (stable: number, next: number) => [{ backendRefs: backends(stable, next) }];

test('pain 1, a hash of a session id that the server assigns loses most sessions: there is a warning, and mcp() keeps them', () => {
  expect(warningsOf({ stickiness: Stickiness.header('Mcp-Session-Id') })).toEqual(['server-named-session stickiness']);
  expect(warningsOf({ stickiness: Stickiness.mcp(), acknowledge: ['circuit-breaker'] })).toEqual([]);
});

test('pain 2, session persistence by header overwrites the session id of the server: there is a warning', () => {
  expect(warningsOf({ stickiness: Stickiness.sessionHeader('Mcp-Session-Id') })).toContain(
    'server-named-session stickiness',
  );
});

test('pain 3, only older revisions of MCP have a session id: the documentation says which ones need stickiness', () => {
  expect(proseOf('docs/mcp.md')).toMatch(
    /2026-07-28 \| none: [^|]* \| not needed; the streams still need the timeouts/,
  );
});

test('pain 4, a hash ignores the weights of backends: filters make Envoy Gateway respect them, or there is an error', () => {
  const filtersOf = (stickiness: Stickiness) =>
    manifestsOfKind('HTTPRoute', { http: canary(9, 1), stickiness }).map(({ metadata, spec }) => [
      metadata.name.endsWith('-sessions'),
      spec.rules[0].backendRefs[1].filters?.length,
    ]);
  expect(filtersOf(Stickiness.header('X-User'))).toEqual([[false, 1]]);
  expect(filtersOf(Stickiness.sessionHeader('X-Pod'))).toEqual([
    [false, 1],
    [true, undefined],
  ]);
  expect(errorsOf({ http: canary(9, 1), target: EnvoyGatewayVersion.V1_8 })).toEqual([
    'ignored-weights http[0].backendRefs',
  ]);
});

test('pain 5, a canary at weight 0 keeps its filter, so that its weight can be raised and lowered, and sessions stay', () => {
  const filtersOf = (stickiness: Stickiness) =>
    manifestsOfKind('HTTPRoute', { http: canary(1, 0), stickiness })[0]?.spec.rules[0].backendRefs.map(
      ({ weight, filters }: { weight: number; filters: unknown[] }) => [weight, filters.length],
    );
  for (const stickiness of [Stickiness.header('X-User'), Stickiness.sessionHeader('X-Pod')]) {
    expect(warningsOf({ http: canary(1, 0), stickiness })).toEqual([]);
    expect(filtersOf(stickiness)).toEqual([
      [1, 1],
      [0, 1],
    ]);
  }
  const [, sessions] = manifestsOfKind('HTTPRoute', {
    http: canary(1, 0),
    stickiness: Stickiness.sessionHeader('X-Pod'),
  });
  expect(sessions?.spec.rules[0].backendRefs.map(({ weight }: { weight: number }) => weight)).toEqual([1_000_000, 1]);
});

test('pain 6, Envoy Gateway ignores a second policy for a route: there is an error that names both', () => {
  const chart = appChart();
  web(chart);
  policy(chart, 'more', { targetRefs: [targetRef('web')] });
  expect(errorsOfApp(chart)).toEqual(['test/more: policy-conflict spec.targetRefs[0]']);
  expect(messagesOfApp(chart)[0]?.expected).toContain('test/route/Policy');
});

test('pain 7, the policy of a route replaces that of the Gateway: mergeType passes through, and the documentation explains it', () => {
  const [rendered] = manifestsOfKind('BackendTrafficPolicy', { trafficPolicy: { mergeType: 'StrategicMerge' } });
  expect(rendered?.spec.mergeType).toBe('StrategicMerge');
  expect(proseOf('docs/composing.md')).toContain("drops the Gateway's for it unless `mergeType` is set");
});

test('pain 8, Envoy cuts streams after 15 s: mcp() and streaming turn the timeout off, and a timeout of a rule is an error', () => {
  expect(policyOf(Stickiness.mcp()).timeout.http.requestTimeout).toBe('0s');
  const [rendered] = manifestsOfKind('BackendTrafficPolicy', { streaming: true });
  expect(rendered?.spec.timeout.http.requestTimeout).toBe('0s');
  const http = [{ ...HTTP[0], timeouts: { request: '5s' } }];
  expect(errorsOf({ http, streaming: true })).toEqual(['stream-timeout http[0].timeouts.request']);
});

test('pain 9, a cookie without a path is kept per directory, and without a ttl Envoy never sets it: cookie() has both', () => {
  const cookieOf = (stickiness: Stickiness) => policyOf(stickiness).loadBalancer.consistentHash.cookie;
  expect(cookieOf(Stickiness.cookie({ path: '/' }))).toMatchObject({ ttl: '85400s', attributes: { path: '/' } });
  expect(cookieOf(Stickiness.cookie({ name: 'a', passive: true }))).toEqual({ name: 'a' });
});

test('pain 10, browsers drop SameSite=None without Secure, and Secure cookies on plain HTTP: an error, and a warning', () => {
  expect(refusalOf(() => Stickiness.cookie({ attributes: { samesite: 'None' } }))).toBe(
    'cookie-not-secure Stickiness.cookie() attributes.samesite',
  );
  const chart = appChart();
  const listeners = [{ name: 'http', protocol: 'HTTP', port: 80, allowedRoutes: { namespaces: { from: 'All' } } }];
  raw(chart, 'public', GATEWAY_API, 'Gateway', { listeners }, { namespace: 'gateways' });
  web(chart);
  expect(errorsOfApp(chart)).toEqual([]);
  expect(printedWarnings()).toMatchObject([{ path: 'test/route', id: 'secure-cookie' }]);
});

test('pain 11, gRPC clients keep no cookies: a cookie for gRPC rules is an error, a session header is not', () => {
  const errorsOfGrpc = (stickiness: Stickiness) => errorsOf({ http: undefined, grpc: GRPC, stickiness });
  expect(errorsOfGrpc(Stickiness.sessionHeader('X-Pod'))).toEqual([]);
  expect(errorsOfGrpc(Stickiness.sessionCookie({ name: 'a' }))).toEqual(['not-for-grpc stickiness']);
  expect(errorsOfGrpc(Stickiness.cookie())).toEqual(['not-for-grpc stickiness']);
  expect(errorsOf({ http: undefined, grpc: GRPC })).toEqual(['not-for-grpc stickiness']);
});

test('pain 12, the standard channel prunes sessionPersistence: none is rendered, and it is an error beside a stickiness', () => {
  expect(ruleOf(Stickiness.sessionCookie({ name: 'a' }))).not.toHaveProperty('sessionPersistence');
  const http = [{ ...HTTP[0], sessionPersistence: { sessionName: 'a' } }];
  expect(errorsOf({ http })).toEqual(['session-persistence http[0].sessionPersistence']);
  expect(errorsOf({ http, stickiness: Stickiness.none() })).toEqual([]);
});

test('pain 13, a hash moves clients when pods come or go: the README says which stickiness does', () => {
  expect(proseOf('README.md')).toMatch(
    /`Stickiness\.cookie\(\)` \(default\) \| [^|]* \| when pods come or go, one client in n/,
  );
  expect(proseOf('README.md')).toMatch(/`Stickiness\.mcp\(\)` \| [^|]* \| when its pod is gone/);
});

test('pain 14, retries and health checks send clients to other pods: there are warnings', () => {
  expect(warningsOf({ trafficPolicy: { retry: {}, healthCheck: { passive: {} } } })).toEqual([
    'retry trafficPolicy.retry',
    'health-check trafficPolicy.healthCheck',
  ]);
});

test('pain 15, routingType Service leaves the pod to kube-proxy, and preferLocal breaks a hash: both are errors', () => {
  expect(errorsOf({ trafficPolicy: { routingType: 'Service' } })).toEqual(['routing-type trafficPolicy.routingType']);
  const loadBalancer = { type: 'ConsistentHash', zoneAware: { preferLocal: {} } } as never;
  expect(errorsOf({ trafficPolicy: { loadBalancer } })).toEqual(['load-balancer trafficPolicy.loadBalancer']);
});

test('pain 16, sourceIp() may hash the address of a load balancer: there is a warning until it is acknowledged', () => {
  expect(warningsOf({ stickiness: Stickiness.sourceIp() })).toEqual(['source-ip stickiness']);
  expect(warningsOf({ stickiness: Stickiness.sourceIp(), acknowledge: ['source-ip'] })).toEqual([]);
});

test('pain 17, headers() is taken for a chain of fallbacks: the README tells it from firstOf()', () => {
  expect(proseOf('README.md')).toContain('several headers together');
  expect(proseOf('README.md')).toMatch(
    /`Stickiness\.firstOf\(\[…\]\)` \| the first of several of the above that a request has/,
  );
});

test('pain 18, a backend in another namespace needs a ReferenceGrant: there is an error, and referenceGrants renders it', () => {
  const http = [{ backendRefs: [{ name: 'api', namespace: 'desk', port: 80 }] }];
  expect(errorsOf({ http })).toEqual(['reference-grant http[0].backendRefs[0].namespace']);
  expect(errorsOf({ http, referenceGrants: true })).toEqual([]);
  const [grant] = manifestsOfKind('ReferenceGrant', { http, referenceGrants: true });
  expect(grant?.metadata.namespace).toBe('desk');
});

test('pain 19, long streams use up the limits of a circuit breaker: there is a warning', () => {
  expect(warningsOf({ streaming: true })).toEqual(['circuit-breaker trafficPolicy.circuitBreaker']);
});
