import { EnvoyGatewayVersion, Stickiness, StickyPolicy } from '../../../../src';
import { findingsOfChart } from '../../../cases/web';
import { appChart, GATEWAY_API, raw, targetRef } from '../../../support/app';
import { messagesOfApp } from '../../../support/findings';
import { A, B, HASH, NONE, ruleAt } from '../../fixtures';

const COOKIE = Stickiness.cookie({ path: '/ui' });
const TARGET = 'spec.targetRefs[0]';
const filters = (modifier: object) => [{ type: 'RequestHeaderModifier', requestHeaderModifier: modifier }];

function chartOf(spec: object, props = {}, kind = 'HTTPRoute') {
  const chart = appChart();
  raw(chart, 'wiki', GATEWAY_API, kind, { parentRefs: [{ name: 'public' }], ...spec });
  new StickyPolicy(chart, 'sticky', { targetRefs: [targetRef('wiki', undefined, kind)], stickiness: HASH, ...props });
  return chart;
}

test.each<[string, object, object, string]>([
  [
    'a filter that takes the key',
    { rules: [{ filters: filters({ remove: ['x-user'] }), backendRefs: [A] }] },
    {},
    'header-clash',
  ],
  ['a path outside that of the cookie', { rules: [ruleAt('/api')] }, { stickiness: COOKIE }, 'cookie-path'],
  ['session persistence', { rules: [{ sessionPersistence: {}, backendRefs: [A] }] }, {}, 'session-persistence'],
  ['an InferencePool', { rules: [{ backendRefs: [{ ...A, kind: 'InferencePool' }] }] }, {}, 'backend-picks-pod'],
  ['a Service as its parent', { parentRefs: [{ group: '', kind: 'Service', name: 'wiki' }] }, {}, 'parent-kind'],
  [
    'a timeout that cuts streams',
    { rules: [{ timeouts: { request: '5s' }, backendRefs: [A] }] },
    { streaming: true, acknowledge: ['circuit-breaker'] },
    'stream-timeout',
  ],
  ['a retry of a rule', { rules: [{ retry: { attempts: 2 }, backendRefs: [A] }] }, {}, 'retry'],
])('a route of somebody else with %s', (_, spec, props, id) => {
  expect(findingsOfChart(chartOf(spec, props))).toEqual([`${id} ${TARGET}`]);
});

test('a ListenerSet as its parent needs Envoy Gateway 1.9', () => {
  const parentRefs = [{ kind: 'ListenerSet', name: 'team' }];
  expect(findingsOfChart(chartOf({ parentRefs }))).toEqual([]);
  expect(findingsOfChart(chartOf({ parentRefs }, { target: EnvoyGatewayVersion.V1_8 }))).toEqual([
    `newer-envoy-gateway ${TARGET}`,
  ]);
});

test('a cookie without a path for several paths is a warning about the stickiness', () => {
  const rules = [ruleAt('/a'), ruleAt('/b')];
  expect(findingsOfChart(chartOf({ rules }, { stickiness: Stickiness.cookie() }))).toEqual([
    'cookie-without-path stickiness',
  ]);
  expect(findingsOfChart(chartOf({ rules }, { stickiness: Stickiness.cookie({ path: '/' }) }))).toEqual([]);
});

test('the message names the place in the route, and a remedy that its policy has', () => {
  const rules = [{ backendRefs: [A] }, { sessionPersistence: {}, backendRefs: [A] }];
  expect(messagesOfApp(chartOf({ rules }))).toMatchObject([
    {
      expected: expect.stringContaining('at spec.rules[1].sessionPersistence of HTTPRoute shop/wiki (test/wiki)'),
      remedy: 'remove it from the rule, or the rule from targetRefs',
    },
  ]);
});

test('only the rules that the policy is for count', () => {
  const rules = [
    { name: 'one', backendRefs: [A] },
    { name: 'other', filters: filters({ remove: ['X-User'] }), backendRefs: [B] },
  ];
  const of = (name: string) => findingsOfChart(chartOf({ rules }, { targetRefs: [targetRef('wiki', name)] }));
  expect(of('one')).toEqual([]);
  expect(of('other')).toEqual([`header-clash ${TARGET}`]);
});

test('without stickiness, without backends and without rules nothing is wrong', () => {
  const rules = [{ filters: filters({ remove: ['X-User'] }) }];
  expect(findingsOfChart(chartOf({ rules: [{ ...rules[0], backendRefs: [A] }] }, { stickiness: NONE }))).toEqual([]);
  expect(findingsOfChart(chartOf({ rules }))).toEqual([]);
  expect(findingsOfChart(chartOf({}))).toEqual([]);
});

test('a GRPCRoute has rules of its own', () => {
  const rules = [{ filters: filters({ remove: ['X-User'] }), backendRefs: [A] }];
  expect(findingsOfChart(chartOf({ rules }, {}, 'GRPCRoute'))).toEqual([`header-clash ${TARGET}`]);
});
