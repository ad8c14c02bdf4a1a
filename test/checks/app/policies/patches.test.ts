import { JsonPatch } from 'cdk8s';
import { type Stickiness, StickyPolicy } from '../../../../src';
import { findingsOfChart } from '../../../cases/web';
import { appChart, targetRef, web } from '../../../support/app';
import { A, B, FIRST_OF, HASH, NONE, ruleAt, SERVER_SESSION, SESSION_COOKIE, SESSION_HEADER } from '../../fixtures';

const { add, remove, replace } = JsonPatch;
const LOAD_BALANCER = ['patched-stickiness spec.loadBalancer'];
const FILTERS = ['patched-stickiness spec.rules[0].filters'];
const SETTINGS = { http: [{ backendRefs: [A] }], acknowledge: ['circuit-breaker', 'source-ip'] };

function ofPolicy(stickiness: Stickiness, ...patches: JsonPatch[]): string[] {
  const chart = appChart();
  web(chart, { ...SETTINGS, stickiness, trafficPolicy: { timeout: {} } }).policies[0]?.addJsonPatch(...patches);
  return findingsOfChart(chart);
}

function ofRoute(props: object, ...patches: JsonPatch[]): string[] {
  const chart = appChart();
  web(chart, { ...SETTINGS, ...props }).httpRoutes[0]?.addJsonPatch(...patches);
  return findingsOfChart(chart);
}

test.each([
  ['a hash without its load balancer', HASH, remove('/spec/loadBalancer'), LOAD_BALANCER],
  ['a session without its load balancer', SESSION_HEADER, remove('/spec/loadBalancer'), LOAD_BALANCER],
  ['a hash of another type', HASH, replace('/spec/loadBalancer', { type: 'RoundRobin' }), LOAD_BALANCER],
  ['a session with a hash', SESSION_HEADER, replace('/spec/loadBalancer/type', 'ConsistentHash'), LOAD_BALANCER],
  ['a session without its address', SESSION_HEADER, remove('/spec/loadBalancer/endpointOverride'), LOAD_BALANCER],
  [
    'a session with the address in another header',
    SESSION_HEADER,
    replace('/spec/loadBalancer/endpointOverride/extractFrom/0/header', 'X-Other'),
    LOAD_BALANCER,
  ],
  ['a session with another fallback', SESSION_HEADER, replace('/spec/loadBalancer/type', 'Random'), []],
  ['a hash of another header', HASH, replace('/spec/loadBalancer/consistentHash/header/name', 'X-Tenant'), []],
  ['routing to the Service', HASH, add('/spec/routingType', 'Service'), ['patched-stickiness spec.routingType']],
  ['routing to endpoints', HASH, add('/spec/routingType', 'Endpoint'), []],
  ['routing to the Service without stickiness', NONE, add('/spec/routingType', 'Service'), []],
])('a policy that is patched to %s', (_, stickiness, patch, found) => {
  expect(ofPolicy(stickiness, patch)).toEqual(found);
});

test('so is that of a StickyPolicy', () => {
  const chart = appChart();
  const { policy } = new StickyPolicy(chart, 'sticky', { targetRefs: [targetRef('wiki')], stickiness: HASH });
  policy.addJsonPatch(remove('/spec/loadBalancer'));
  expect(findingsOfChart(chart)).toEqual(LOAD_BALANCER);
});

test.each([
  ['sessionCookie()', SESSION_COOKIE],
  ['sessionHeader()', SESSION_HEADER],
  ['serverSession()', SERVER_SESSION],
  ['firstOf()', FIRST_OF],
])('a route without the filters of %s', (_, stickiness) => {
  expect(ofRoute({ stickiness }, remove('/spec/rules/0/filters'))).toEqual(FILTERS);
  expect(ofRoute({ stickiness }, replace('/spec/rules/0/filters', []))).toEqual(FILTERS);
  expect(ofRoute({ stickiness }, add('/spec/rules/0/filters/-', { type: 'URLRewrite' }))).toEqual([]);
});

test('a rule without backends, and rules of others, need none', () => {
  const stickiness = SESSION_HEADER;
  expect(ofRoute({ stickiness }, replace('/spec/rules/0', { filters: [] }))).toEqual([]);
  expect(ofRoute({ stickiness }, add('/spec/rules/0', { backendRefs: [A] }))).toEqual([]);
});

test('several backends need a filter', () => {
  const http = [{ backendRefs: [A, B] }];
  const filters = (i: number) => remove(`/spec/rules/0/backendRefs/${i}/filters`);
  const weights = ['patched-stickiness spec.rules[0].backendRefs'];
  expect(ofRoute({ http, stickiness: HASH }, filters(0), filters(1))).toEqual(weights);
  expect(ofRoute({ http, stickiness: HASH }, filters(0))).toEqual([]);
  expect(ofRoute({ http, stickiness: HASH }, filters(0), remove('/spec/rules/0/backendRefs/1'))).toEqual([]);
});

test('it can be acknowledged', () => {
  const acknowledge = ['patched-stickiness'];
  expect(ofRoute({ stickiness: SESSION_HEADER, acknowledge }, remove('/spec/rules/0/filters'))).toEqual([]);
});

test('a rule whose route got or lost another one is told by its matches', () => {
  const stickiness = SESSION_HEADER;
  const http = [ruleAt('/a'), ruleAt('/b')];
  const more = add('/spec/rules/-', ruleAt('/c'));
  expect(ofRoute({ stickiness, http }, more)).toEqual([]);
  expect(ofRoute({ stickiness, http }, more, remove('/spec/rules/1/filters'))).toEqual([
    'patched-stickiness spec.rules[1].filters',
  ]);
  expect(ofRoute({ stickiness, http }, remove('/spec/rules/0'))).toEqual([]);
  expect(ofRoute({ stickiness, http }, remove('/spec/rules/0'), remove('/spec/rules/0/filters'))).toEqual(FILTERS);
});
