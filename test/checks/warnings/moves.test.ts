import { BackendTrafficPolicySpecRetryRetryOnTriggers as Trigger } from '../../../imports/gateway.envoyproxy.io';
import { Stickiness } from '../../../src';
import { GRPC, HTTP } from '../../support/chart';
import { errorsOf, printedWarnings, warningsOf } from '../../support/findings';
import { HASH, NONE, REDIRECT, ruleAt, SERVER_SESSION, SESSION_COOKIE, SESSION_HEADER, weighted } from '../fixtures';

const streaming = false;
const COOKIE = Stickiness.cookie();

test.each([
  ['a hash', HASH],
  ['a session', SESSION_HEADER],
  ['none()', NONE],
])('a backend of weight 0 is fine under %s, in HTTP and gRPC rules', (_, stickiness) => {
  const rules = { http: [weighted(0, 1, 0)], grpc: [{ ...GRPC[0], ...weighted(0, 1) }] };
  expect(warningsOf({ ...rules, stickiness })).toEqual([]);
});

describe('a hash of a cookie that Envoy sets is doubtful', () => {
  const WEIGHTED = 'weighted-cookie http[0].backendRefs';

  test.each([
    ['weights', weighted(9, 1), [WEIGHTED]],
    ['weights that are left out', weighted(undefined, undefined), [WEIGHTED]],
    ['weights of which one is 0', weighted(9, 1, 0), [WEIGHTED]],
    ['a weight of 0 that may be raised', weighted(1, 0), [WEIGHTED]],
  ])('with %s', (_, rule, warnings) => {
    expect(warningsOf({ http: [rule], stickiness: COOKIE })).toEqual(warnings);
  });

  test('not with one backend', () => {
    expect(warningsOf({ http: [weighted(9)], stickiness: COOKIE })).toEqual([]);
  });
});

test.each([
  ['a hash of a cookie that the application sets', Stickiness.cookie({ name: 'user', passive: true })],
  ['a hash of a header', HASH],
  ['a session cookie', SESSION_COOKIE],
])('%s is fine with weights', (_, stickiness) => {
  expect(warningsOf({ http: [weighted(9, 1)], stickiness })).toEqual([]);
});

describe('a retry', () => {
  const ofPolicy = { retry: { numRetries: 2 } };
  const afterConnectFailure = { retry: { retryOn: { triggers: [Trigger.CONNECT_HYPHEN_FAILURE] } } };

  test.each([
    ['a hash', HASH, ['retry trafficPolicy.retry']],
    ['a session header', SESSION_HEADER, ['retry trafficPolicy.retry']],
    ['none()', NONE, []],
  ])('of the policy is doubtful if it moves clients: %s', (_, stickiness, warnings) => {
    expect(warningsOf({ stickiness, trafficPolicy: ofPolicy })).toEqual(warnings);
  });

  test('of a rule is doubtful under a hash', () => {
    const http = [...HTTP, { ...ruleAt('/a'), retry: { attempts: 2 } }];
    expect(warningsOf({ http, stickiness: HASH })).toEqual(['retry http[1].retry']);
    expect(warningsOf({ http, stickiness: NONE })).toEqual([]);
  });

  test('of a rule is an error alone for a session that the server names', () => {
    const http = [{ ...ruleAt('/'), retry: { attempts: 2 } }];
    expect(errorsOf({ http, stickiness: SERVER_SESSION, streaming })).toEqual(['session-retry http[0].retry']);
    expect(printedWarnings()).toEqual([]);
  });

  test('of a redirect is fine', () => {
    const http = [{ ...REDIRECT, retry: { attempts: 2 } }];
    expect(warningsOf({ http, stickiness: HASH, trafficPolicy: ofPolicy })).toEqual([]);
  });

  test.each([
    ['a hash', HASH],
    ['a session header', SESSION_HEADER],
    ['a session that the server names', SERVER_SESSION],
  ])('after connect-failure alone is fine under %s', (_, stickiness) => {
    expect(warningsOf({ stickiness, trafficPolicy: afterConnectFailure, streaming })).toEqual([]);
  });

  test('of the policy is doubtful if only one of the rules has no session of the server', () => {
    const http = [{ ...HTTP[0], name: 'a' }];
    const grpc = [{ ...GRPC[0], name: 'b' }];
    const ruleStickiness = { a: SERVER_SESSION, b: HASH };
    expect(warningsOf({ http, grpc, ruleStickiness, trafficPolicy: ofPolicy, streaming })).toEqual([
      'retry trafficPolicy.retry',
    ]);
  });
});

test.each([
  ['a hash', HASH, ['health-check trafficPolicy.healthCheck']],
  ['a session', SERVER_SESSION, []],
  ['none()', NONE, []],
])('health checks are doubtful if they move clients: %s', (_, stickiness, warnings) => {
  expect(warningsOf({ stickiness, trafficPolicy: { healthCheck: { passive: {} } }, streaming })).toEqual(warnings);
});
