import type { StickyGatewayRouteProps } from '../../src';
import { problemsOf } from '../support/chart';

const backendRefs = [{ name: 'api', port: 80 }];
const cors = { type: 'CORS', cors: { allowOrigins: ['*'] } };
const path = (value: string, type?: string) => ({ matches: [{ path: { value, type } }] });
const statusCodes = (range: object) => ({ responseOverride: [{ match: { statusCodes: [range] }, response: {} }] });

/** A property with a value that keeps to a rule of the CRDs, and with one that does not. */
const rules: [property: string, good: object, bad: object, message: string][] = [
  [
    'http[0].backendRefs[0]',
    { backendRefs },
    { backendRefs: [{ name: 'api' }] },
    'Must have port for Service reference',
  ],
  ['http[0].filters', { filters: [cors] }, { filters: [cors, cors] }, 'CORS filter cannot be repeated'],
  [
    'http[0].filters[0]',
    { filters: [cors] },
    { filters: [{ type: 'CORS' }] },
    'filter.cors must be specified for CORS filter.type',
  ],
  [
    'http[0].timeouts',
    { timeouts: { request: '1m', backendRequest: '60s' } },
    { timeouts: { request: '1m', backendRequest: '61s' } },
    'backendRequest timeout cannot be longer than request timeout',
  ],
  [
    'http[0].timeouts',
    { timeouts: { request: '0s', backendRequest: '61s' } },
    { timeouts: { request: '999ms', backendRequest: '1s' } },
    'backendRequest timeout cannot be longer than request timeout',
  ],
  [
    'http[0].matches[0].path',
    path('b', 'RegularExpression'),
    path('b'),
    "value must be an absolute path and start with '/' when type one of ['Exact', 'PathPrefix']",
  ],
  [
    'http[0]',
    {
      filters: [{ type: 'URLRewrite', urlRewrite: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' } } }],
    },
    {
      filters: [{ type: 'URLRewrite', urlRewrite: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' } } }],
      ...path('/a', 'Exact'),
    },
    'When using URLRewrite filter with path.replacePrefixMatch, exactly one PathPrefix match must be specified',
  ],
];

test.each(rules)('%s keeps to %j, unlike %j', (property, good, bad, message) => {
  expect(told({ http: [{ backendRefs, ...good }] })).toEqual([]);
  expect(told({ http: [{ backendRefs, ...bad }] })).toEqual([problem(property, message)]);
});

const ofGrpc: typeof rules = [
  [
    'grpc[0].matches[0].method',
    { service: 'Desk.v1', type: 'Exact' },
    { service: '/desk' },
    'service must only contain valid characters (matching ^(?i)\\.?[a-z_][a-z_0-9]*(\\.[a-z_][a-z_0-9]*)*$)',
  ],
  ['grpc[0].matches[0].method', { method: 'Get' }, {}, "One or both of 'service' or 'method' must be specified"],
];

test.each(ofGrpc)('%s keeps to %j, unlike %j', (property, good, bad, message) => {
  expect(told({ grpc: [{ backendRefs, matches: [{ method: good }] }] })).toEqual([]);
  expect(told({ grpc: [{ backendRefs, matches: [{ method: bad }] }] })).toEqual([problem(property, message)]);
});

const ofPolicies: typeof rules = [
  [
    'trafficPolicy.circuitBreaker.retryBudget.percent',
    { circuitBreaker: { retryBudget: { percent: { numerator: 100 } } } },
    { circuitBreaker: { retryBudget: { percent: { numerator: 101 } } } },
    'numerator must be less than or equal to denominator',
  ],
  [
    'trafficPolicy.responseOverride[0].match.statusCodes[0]',
    statusCodes({ value: 404 }),
    statusCodes({ type: 'Value' }),
    'value must be set for type Value',
  ],
  [
    'trafficPolicy.healthCheck.active',
    { healthCheck: { active: { type: 'TCP', tcp: {} } } },
    { healthCheck: { active: { type: 'TCP' } } },
    'If Health Checker type is TCP, tcp field needs to be set.',
  ],
  [
    'trafficPolicy',
    { requestBuffer: { limit: { value: '1Mi' } }, httpUpgrade: [] },
    { requestBuffer: { limit: { value: '1Mi' } }, httpUpgrade: [{ type: 'websocket' }] },
    'requestBuffer cannot be used together with httpUpgrade',
  ],
  [
    'trafficPolicy',
    { connection: { preconnect: { perEndpointPercent: 100 } } },
    { connection: { preconnect: { predictivePercent: 100 } } },
    'predictivePercent in preconnect policy only works with RoundRobin or Random load balancers',
  ],
];

test.each(ofPolicies)('%s keeps to %j, unlike %j', (property, good, bad, message) => {
  expect(told({ trafficPolicy: good })).toEqual([]);
  expect(told({ trafficPolicy: bad })).toEqual([problem(property, message)]);
});

test('a rule waits until the structure that it asks about is sound', () => {
  const problems = told({ http: [{ backendRefs: [{ name: 'api', kind: '' }] }] });
  expect(problems).not.toContainEqual(problem('http[0].backendRefs[0]', 'Must have port for Service reference'));
});

function problem(property: string, message: string): string {
  return `${property}: ${message}; remedy: write it so.`;
}

/** Without the values. */
function told(props: object): string[] {
  return problemsOf(props as StickyGatewayRouteProps).map((text) => text.replace(/: got .*; allowed: /, ': '));
}
