import { BackendTrafficPolicySpecRetryRetryOnTriggers as Trigger } from '../../../imports/gateway.envoyproxy.io';
import { Stickiness } from '../../../src';
import { GRPC, HTTP } from '../../support/chart';
import { said, texts } from '../../support/findings';

const streaming = false;
const HEADER = Stickiness.header('X-User');
const rule = (...weights: (number | undefined)[]) => ({
  backendRefs: weights.map((weight, i) => ({ name: `v${i}`, port: 80, ...(weight !== undefined && { weight }) })),
});

describe('a backend of weight 0', () => {
  test('takes no request, those of its clients included', () => {
    expect(texts({ http: [rule(1, 0)], stickiness: HEADER })).toEqual([
      'http[0].backendRefs[1].weight: 0 takes v1 out of the rule at once, and its clients with it; acknowledge: ["weight-zero"] silences this',
    ]);
  });

  test('is told for every rule, HTTP and gRPC', () => {
    expect(said({ http: [rule(0, 1, 0)], grpc: [rule(0, 1)], stickiness: HEADER, acknowledge: ['overlap'] })).toEqual([
      'weight-zero http[0].backendRefs[0].weight',
      'weight-zero http[0].backendRefs[2].weight',
      'weight-zero grpc[0].backendRefs[0].weight',
    ]);
  });

  test('needs no word without a stickiness', () => {
    expect(said({ http: [rule(1, 0)], stickiness: Stickiness.none() })).toEqual([]);
  });

  test('drains sessions that name their pod', () => {
    expect(said({ http: [rule(1, 0)], stickiness: Stickiness.sessionHeader('X-Pod') })).toEqual([]);
  });
});

describe('a cookie over weighted backends', () => {
  test('moves some new clients', () => {
    expect(texts({ http: [rule(9, 1)] })).toEqual([
      'http[0].backendRefs: the first request of a client has no cookie to hash, so some new clients change between weighted backends with their second (18 % at 90/10); Stickiness.sessionCookie() keeps them; acknowledge: ["weighted-cookie"] silences this',
    ]);
  });

  test.each([
    [
      'weights that are left out',
      rule(undefined, undefined),
      Stickiness.cookie(),
      ['weighted-cookie http[0].backendRefs'],
    ],
    [
      'a weight of 0 besides',
      rule(9, 1, 0),
      Stickiness.cookie(),
      ['weight-zero http[0].backendRefs[2].weight', 'weighted-cookie http[0].backendRefs'],
    ],
    [
      'a weight of 0 that may be raised',
      rule(1, 0),
      Stickiness.cookie(),
      ['weight-zero http[0].backendRefs[1].weight', 'weighted-cookie http[0].backendRefs'],
    ],
    ['one backend', rule(9), Stickiness.cookie(), []],
    ['a cookie of the application', rule(9, 1), Stickiness.cookie({ passive: true }), []],
    ['a header', rule(9, 1), HEADER, []],
    ['a session cookie', rule(9, 1), Stickiness.sessionCookie({ name: 'a' }), []],
  ])('is told where it is: %s', (_, http, stickiness, expected) => {
    expect(said({ http: [http], stickiness })).toEqual(expected);
  });
});

describe('a retry', () => {
  const retry = { numRetries: 2 };

  test('reaches another pod', () => {
    expect(texts({ stickiness: HEADER, trafficPolicy: { retry } })).toEqual([
      'trafficPolicy.retry: a retry may reach a pod other than the client\'s; acknowledge: ["retry"] silences this',
    ]);
  });

  test('of a rule does, too', () => {
    const http = [...HTTP, { ...HTTP[0], matches: [{ path: { value: '/a' } }], retry: { attempts: 2 } }];
    expect(said({ http, stickiness: HEADER })).toEqual(['retry http[1].retry']);
  });

  test.each([
    ['a hash', HEADER, ['retry trafficPolicy.retry']],
    ['a session header', Stickiness.sessionHeader('X-Pod'), ['retry trafficPolicy.retry']],
    ['none', Stickiness.none(), []],
  ])('is told where it moves a client: %s', (_, stickiness, expected) => {
    expect(said({ stickiness, trafficPolicy: { retry } })).toEqual(expected);
  });

  test('after a connection that failed is what a session is better off with', () => {
    const trafficPolicy = { retry: { retryOn: { triggers: [Trigger.CONNECT_HYPHEN_FAILURE] } } };
    expect(said({ stickiness: Stickiness.mcp(), trafficPolicy, streaming })).toEqual([]);
  });

  test("after a connection that failed is no other pod's affair with a session header either", () => {
    const trafficPolicy = { retry: { retryOn: { triggers: [Trigger.CONNECT_HYPHEN_FAILURE] } } };
    expect(said({ stickiness: Stickiness.sessionHeader('X-Pod'), trafficPolicy })).toEqual([]);
  });

  test('is told where one of the rules is no session', () => {
    const http = [{ ...HTTP[0], name: 'a' }];
    const grpc = [{ ...GRPC[0], name: 'b' }];
    const ruleStickiness = { a: Stickiness.mcp(), b: HEADER };
    expect(said({ http, grpc, ruleStickiness, trafficPolicy: { retry }, streaming })).toEqual([
      'retry trafficPolicy.retry',
    ]);
  });
});

test('health checks take clients to other pods', () => {
  const trafficPolicy = { healthCheck: { passive: {} } };
  expect(texts({ stickiness: HEADER, trafficPolicy })).toEqual([
    'trafficPolicy.healthCheck: clients of a pod that fails its health checks move to another one, and when half of the pods fail (or as panicThreshold says) Envoy uses all of them again; acknowledge: ["health-check"] silences this',
  ]);
  expect(said({ stickiness: Stickiness.mcp(), trafficPolicy, streaming })).toEqual([]);
  expect(said({ stickiness: Stickiness.none(), trafficPolicy })).toEqual([]);
});
