import { Stickiness, type StickyGatewayRouteProps } from '../../../src';
import { errorsOf } from '../../support/findings';

const backendRefs = [{ name: 'api', port: 80 }];
const cors = { type: 'CORS', cors: { allowOrigins: ['*'] } };
const path = (value: string, type?: string) => ({ matches: [{ path: { value, type } }] });
const rewritingPrefix = {
  filters: [{ type: 'URLRewrite', urlRewrite: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' } } }],
};
const statusCodes = (range: object) => ({ responseOverride: [{ match: { statusCodes: [range] }, response: {} }] });

/** What keeps a rule of the CRDs, what breaks it, and the property that is refused. */
type Case = readonly [good: object, bad: object, property: string];

const ofHttp: Case[] = [
  [{ backendRefs }, { backendRefs: [{ name: 'api' }] }, 'http[0].backendRefs[0]'],
  [{ filters: [cors] }, { filters: [cors, cors] }, 'http[0].filters'],
  [{ filters: [cors] }, { filters: [{ type: 'CORS' }] }, 'http[0].filters[0]'],
  [
    { timeouts: { request: '1m', backendRequest: '60s' } },
    { timeouts: { request: '1m', backendRequest: '61s' } },
    'http[0].timeouts',
  ],
  [
    { timeouts: { request: '0s', backendRequest: '61s' } },
    { timeouts: { request: '999ms', backendRequest: '1s' } },
    'http[0].timeouts',
  ],
  [path('b', 'RegularExpression'), path('b'), 'http[0].matches[0].path'],
  [rewritingPrefix, { ...rewritingPrefix, ...path('/a', 'Exact') }, 'http[0]'],
];

test.each(ofHttp)('an HTTP rule may have %j, but with %j the CRD refuses %s', (good, bad, property) => {
  const errors = (rule: object) => errorsOfProps({ http: [{ backendRefs, ...rule }] });
  expect(errors(good)).toEqual([]);
  expect(errors(bad)).toEqual([`crd-rule ${property}`]);
});

const ofGrpc: Case[] = [
  [{ service: 'Desk.v1', type: 'Exact' }, { service: '/desk' }, 'grpc[0].matches[0].method'],
  [{ method: 'Get' }, {}, 'grpc[0].matches[0].method'],
];

test.each(ofGrpc)('a gRPC rule may match the method %j, but with %j the CRD refuses %s', (good, bad, property) => {
  const errors = (method: object) =>
    errorsOfProps({ stickiness: Stickiness.none(), grpc: [{ backendRefs, matches: [{ method }] }] });
  expect(errors(good)).toEqual([]);
  expect(errors(bad)).toEqual([`crd-rule ${property}`]);
});

const ofPolicies: Case[] = [
  [
    { circuitBreaker: { retryBudget: { percent: { numerator: 100 } } } },
    { circuitBreaker: { retryBudget: { percent: { numerator: 101 } } } },
    'trafficPolicy.circuitBreaker.retryBudget.percent',
  ],
  [
    statusCodes({ value: 404 }),
    statusCodes({ type: 'Value' }),
    'trafficPolicy.responseOverride[0].match.statusCodes[0]',
  ],
  [
    { healthCheck: { active: { type: 'TCP', tcp: {} } } },
    { healthCheck: { active: { type: 'TCP' } } },
    'trafficPolicy.healthCheck.active',
  ],
  [
    { requestBuffer: { limit: { value: '1Mi' } }, httpUpgrade: [] },
    { requestBuffer: { limit: { value: '1Mi' } }, httpUpgrade: [{ type: 'websocket' }] },
    'trafficPolicy',
  ],
  [
    { connection: { preconnect: { perEndpointPercent: 100 } } },
    { connection: { preconnect: { predictivePercent: 100 } } },
    'trafficPolicy',
  ],
];

test.each(ofPolicies)('a trafficPolicy may have %j, but with %j the CRD refuses %s', (good, bad, property) => {
  const errors = (trafficPolicy: object) => errorsOfProps({ trafficPolicy });
  expect(errors(good)).toEqual([]);
  expect(errors(bad)).toEqual([`crd-rule ${property}`]);
});

test('a rule of the CRD is reported only once the structure that it asks about is valid', () => {
  const kind = 'http[0].backendRefs[0].kind';
  expect(errorsOfProps({ http: [{ backendRefs: [{ name: 'api', kind: '' }] }] })).toEqual([`out-of-range ${kind}`]);
});

function errorsOfProps(props: object): string[] {
  return errorsOf(props as StickyGatewayRouteProps);
}
