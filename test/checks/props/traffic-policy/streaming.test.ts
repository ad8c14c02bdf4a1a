import type { StickyGatewayRouteProps } from '../../../../src';
import { GRPC } from '../../../support/chart';
import { errorsOf, messagesOf } from '../../../support/findings';
import { A, HASH, REDIRECT, ruleAt, SERVER_SESSION } from '../../fixtures';

type Props = Partial<StickyGatewayRouteProps>;

/** A rule without timeouts, and one with these. */
const rules = (timeouts: object) => [{ backendRefs: [A] }, { ...ruleAt('/other'), timeouts }];
const policy = (http: object) => ({ timeout: { http } });
const CUT = rules({ request: '30s', backendRequest: '20s' });
const CUT_ERRORS = ['stream-timeout http[1].timeouts.request', 'stream-timeout http[1].timeouts.backendRequest'];

test.each<[value: string, property: string, Props]>([
  ['30s', 'http[1].timeouts.request', { http: rules({ request: '30s' }) }],
  ['1m', 'http[1].timeouts.backendRequest', { http: rules({ backendRequest: '1m' }) }],
  ['1h', 'trafficPolicy.timeout.http.requestTimeout', { trafficPolicy: policy({ requestTimeout: '1h' }) }],
  ['10ms', 'trafficPolicy.timeout.http.maxStreamDuration', { trafficPolicy: policy({ maxStreamDuration: '10ms' }) }],
  ['0h1s', 'trafficPolicy.timeout.http.requestTimeout', { trafficPolicy: policy({ requestTimeout: '0h1s' }) }],
])('%s for %s is an error with streaming only', (_, property, props) => {
  expect(errorsOf({ ...props, streaming: true })).toEqual([`stream-timeout ${property}`]);
  expect(errorsOf({ ...props, streaming: false })).toEqual([]);
  expect(errorsOf(props)).toEqual([]);
});

test.each<[string, Props]>([
  ['timeouts of 0 in a rule', { http: rules({ request: '0s', backendRequest: '0h0m' }) }],
  ['timeouts of 0 in the policy', { trafficPolicy: policy({ requestTimeout: '0ms', maxStreamDuration: '00s' }) }],
  ['idle timeouts', { trafficPolicy: policy({ streamIdleTimeout: '5m', connectionIdleTimeout: '1h' }) }],
])('%s are accepted with streaming', (_, props) => {
  expect(errorsOf({ ...props, streaming: true })).toEqual([]);
});

test('timeouts of rules are errors for sessions that the server names', () => {
  expect(errorsOf({ http: CUT, stickiness: SERVER_SESSION })).toEqual(CUT_ERRORS);
});

test('timeouts of rules are accepted for sessions that the server names if streaming is false', () => {
  expect(errorsOf({ http: CUT, stickiness: SERVER_SESSION, streaming: false })).toEqual([]);
});

test('an error about a timeout differs with streaming that is written and that is implied', () => {
  const messageOf = (streaming?: boolean) =>
    messagesOf({ http: rules({ request: '30s' }), stickiness: SERVER_SESSION, streaming })[0];
  const [implied, written] = [messageOf(), messageOf(true)];
  expect(implied?.remedy).toContain('set streaming to false');
  expect(written?.remedy).toContain('remove streaming');
  expect(implied?.expected).not.toBe(written?.expected);
});

test('timeouts of 0 in rules, and timeouts of the policy, are accepted for sessions that the server names', () => {
  const http = rules({ request: '0s', backendRequest: '0ms' });
  const trafficPolicy = policy({ requestTimeout: '1h', maxStreamDuration: '2h' });
  expect(errorsOf({ http, stickiness: SERVER_SESSION, trafficPolicy })).toEqual([]);
});

test('timeouts are errors only in the rules with sessions that the server names', () => {
  const http = CUT.map((rule, i) => ({ ...rule, name: `rule-${i}` }));
  expect(errorsOf({ http, stickiness: HASH, ruleStickiness: { 'rule-0': SERVER_SESSION } })).toEqual([]);
  expect(errorsOf({ http, stickiness: HASH, ruleStickiness: { 'rule-1': SERVER_SESSION } })).toEqual(CUT_ERRORS);
  expect(errorsOf({ http, stickiness: SERVER_SESSION, ruleStickiness: { 'rule-1': HASH } })).toEqual([]);
});

test('gRPC rules, which have no timeouts, are accepted for sessions that the server names', () => {
  expect(errorsOf({ http: undefined, grpc: GRPC, stickiness: SERVER_SESSION })).toEqual([]);
});

test('timeouts of a redirect, which has no streams, are accepted', () => {
  const http = [{ ...REDIRECT, timeouts: { request: '5s' } }];
  expect(errorsOf({ http, stickiness: SERVER_SESSION })).toEqual([]);
  expect(errorsOf({ http, streaming: true })).toEqual([]);
});
