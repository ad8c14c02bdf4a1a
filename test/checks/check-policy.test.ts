import { App, Chart } from 'cdk8s';
import { EnvoyGatewayVersion, Stickiness, StickyPolicy } from '../../src';
import { targetRef } from '../support/app';
import { brief, messagesOfApp, messagesOfPolicy, printedWarnings } from '../support/findings';
import { HASH } from './fixtures';

test('errors of a StickyPolicy are reported in one order, wrong types first', () => {
  const props = {
    hostnames: [],
    metadata: { name: 'Wiki', labels: { '': 'a' } },
    targetRefs: [targetRef('public', undefined, 'Gateway'), targetRef('quotes', undefined, 'GRPCRoute')],
    stickiness: Stickiness.firstOf([Stickiness.path('/{a}'), Stickiness.headers(['a', 'b'])]),
    trafficPolicy: { routingType: 'Service', timeout: { http: { requestTimeout: '5s' } } },
    streaming: true,
    acknowledge: ['everything'],
    target: EnvoyGatewayVersion.V1_5,
  };
  expect(messagesOfPolicy(props).map(brief)).toEqual([
    'unknown-field hostnames',
    'unknown-finding acknowledge[0]',
    'object-name metadata.name',
    'metadata-key metadata.labels[""]',
    'target-kind targetRefs[0].kind',
    'needs-filters stickiness',
    'not-for-grpc stickiness',
    'routing-type trafficPolicy.routingType',
    'stream-timeout trafficPolicy.timeout.http.requestTimeout',
  ]);
});

test('a stickiness that the target of a StickyPolicy does not have is an error', () => {
  const stickiness = Stickiness.headers(['a']);
  expect(messagesOfPolicy({ stickiness, target: EnvoyGatewayVersion.V1_5 }).map(brief)).toEqual([
    'newer-envoy-gateway stickiness',
  ]);
});

test.each([
  ['in the metadata', 'Wiki', undefined, 'object-name metadata.namespace'],
  ['of the chart', undefined, 'Wiki', 'object-name metadata.namespace'],
])('an invalid namespace %s is an error for a StickyPolicy', (_, namespace, ofChart, error) => {
  const chart = new Chart(new App(), 'test', { namespace: ofChart });
  new StickyPolicy(chart, 'sticky', { metadata: { namespace }, targetRefs: [targetRef('wiki')] });
  expect(messagesOfApp(chart).map(brief)).toEqual([error]);
});

test('a gRPC health check is an error in a StickyPolicy for an HTTPRoute only', () => {
  const trafficPolicy = { healthCheck: { active: { type: 'GRPC' as never, grpc: {} } } };
  const errors = (kind: string) =>
    messagesOfPolicy({ stickiness: HASH, trafficPolicy, targetRefs: [targetRef('a', undefined, kind)] }).map(brief);
  expect(errors('HTTPRoute')).toEqual(['grpc-health-check trafficPolicy.healthCheck.active.type']);
  expect(errors('GRPCRoute')).toEqual([]);
});

test('warnings of a StickyPolicy are reported in one order', () => {
  const stickiness = Stickiness.firstOf([Stickiness.sourceIp(), Stickiness.header('x_user')]);
  const trafficPolicy = { retry: {}, healthCheck: { passive: {} } };
  expect(messagesOfPolicy({ stickiness, trafficPolicy, streaming: true }).map(brief)).toEqual([
    'needs-filters stickiness',
  ]);
  expect(printedWarnings().map(brief)).toEqual([
    'unreachable-member stickiness',
    'retry trafficPolicy.retry',
    'health-check trafficPolicy.healthCheck',
    'circuit-breaker trafficPolicy.circuitBreaker',
    'source-ip stickiness',
    'underscore stickiness',
  ]);
});
