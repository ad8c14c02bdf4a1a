import { EnvoyGatewayVersion, Stickiness } from '../../../../src';
import { HTTP, QUOTES } from '../../../support/chart';
import { errorsOf, messagesOf } from '../../../support/findings';
import { HASH, NONE, SESSION_HEADER, weighted } from '../../fixtures';

const { V1_8, V1_9 } = EnvoyGatewayVersion;
const COOKIE = Stickiness.cookie();
const CANARY = weighted(9, 1);

test('weights under a hash are an error before Envoy Gateway 1.9', () => {
  const ignored = {
    id: 'ignored-weights',
    value: '[{"name":"v0","weight":9},{"name":"v1","weight":1}]',
    expected: expect.stringContaining('1.8'),
    remedy: expect.stringContaining('EnvoyGatewayVersion.V1_9'),
  };
  expect(
    messagesOf({ http: [CANARY], grpc: [{ ...CANARY, matches: QUOTES }], stickiness: HASH, target: V1_8 }),
  ).toMatchObject([
    { ...ignored, property: 'http[0].backendRefs' },
    { ...ignored, property: 'grpc[0].backendRefs' },
  ]);
});

test('weights that are left out are an error under a hash before Envoy Gateway 1.9', () => {
  expect(errorsOf({ http: [weighted(undefined, undefined)], target: V1_8 })).toEqual([
    'ignored-weights http[0].backendRefs',
  ]);
});

test.each([
  ['one backend under a hash', { http: HTTP, stickiness: COOKIE }],
  ['one backend beside one of weight 0', { http: [weighted(1, 0)], stickiness: COOKIE }],
  ['weights without stickiness', { http: [CANARY], stickiness: NONE }],
  ['weights of sessions', { http: [CANARY], stickiness: SESSION_HEADER }],
])('Envoy Gateway 1.8 accepts %s', (_, props) => {
  expect(errorsOf({ ...props, target: V1_8 })).toEqual([]);
});

test('weights are accepted or refused by the stickiness of their own rule', () => {
  const props = { http: [{ ...CANARY, name: 'a' }], target: V1_8 };
  expect(errorsOf({ ...props, stickiness: COOKIE, ruleStickiness: { a: NONE } })).toEqual([]);
  expect(errorsOf({ ...props, stickiness: NONE, ruleStickiness: { a: COOKIE } })).toEqual([
    'ignored-weights http[0].backendRefs',
  ]);
});

test('weights under a hash are accepted by Envoy Gateway 1.9', () => {
  expect(errorsOf({ http: [CANARY], target: V1_9 })).toEqual([]);
});
