import { findingsOf, gatewayPolicy } from '../../../cases/web';
import { HASH, NONE, SERVER_SESSION, SESSION_HEADER } from '../../fixtures';

const MERGED = { mergeType: 'StrategicMerge' };
const RETRY = ['retry trafficPolicy.mergeType'];
const HEALTH_CHECK = ['health-check trafficPolicy.mergeType'];
const afterConnectFailure = { retryOn: { triggers: ['connect-failure'] } };
const acknowledge = ['circuit-breaker'];

test.each([
  ['without a number', {}, RETRY],
  ['two times', { numRetries: 2 }, RETRY],
  ['never', { numRetries: 0 }, []],
  ['after connect-failure alone', afterConnectFailure, []],
])('a retry of the Gateway that is merged under a hash, %s', (_, retry, found) => {
  expect(findingsOf({ trafficPolicy: MERGED }, gatewayPolicy({ retry }))).toEqual(found);
});

test.each([
  ['a retry', { retry: afterConnectFailure }, HEALTH_CHECK],
  ['a health check', { healthCheck: { passive: {} } }, [...RETRY, 'health-check trafficPolicy.healthCheck']],
])('%s in the policy of the route replaces that of the Gateway', (_, own, found) => {
  const platform = gatewayPolicy({ retry: {}, healthCheck: { passive: {} } });
  expect(new Set(findingsOf({ trafficPolicy: { ...MERGED, ...own } }, platform))).toEqual(new Set(found));
});

test.each([
  ['a session header', SESSION_HEADER],
  ['a session that the server names', SERVER_SESSION],
  ['none()', NONE],
])('a merged policy moves nobody under %s', (_, stickiness) => {
  const platform = gatewayPolicy({ retry: {}, healthCheck: { passive: {} } });
  expect(findingsOf({ stickiness, trafficPolicy: MERGED, acknowledge }, platform)).toEqual([]);
});

test('a merged policy moves the clients of a single rule with a hash', () => {
  const http = [{ name: 'a', backendRefs: [{ name: 'web', port: 80 }] }];
  const props = { http, stickiness: NONE, ruleStickiness: { a: HASH }, trafficPolicy: MERGED };
  expect(findingsOf(props, gatewayPolicy({ retry: {}, healthCheck: {} }))).toEqual([...RETRY, ...HEALTH_CHECK]);
});

test('a policy that is not merged moves nobody', () => {
  const props = { acknowledge: ['dropped-policy'] };
  expect(findingsOf(props, gatewayPolicy({ retry: {}, healthCheck: {} }))).toEqual([]);
});

const lifetime = (maxStreamDuration: string) => ({ timeout: { http: { maxStreamDuration } } });

test.each([
  ['of 30 s', SERVER_SESSION, {}, '30s', ['stream-timeout trafficPolicy.mergeType']],
  ['of 30 s, with streaming', HASH, { streaming: true }, '30s', ['stream-timeout trafficPolicy.mergeType']],
  ['of 30 s, without streams', SERVER_SESSION, { streaming: false }, '30s', []],
  ['that is switched off', SERVER_SESSION, {}, '0s', []],
  ['that the route replaces', SERVER_SESSION, { trafficPolicy: { ...MERGED, ...lifetime('0s') } }, '30s', []],
])('a merged limit for the duration of streams %s', (_, stickiness, props, duration, found) => {
  const all = { stickiness, trafficPolicy: MERGED, acknowledge, ...props };
  expect(findingsOf(all, gatewayPolicy(lifetime(duration)))).toEqual(found);
});

test.each([
  ['two backends of a session', SESSION_HEADER, ['several-clusters trafficPolicy.mergeType']],
  ['two backends of a hash', HASH, []],
])('merged zones make clusters of %s', (_, stickiness, found) => {
  const both = { backendRefs: ['a', 'b'].map((name) => ({ name, port: 80 })) };
  const zones = (zoneAware: object) => gatewayPolicy({ loadBalancer: { type: 'RoundRobin', zoneAware } });
  const props = { stickiness, trafficPolicy: MERGED };
  expect(findingsOf({ ...props, http: [both] }, zones({ preferLocal: {} }))).toEqual(found);
  expect(findingsOf({ ...props, http: [both] }, zones({ weightedZones: [{ zone: 'a', weight: 1 }] }))).toEqual(found);
  expect(findingsOf({ ...props, http: [both] }, zones({}))).toEqual([]);
  expect(findingsOf(props, zones({ preferLocal: {} }))).toEqual([]);
});
