import { findingsOf, gatewayPolicy } from '../../cases/web';
import { HASH, NONE, SERVER_SESSION, SESSION_HEADER } from '../fixtures';

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
