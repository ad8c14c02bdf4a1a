import {
  BackendTrafficPolicySpecLoadBalancerConsistentHashType as HashType,
  BackendTrafficPolicySpecLoadBalancerType as Type,
} from '../../../../imports/gateway.envoyproxy.io';
import { Stickiness, type StickyGatewayRouteProps } from '../../../../src';
import { HTTP, manifestsOfKind } from '../../../support/chart';
import { errorsOf, messagesOf } from '../../../support/findings';
import { NONE, SERVER_SESSION } from '../../fixtures';

const SOURCE_IP = Stickiness.sourceIp();
const HASH = { type: Type.CONSISTENT_HASH, consistentHash: { type: HashType.SOURCE_IP } };
const REFUSED = ['load-balancer trafficPolicy.loadBalancer'];
const LEAST_REQUEST = { type: Type.LEAST_REQUEST, slowStart: { window: '10s' } };

const propsOf = (loadBalancer: object, stickiness: Stickiness): Partial<StickyGatewayRouteProps> => ({
  stickiness,
  trafficPolicy: { loadBalancer: loadBalancer as never },
});
const rendered = (loadBalancer: object, stickiness: Stickiness) =>
  manifestsOfKind('BackendTrafficPolicy', propsOf(loadBalancer, stickiness))[0]?.spec.loadBalancer;

test.each([
  ['another type', { type: Type.LEAST_REQUEST }],
  ['another hash', { ...HASH, consistentHash: { type: HashType.HEADER, header: { name: 'a' } } }],
  ['slow start', { ...HASH, slowStart: { window: '10s' } }],
  ['a preferred zone', { ...HASH, zoneAware: { preferLocal: {} } }],
])('a load balancer with %s is an error under a hash', (_, loadBalancer) => {
  expect(errorsOf(propsOf(loadBalancer, SOURCE_IP))).toEqual(REFUSED);
});

test.each([
  ['the same hash', HASH],
  ['its type alone', { type: Type.CONSISTENT_HASH }],
  ['weighted zones', { ...HASH, zoneAware: { weightedZones: [{ zone: 'a', weight: 1 }] } }],
  ['an endpoint override', { ...HASH, endpointOverride: { extractFrom: [{ header: 'x-pod' }] } }],
])('a load balancer with %s is accepted under a hash, and rendered', (_, loadBalancer) => {
  expect(errorsOf(propsOf(loadBalancer, SOURCE_IP))).toEqual([]);
  expect(rendered(loadBalancer, SOURCE_IP)).toEqual({ ...loadBalancer, ...HASH });
});

test.each([
  ['a hash', HASH],
  ['a hash of nothing', { type: Type.CONSISTENT_HASH }],
  ['a type without endpoint override', { type: Type.BACKEND_UTILIZATION, backendUtilization: {} }],
  ['slow start', LEAST_REQUEST],
  ['slow start and a setting that is undefined', { ...LEAST_REQUEST, zoneAware: undefined }],
  ['a preferred zone', { type: Type.ROUND_ROBIN, zoneAware: { preferLocal: {} } }],
  ['another endpoint override', { type: Type.RANDOM, endpointOverride: { extractFrom: [{ header: 'x-pod' }] } }],
])('a load balancer with %s is an error under a session', (_, loadBalancer) => {
  const [message, ...others] = messagesOf(propsOf(loadBalancer, SERVER_SESSION));
  expect(message).toMatchObject({ id: 'load-balancer', property: 'trafficPolicy.loadBalancer' });
  expect(message?.expected).toContain('LeastRequest or RoundRobin or Random');
  expect(message?.remedy).toContain('{ type: "LeastRequest" }');
  expect(others).toEqual([]);
});

test.each([Type.LEAST_REQUEST, Type.ROUND_ROBIN, Type.RANDOM])('the type %s is accepted under a session', (type) => {
  expect(errorsOf(propsOf({ type, slowStart: undefined }, SERVER_SESSION))).toEqual([]);
});

test('a load balancer is compared with the stickiness of all rules, not with that of a single rule', () => {
  const http = [{ ...HTTP[0], name: 'a' }];
  const ruleStickiness = { a: SERVER_SESSION };
  expect(errorsOf({ http, ruleStickiness, ...propsOf(LEAST_REQUEST, NONE) })).toEqual([]);
});

test('any other load balancer is accepted with none(), and rendered', () => {
  expect(errorsOf(propsOf(LEAST_REQUEST, NONE))).toEqual([]);
  expect(rendered(LEAST_REQUEST, NONE)).toEqual(LEAST_REQUEST);
});

test.each([
  ['a hash', HASH],
  ['a hash of nothing', { type: Type.CONSISTENT_HASH }],
  ['the hash of another type', { ...HASH, type: Type.RANDOM }],
])('a load balancer with %s is an error with none()', (_, loadBalancer) => {
  expect(errorsOf(propsOf(loadBalancer, NONE))).toEqual(REFUSED);
});
