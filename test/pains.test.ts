import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EnvoyGatewayVersion, Stickiness } from '../src';
import { appChart, GATEWAY_API, linesOf, policy, problemsOfApp, raw, targetRef, web } from './support/app';
import { GRPC, HTTP, manifestsOfKind, problemsOf } from './support/chart';
import { said } from './support/findings';
import { errorOf, policyOf, ruleOf } from './support/render';

const docs = (file: string) => readFileSync(join(__dirname, '..', file), 'utf8').replace(/\s+/g, ' ');
const canary = (stable: number, next: number) => ({
  backendRefs: [
    { name: 'stable', port: 80, weight: stable },
    { name: 'canary', port: 80, weight: next },
  ],
});

test('1: a hash of an id that the server names is warned of, and there is another way', () => {
  expect(said({ stickiness: Stickiness.header('Mcp-Session-Id') })).toEqual(['server-named-session stickiness']);
  expect(said({ stickiness: Stickiness.mcp(), acknowledge: ['circuit-breaker'] })).toEqual([]);
});

test('2: so is a header that overwrites it', () => {
  expect(said({ stickiness: Stickiness.sessionHeader('Mcp-Session-Id') })).toContain('server-named-session stickiness');
});

test('3: the documentation says which revisions of MCP need sessions', () => {
  expect(docs('docs/sessions.md')).toMatch(
    /MCP revision 2026-07-28 The revision has no session id.*need no stickiness\. Their streams still need the timeouts\./,
  );
});

test('4: weights and a hash agree, where Envoy Gateway can do that, and weights move no session', () => {
  const filtersOf = (stickiness: Stickiness) =>
    manifestsOfKind('HTTPRoute', { http: [canary(9, 1)], stickiness }).map(({ metadata, spec }) => [
      metadata.name.endsWith('-sessions'),
      spec.rules[0].backendRefs[1].filters?.length,
    ]);
  expect(filtersOf(Stickiness.header('X-User'))).toEqual([[false, 1]]);
  expect(filtersOf(Stickiness.sessionHeader('X-Pod'))).toEqual([
    [false, 1],
    [true, undefined],
  ]);
  expect(problemsOf({ http: [canary(9, 1)], target: EnvoyGatewayVersion.V1_8 })).toEqual([
    expect.stringContaining('one backend for a hash on Envoy Gateway 1.8, which ignores weights under it'),
  ]);
});

test('5: a weight of 0 is warned of under a hash, and drains sessions', () => {
  const stickiness = Stickiness.header('X-User');
  expect(said({ http: [canary(1, 0)], stickiness })).toEqual(['weight-zero http[0].backendRefs[1].weight']);
  expect(said({ http: [canary(1, 0)], stickiness: Stickiness.sessionHeader('X-Pod') })).toEqual([]);
});

test('6: a second policy for a route is an error that names both', () => {
  const chart = appChart();
  web(chart);
  policy(chart, 'more', { targetRefs: [targetRef('web')] });
  expect(problemsOfApp(chart)).toEqual([expect.stringMatching(/test\/more.* test\/route\/Policy is another/)]);
});

test('7: mergeType passes through, and the README says why', () => {
  const [rendered] = manifestsOfKind('BackendTrafficPolicy', { trafficPolicy: { mergeType: 'StrategicMerge' } });
  expect(rendered?.spec.mergeType).toBe('StrategicMerge');
  expect(docs('README.md')).toContain("drops the Gateway's for it unless `mergeType` is set");
});

test('8: streams are not cut, and a timeout that would cut them is an error', () => {
  expect(policyOf(Stickiness.mcp()).timeout.http.requestTimeout).toBe('0s');
  const [rendered] = manifestsOfKind('BackendTrafficPolicy', { streaming: true });
  expect(rendered?.spec.timeout.http.requestTimeout).toBe('0s');
  const http = [{ ...HTTP[0], timeouts: { request: '5s' } }];
  expect(problemsOf({ http, streaming: true })).toEqual([
    expect.stringMatching(/^http\[0\]\.timeouts\.request: got "5s"/),
  ]);
});

test('9: the cookie can have a path, and lacks a lifetime only where the application sets it', () => {
  const cookieOf = (stickiness: Stickiness) => policyOf(stickiness).loadBalancer.consistentHash.cookie;
  expect(cookieOf(Stickiness.cookie({ path: '/' }))).toMatchObject({ ttl: '85400s', attributes: { path: '/' } });
  expect(cookieOf(Stickiness.cookie({ name: 'a', passive: true }))).toEqual({ name: 'a' });
});

test('10: SameSite=None without Secure is an error, and a Secure cookie on plain HTTP is warned of', () => {
  expect(errorOf(() => Stickiness.cookie({ attributes: { samesite: 'None' } }))).toContain('Secure');
  const chart = appChart();
  const listeners = [{ name: 'http', protocol: 'HTTP', port: 80 }];
  raw(chart, 'public', GATEWAY_API, 'Gateway', { listeners }, { namespace: 'gateways' });
  web(chart);
  expect(problemsOfApp(chart)).toEqual([]);
  expect(linesOf()).toEqual([expect.stringContaining('["secure-cookie"]')]);
});

test('11: a session header is for gRPC, too, and a session cookie is an error there that says what to take', () => {
  const ofGrpc = (stickiness: Stickiness) => problemsOf({ http: undefined, grpc: GRPC, stickiness });
  expect(ofGrpc(Stickiness.sessionHeader('X-Pod'))).toEqual([]);
  expect(ofGrpc(Stickiness.sessionCookie({ name: 'a' }))).toEqual([
    expect.stringMatching(/^stickiness: .* without cookies for gRPC rules.* use Stickiness\.sessionHeader\(\)/),
  ]);
});

test('12: nothing is rendered that the standard channel prunes, and beside a stickiness nothing of it is taken', () => {
  expect(ruleOf(Stickiness.sessionCookie({ name: 'a' }))).not.toHaveProperty('sessionPersistence');
  const http = [{ ...HTTP[0], sessionPersistence: { sessionName: 'a' } }];
  expect(problemsOf({ http })).toEqual([expect.stringMatching(/^http\[0\]\.sessionPersistence: /)]);
  expect(problemsOf({ http, stickiness: Stickiness.none() })).toEqual([]);
});

test('13: the documentation says which stickiness moves clients when pods come', () => {
  expect(docs('README.md')).toMatch(
    /`Stickiness\.cookie\(\)` \(default\) \| [^|]* \| when pods come or go, one client in n/,
  );
  expect(docs('README.md')).toMatch(/`Stickiness\.mcp\(\)` \| [^|]* \| when its pod is gone/);
});

test('14: retries and health checks are warned of', () => {
  expect(said({ trafficPolicy: { retry: {}, healthCheck: { passive: {} } } })).toEqual([
    'retry trafficPolicy.retry',
    'health-check trafficPolicy.healthCheck',
  ]);
});

test('15: routing to the Service instead of its pods is an error, and so is a preference for the own zone', () => {
  expect(problemsOf({ trafficPolicy: { routingType: 'Service' } })).toEqual([
    expect.stringMatching(/^trafficPolicy\.routingType: /),
  ]);
  const loadBalancer = { type: 'ConsistentHash', zoneAware: { preferLocal: {} } } as never;
  expect(problemsOf({ trafficPolicy: { loadBalancer } })).toEqual([
    expect.stringMatching(/^trafficPolicy\.loadBalancer: .* without slowStart and zoneAware\.preferLocal/),
  ]);
});

test('16: the address of a client is warned of', () => {
  expect(said({ stickiness: Stickiness.sourceIp() })).toEqual(['source-ip stickiness']);
  expect(said({ stickiness: Stickiness.sourceIp(), acknowledge: ['source-ip'] })).toEqual([]);
});

test('17: several headers are named as what they are, and a chain of fallbacks has a name of its own', () => {
  expect(docs('README.md')).toContain('several headers together');
  expect(docs('README.md')).toMatch(
    /`Stickiness\.firstOf\(\[…\]\)` \| the first of several of the above that a request has/,
  );
});

test('18: a backend in another namespace needs a grant, which is made on request in its namespace', () => {
  const http = [{ backendRefs: [{ name: 'api', namespace: 'desk', port: 80 }] }];
  expect(problemsOf({ http })).toEqual([expect.stringContaining('set referenceGrants to true')]);
  expect(problemsOf({ http, referenceGrants: true })).toEqual([]);
  const [grant] = manifestsOfKind('ReferenceGrant', { http, referenceGrants: true });
  expect(grant?.metadata.namespace).toBe('desk');
});

test('19: the limits that long streams use up are warned of', () => {
  expect(said({ streaming: true })).toEqual(['circuit-breaker trafficPolicy.circuitBreaker']);
});
