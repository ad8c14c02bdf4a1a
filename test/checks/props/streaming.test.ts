import type { StickyGatewayRouteProps } from '../../../src';
import { GRPC } from '../../support/chart';
import { errorsOf, messagesOf } from '../../support/findings';
import { A, HASH, ruleAt, SERVER_SESSION } from '../fixtures';

type Props = Partial<StickyGatewayRouteProps>;

/** A rule without timeouts, and one with these. */
const rules = (timeouts: object) => [{ backendRefs: [A] }, { ...ruleAt('/other'), timeouts }];
const policy = (http: object) => ({ timeout: { http } });
const CUT = rules({ request: '30s', backendRequest: '20s' });
const CUT_ERRORS = ['stream-timeout http[1].timeouts.request', 'stream-timeout http[1].timeouts.backendRequest'];

test.each<[string, Props]>([
  ['http[1].timeouts.request', { http: rules({ request: '30s' }) }],
  ['http[1].timeouts.backendRequest', { http: rules({ backendRequest: '1m' }) }],
  ['trafficPolicy.timeout.http.requestTimeout', { trafficPolicy: policy({ requestTimeout: '1h' }) }],
  ['trafficPolicy.timeout.http.maxStreamDuration', { trafficPolicy: policy({ maxStreamDuration: '10ms' }) }],
  ['trafficPolicy.timeout.http.requestTimeout', { trafficPolicy: policy({ requestTimeout: '0h1s' }) }],
])('%s is an error with streaming only: %j', (property, props) => {
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

test('timeouts of rules are accepted for such sessions if streaming is false', () => {
  expect(errorsOf({ http: CUT, stickiness: SERVER_SESSION, streaming: false })).toEqual([]);
});

test('the remedy and the expected value depend on what makes the route streaming', () => {
  const messageOf = (streaming?: boolean) =>
    messagesOf({ http: rules({ request: '30s' }), stickiness: SERVER_SESSION, streaming })[0];
  const [implied, written] = [messageOf(), messageOf(true)];
  expect(implied?.remedy).toContain('set streaming to false');
  expect(written?.remedy).toContain('remove streaming');
  expect(implied?.expected).not.toBe(written?.expected);
});

test('timeouts of 0 in rules, and timeouts of the policy, are accepted for such sessions', () => {
  const http = rules({ request: '0s', backendRequest: '0ms' });
  const trafficPolicy = policy({ requestTimeout: '1h', maxStreamDuration: '2h' });
  expect(errorsOf({ http, stickiness: SERVER_SESSION, trafficPolicy })).toEqual([]);
});

test('timeouts are errors only in the rules with such sessions', () => {
  const http = CUT.map((rule, i) => ({ ...rule, name: `rule-${i}` }));
  expect(errorsOf({ http, stickiness: HASH, ruleStickiness: { 'rule-0': SERVER_SESSION } })).toEqual([]);
  expect(errorsOf({ http, stickiness: HASH, ruleStickiness: { 'rule-1': SERVER_SESSION } })).toEqual(CUT_ERRORS);
  expect(errorsOf({ http, stickiness: SERVER_SESSION, ruleStickiness: { 'rule-1': HASH } })).toEqual([]);
});

test('gRPC rules, which have no timeouts, are accepted for such sessions', () => {
  expect(errorsOf({ http: undefined, grpc: GRPC, stickiness: SERVER_SESSION })).toEqual([]);
});
