import { EnvoyGatewayVersion, Stickiness } from '../../src';
import { errorsOf, warningsOf } from '../support/findings';
import { A, NONE, pathRules, ruleAt, SERVER_SESSION, times } from './fixtures';

test('errors of a StickyGatewayRoute are reported in one order, wrong types first', () => {
  const tied = times(17, (i) => ruleAt(`/${i % 16}`));
  const http = [{ ...ruleAt('/0'), retry: { attempts: 1 }, timeouts: { request: '5s' } }, ...tied.slice(1)];
  expect(
    errorsOf({
      metadata: { name: 'API' },
      parentRefs: [{ name: 'public' }, { name: 'public' }],
      hostnames: ['API.example.com'],
      http,
      grpc: 'none' as never,
      stickiness: SERVER_SESSION,
      ruleStickiness: { quotes: NONE },
      trafficPolicy: { routingType: 'Service' },
      acknowledge: ['everything'],
      target: EnvoyGatewayVersion.V1_9,
    }),
  ).toEqual([
    'wrong-type grpc',
    'unknown-finding acknowledge[0]',
    'object-name metadata.name',
    'duplicate-parent parentRefs[1]',
    'wrong-form hostnames[0]',
    'tied-matches http[16].matches[0]',
    'unknown-rule-name ruleStickiness["quotes"]',
    'session-retry http[0].retry',
    'routing-type trafficPolicy.routingType',
    'stream-timeout http[0].timeouts.request',
  ]);
});

test('warnings of a StickyGatewayRoute are reported in one order', () => {
  const [mcp, list] = pathRules(2);
  const http = [
    { ...mcp, name: 'mcp' },
    { ...list, name: 'list' },
    { backendRefs: [A, { ...A, name: 'b' }, { ...A, name: 'c', weight: 0 }] },
  ];
  const ruleStickiness = {
    mcp: SERVER_SESSION,
    list: Stickiness.firstOf([Stickiness.sourceIp(), Stickiness.header('x_user')]),
  };
  expect(warningsOf({ http, ruleStickiness, trafficPolicy: { healthCheck: { passive: {} } } })).toEqual([
    'unreachable-member ruleStickiness["list"]',
    'weighted-cookie http[2].backendRefs',
    'health-check trafficPolicy.healthCheck',
    'circuit-breaker trafficPolicy.circuitBreaker',
    'source-ip ruleStickiness["list"]',
    'underscore ruleStickiness["list"]',
  ]);
});
