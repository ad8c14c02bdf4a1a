import { Stickiness } from '../../../src';
import { HTTP } from '../../support/chart';
import { said, texts } from '../../support/findings';

const ALL = { maxConnections: 5000, maxParallelRequests: 5000, maxPendingRequests: 0 };
const limits = (circuitBreaker?: object) => ({ trafficPolicy: { circuitBreaker } });
const TOLD = ['circuit-breaker trafficPolicy.circuitBreaker'];

test('streams use up what Envoy takes by itself', () => {
  expect(texts({ streaming: true })).toEqual([
    'trafficPolicy.circuitBreaker: maxConnections, maxParallelRequests, maxPendingRequests of each rule are 1024 unless set, and every open stream counts; acknowledge: ["circuit-breaker"] silences this',
  ]);
});

test('the limits that are left out are named', () => {
  expect(texts({ streaming: true, ...limits({ ...ALL, maxPendingRequests: undefined }) })).toEqual([
    'trafficPolicy.circuitBreaker: maxPendingRequests of each rule is 1024 unless set, and every open stream counts; acknowledge: ["circuit-breaker"] silences this',
  ]);
});

test.each([
  ['sessions of servers are streams', { stickiness: Stickiness.mcp() }, TOLD],
  ['unless it is said that they are not', { stickiness: Stickiness.mcp(), streaming: false }, []],
  ['those of a single rule, too', { http: [{ ...HTTP[0], name: 'a' }], ruleStickiness: { a: Stickiness.mcp() } }, TOLD],
  ['other limits do not help', { streaming: true, ...limits({ maxParallelRetries: 5 }) }, TOLD],
  ['all three do', { streaming: true, ...limits(ALL) }, []],
  ['no streams, no word', {}, []],
])('%s', (_, props, expected) => {
  expect(said({ ...props })).toEqual(expected);
});
