import { App, Chart } from 'cdk8s';
import { findingsOf, gatewayPolicy } from '../../../cases/web';
import { HTTP, route } from '../../../support/chart';
import { messagesOfApp, printedWarnings, warningsOf } from '../../../support/findings';
import { REDIRECT, SERVER_SESSION } from '../../fixtures';

const ALL = { maxConnections: 5000, maxParallelRequests: 5000, maxPendingRequests: 0 };
const WARNING = ['circuit-breaker trafficPolicy.circuitBreaker'];
const limits = (circuitBreaker?: object) => ({ trafficPolicy: { circuitBreaker } });

test.each([
  ['no circuit breaker', undefined, ['maxConnections', 'maxParallelRequests', 'maxPendingRequests']],
  ['one limit left out', { ...ALL, maxPendingRequests: undefined }, ['maxPendingRequests']],
])('a warning about streams names the limits that are not set: %s', (_, circuitBreaker, names) => {
  const chart = new Chart(new App(), 'test');
  route({ streaming: true, ...limits(circuitBreaker) }, chart);
  expect(messagesOfApp(chart)).toEqual([]);
  expect(printedWarnings()).toMatchObject([
    {
      id: 'circuit-breaker',
      property: 'trafficPolicy.circuitBreaker',
      expected: expect.stringMatching(new RegExp(`^${names.join(', ')} `)),
    },
  ]);
});

test.each([
  ['sessions of MCP servers', { stickiness: SERVER_SESSION }],
  ['MCP sessions of a single rule', { http: [{ ...HTTP[0], name: 'a' }], ruleStickiness: { a: SERVER_SESSION } }],
  ['a redirect beside MCP sessions', { http: [REDIRECT, ...HTTP], stickiness: SERVER_SESSION }],
  ['streaming with other limits', { streaming: true, ...limits({ maxParallelRetries: 5 }) }],
])('a warning is printed for %s', (_, props) => {
  expect(warningsOf(props)).toEqual(WARNING);
});

test.each([
  ['MCP sessions that are no streams', { stickiness: SERVER_SESSION, streaming: false }],
  ['streaming with all three limits', { streaming: true, ...limits(ALL) }],
  ['a route without streams', {}],
  ['MCP sessions of a redirect', { http: [REDIRECT], stickiness: SERVER_SESSION }],
  ['streaming of a redirect', { http: [REDIRECT], streaming: true }],
])('no warning is printed for %s', (_, props) => {
  expect(warningsOf(props)).toEqual([]);
});

test('limits of a policy of the Gateway count if it is merged', () => {
  const platform = gatewayPolicy({ circuitBreaker: ALL });
  const trafficPolicy = { mergeType: 'StrategicMerge' };
  expect(findingsOf({ streaming: true, trafficPolicy }, platform)).toEqual([]);
  expect(
    findingsOf({ streaming: true, trafficPolicy }, gatewayPolicy({ circuitBreaker: { maxConnections: 1 } })),
  ).toEqual(WARNING);
  expect(findingsOf({ streaming: true, acknowledge: ['dropped-policy'] }, platform)).toEqual(WARNING);
});
