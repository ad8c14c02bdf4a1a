import { Stickiness } from '../../src';
import { HTTP, manifestsOf, problemsOf } from '../support/chart';

const wrong = (property: string, got: string, allowed: string) =>
  `${property}: got ${got}; allowed: ${allowed}; remedy: write ${allowed}.`;

test.each([
  ['metadata', 'shop', 'an object'],
  ['hostnames', 'a.example.com', 'a list'],
  ['grpc', {}, 'a list of objects'],
  ['grpc', [null], 'a list of objects'],
  ['grpc', [[]], 'a list of objects'],
  ['stickiness', 'cookie', 'what a factory of Stickiness returns'],
  ['stickiness', { _parts: { loadBalancer: { type: 'ConsistentHash' } } }, 'what a factory of Stickiness returns'],
  ['ruleStickiness', 'none', 'an object of what a factory of Stickiness returns'],
  ['ruleStickiness', { a: 'none' }, 'an object of what a factory of Stickiness returns'],
  ['trafficPolicy', [], 'an object'],
  ['streaming', 'yes', 'true or false'],
  ['acknowledge', 'retry', 'a list'],
  ['target', '1.9', 'a member of EnvoyGatewayVersion'],
])('%s that is %j is refused', (property, value, allowed) => {
  expect(problemsOf({ [property]: value })).toEqual([wrong(property, JSON.stringify(value), allowed)]);
});

test.each([
  ['http', 'a list of objects'],
  ['parentRefs', 'a list of objects'],
])('%s of the wrong type is one problem, not two', (property, allowed) => {
  expect(problemsOf({ [property]: {} })).toEqual([wrong(property, '{}', allowed)]);
});

test('a property that there is not would be dropped without a word', () => {
  expect(problemsOf({ loadBalancer: {} } as never)).toEqual([
    'loadBalancer: got {}; allowed: the properties metadata, stickiness, trafficPolicy, streaming, acknowledge, target, parentRefs, hostnames, http, grpc, ruleStickiness, referenceGrants; remedy: remove it: it would be dropped silently.',
  ]);
  expect(problemsOf({ constructor: {} } as never)).toHaveLength(1);
});

test('null is as good as unset', () => {
  const names = [
    'metadata',
    'hostnames',
    'grpc',
    'stickiness',
    'ruleStickiness',
    'trafficPolicy',
    'streaming',
    'acknowledge',
    'target',
  ];
  expect(manifestsOf(Object.fromEntries(names.map((name) => [name, null])))).toEqual(manifestsOf());
});

test.each([
  ['backendRefs', {}, 'http[0].backendRefs: got {}; allowed: a list; remedy: write a list.'],
  ['matches', '/a', 'http[0].matches: got "/a"; allowed: a list; remedy: write a list.'],
])('lists within rules are looked at, too: %s', (property, value, problem) => {
  const http = [{ ...HTTP[0], [property]: value }];
  expect(problemsOf({ http })).toEqual([problem]);
  expect(problemsOf({ http, stickiness: Stickiness.sessionCookie({ name: 'a' }) })).toEqual([problem]);
});

test('one stickiness among others that are none is not enough', () => {
  const ruleStickiness = { a: Stickiness.none(), b: 'none' as never };
  expect(problemsOf({ http: [{ ...HTTP[0], name: 'a' }], ruleStickiness })).toEqual([
    wrong('ruleStickiness', '{"a":{"_parts":{}},"b":"none"}', 'an object of what a factory of Stickiness returns'),
  ]);
});
