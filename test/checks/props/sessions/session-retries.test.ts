import { BackendTrafficPolicySpecRetryRetryOnTriggers as Trigger } from '../../../../imports/gateway.envoyproxy.io';
import { GRPC, HTTP } from '../../../support/chart';
import { errorsOf, messagesOf } from '../../../support/findings';
import { HASH, REDIRECT, ruleAt, SERVER_SESSION, SESSION_COOKIE, SESSION_HEADER } from '../../fixtures';

const retryOn = (...triggers: Trigger[]) => ({ retryOn: { triggers } });
const REFUSED = ['session-retry trafficPolicy.retry'];

test.each([
  ['the defaults of Envoy Gateway', {}],
  ['a number', { numRetries: 2 }],
  ['no triggers', retryOn()],
  ['another trigger', retryOn(Trigger.RESET)],
  ['connect-failure and another trigger', retryOn(Trigger.CONNECT_HYPHEN_FAILURE, Trigger.GATEWAY_HYPHEN_ERROR)],
])('a retry of the policy with %s is an error for sessions that the server names', (_, retry) => {
  expect(messagesOf({ stickiness: SERVER_SESSION, trafficPolicy: { retry } })).toMatchObject([
    {
      id: 'session-retry',
      property: 'trafficPolicy.retry',
      remedy: expect.stringContaining('retryOn: { triggers: ["connect-failure"] }'),
    },
  ]);
});

test('a retry after connect-failure alone is accepted, as no pod has seen the request', () => {
  const retry = { numRetries: 2, ...retryOn(Trigger.CONNECT_HYPHEN_FAILURE) };
  expect(errorsOf({ stickiness: SERVER_SESSION, trafficPolicy: { retry } })).toEqual([]);
});

test.each(['a', 'b'])(
  'a retry of the policy is an error if the single rule %s has sessions that the server names',
  (name) => {
    const http = [{ ...HTTP[0], name: 'a' }];
    const grpc = [{ ...GRPC[0], name: 'b' }];
    const trafficPolicy = { retry: { numRetries: 2 } };
    expect(
      errorsOf({ http, grpc, stickiness: HASH, ruleStickiness: { [name]: SERVER_SESSION }, trafficPolicy }),
    ).toEqual(REFUSED);
  },
);

test('a retry of a rule is an error for sessions that the server names', () => {
  const http = [...HTTP, { ...ruleAt('/a'), retry: { attempts: 2 } }];
  expect(messagesOf({ http, stickiness: SERVER_SESSION })).toMatchObject([
    { id: 'session-retry', property: 'http[1].retry', remedy: expect.stringContaining('connect-failure') },
  ]);
});

test.each([
  ['a hash', HASH],
  ['a session cookie', SESSION_COOKIE],
  ['a session header', SESSION_HEADER],
])('retries are no error under %s', (_, stickiness) => {
  const http = [{ ...ruleAt('/'), retry: { attempts: 2 } }];
  expect(errorsOf({ http, stickiness, trafficPolicy: { retry: { numRetries: 2 } } })).toEqual([]);
});

test('retries of a redirect, which reaches no pod, are no error', () => {
  const http = [{ ...REDIRECT, retry: { attempts: 2 } }];
  expect(errorsOf({ http, stickiness: SERVER_SESSION, trafficPolicy: { retry: { numRetries: 2 } } })).toEqual([]);
});
