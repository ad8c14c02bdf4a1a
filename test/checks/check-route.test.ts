import { EnvoyGatewayVersion, Stickiness } from '../../src';
import { problemsOf } from '../support/chart';

const backendRefs = [{ name: 'api', port: 80 }];
const tied = Array.from({ length: 17 }, (_, i) => ({ matches: [{ path: { value: `/${i % 16}` } }], backendRefs }));
const propertyOf = (problem: string) => problem.slice(0, problem.indexOf(': got'));

test('every check finds what is wrong, and the shape comes first', () => {
  const problems = problemsOf({
    metadata: { name: 'API' },
    parentRefs: [{ name: 'public' }, { name: 'public' }],
    hostnames: ['API.example.com'],
    http: [{ ...tied[0], retry: { attempts: 1 }, timeouts: { request: '5s' } }, ...tied.slice(1)],
    grpc: 'none' as never,
    stickiness: Stickiness.mcp(),
    ruleStickiness: { quotes: Stickiness.none() },
    trafficPolicy: { routingType: 'Service' },
    acknowledge: ['everything'],
    target: EnvoyGatewayVersion.V1_9,
  });
  expect(problems.map(propertyOf)).toEqual([
    'grpc',
    'metadata.name',
    'parentRefs[1]',
    'hostnames[0]',
    'http[16].matches[0]',
    'ruleStickiness["quotes"]',
    'http[0].retry',
    'trafficPolicy.routingType',
    'http[0].timeouts.request',
    'acknowledge[0]',
  ]);
});
