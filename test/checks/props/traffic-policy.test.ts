import {
  BackendTrafficPolicySpecLoadBalancerConsistentHashType as HashType,
  BackendTrafficPolicySpecLoadBalancerType as Type,
} from '../../../imports/gateway.envoyproxy.io';
import { EnvoyGatewayVersion, Stickiness } from '../../../src';
import { HTTP, manifestsOfKind, problemsOf } from '../../support/chart';

const HASH = { type: Type.CONSISTENT_HASH, consistentHash: { type: HashType.SOURCE_IP } };

test('is checked as the CRD says', () => {
  expect(problemsOf({ trafficPolicy: { retry: { numRetries: -1 } } })).toEqual([
    'trafficPolicy.retry.numRetries: got -1; allowed: at least 0; remedy: write more.',
  ]);
});

test('a field that the CRD does not have would be dropped without a word', () => {
  expect(problemsOf({ trafficPolicy: { retry: { retries: 1 } as never } })).toEqual([
    expect.stringMatching(
      /^trafficPolicy\.retry\.retries: got 1; allowed: numAttemptsPerPriority, .*; remedy: remove it: it would be dropped silently\.$/,
    ),
  ]);
});

test('a field that the target does not have names the version that does', () => {
  const props = { trafficPolicy: { timeout: { http: { streamIdleTimeout: '1h' } } }, target: EnvoyGatewayVersion.V1_7 };
  expect(problemsOf(props)).toEqual([
    'trafficPolicy.timeout.http.streamIdleTimeout: got "1h"; allowed: nothing on Envoy Gateway 1.7; remedy: leave it out, or set target to EnvoyGatewayVersion.V1_8, the first that has it, once the cluster runs it.',
  ]);
  expect(problemsOf({ ...props, target: EnvoyGatewayVersion.V1_8 })).toEqual([]);
});

test.each(['targetRef', 'targetRefs', 'targetSelectors'])('targets are for the construct to set: %s', (property) => {
  const ref = { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: 'a' };
  const value = { targetRef: ref, targetRefs: [ref], targetSelectors: [{ kind: 'HTTPRoute' }] }[property];
  expect(problemsOf({ trafficPolicy: { [property]: value } })).toEqual([
    `trafficPolicy.${property}: got ${JSON.stringify(value)}; allowed: nothing, as the policy targets the construct's own routes; remedy: remove it, and make a BackendTrafficPolicy of your own for other targets.`,
  ]);
});

describe('a load balancer besides a hash', () => {
  const stickiness = Stickiness.sourceIp();
  const problem = (value: object) =>
    `trafficPolicy.loadBalancer: got ${JSON.stringify(value)}; allowed: ConsistentHash as the stickiness sets it, without slowStart and zoneAware.preferLocal; remedy: remove it, and say in stickiness what to hash; Stickiness.none() leaves all of it to you.`;

  test.each([
    ['another type', { type: Type.LEAST_REQUEST }],
    ['another hash', { ...HASH, consistentHash: { type: HashType.HEADER, header: { name: 'a' } } }],
    ['slow start', { ...HASH, slowStart: { window: '10s' } }],
    ['a preferred zone', { ...HASH, zoneAware: { preferLocal: {} } }],
  ])('contradicts it: %s', (_, loadBalancer) => {
    expect(problemsOf({ stickiness, trafficPolicy: { loadBalancer } })).toEqual([problem(loadBalancer)]);
  });

  test.each([
    ['the same hash', HASH],
    ['the type alone', { type: Type.CONSISTENT_HASH }],
    ['weighted zones', { ...HASH, zoneAware: { weightedZones: [{ zone: 'a', weight: 1 }] } }],
    ['an endpoint override', { ...HASH, endpointOverride: { extractFrom: [{ header: 'x-pod' }] } }],
  ])('agrees with it: %s', (_, loadBalancer) => {
    expect(problemsOf({ stickiness, trafficPolicy: { loadBalancer } })).toEqual([]);
    const [policy] = manifestsOfKind('BackendTrafficPolicy', { stickiness, trafficPolicy: { loadBalancer } });
    expect(policy?.spec.loadBalancer).toEqual({ ...loadBalancer, ...HASH });
  });
});

describe('a load balancer besides sessions of servers', () => {
  const stickiness = Stickiness.mcp();
  const http = [{ ...HTTP[0], name: 'a' }];
  const problem = (value: object) =>
    `trafficPolicy.loadBalancer: got ${JSON.stringify(value)}; allowed: a type alone, LeastRequest or RoundRobin or Random, as Envoy Gateway drops the rest beside an endpoint override; remedy: write { type: "LeastRequest" }.`;

  test.each([
    ['a hash', HASH],
    ['a hash without a word of what', { type: Type.CONSISTENT_HASH }],
    ['a type without an endpoint override', { type: Type.BACKEND_UTILIZATION, backendUtilization: {} }],
    ['slow start', { type: Type.LEAST_REQUEST, slowStart: { window: '10s' } }],
    ['a preferred zone', { type: Type.ROUND_ROBIN, zoneAware: { preferLocal: {} } }],
    ['another override', { type: Type.RANDOM, endpointOverride: { extractFrom: [{ header: 'x-pod' }] } }],
  ])('contradicts them: %s', (_, loadBalancer) => {
    expect(problemsOf({ stickiness, trafficPolicy: { loadBalancer } })).toEqual([problem(loadBalancer)]);
  });

  test.each([Type.LEAST_REQUEST, Type.ROUND_ROBIN, Type.RANDOM])('places the first request of each: %s', (type) => {
    expect(problemsOf({ stickiness, trafficPolicy: { loadBalancer: { type, slowStart: undefined } } })).toEqual([]);
  });

  test('is that of the others where a single rule has them', () => {
    const trafficPolicy = { loadBalancer: { type: Type.LEAST_REQUEST, slowStart: { window: '10s' } } };
    const props = { http, stickiness: Stickiness.none(), ruleStickiness: { a: stickiness }, trafficPolicy };
    expect(problemsOf(props)).toEqual([]);
  });
});

describe('a load balancer besides none', () => {
  const stickiness = Stickiness.none();

  test('is left to the author', () => {
    const trafficPolicy = { loadBalancer: { type: Type.LEAST_REQUEST, slowStart: { window: '10s' } } };
    expect(problemsOf({ stickiness, trafficPolicy })).toEqual([]);
    const [policy] = manifestsOfKind('BackendTrafficPolicy', { stickiness, trafficPolicy });
    expect(policy?.spec.loadBalancer).toEqual(trafficPolicy.loadBalancer);
  });

  test('must not be a hash', () => {
    for (const loadBalancer of [HASH, { type: Type.CONSISTENT_HASH }, { ...HASH, type: Type.RANDOM }]) {
      expect(problemsOf({ stickiness, trafficPolicy: { loadBalancer } })).toEqual([
        `trafficPolicy.loadBalancer: got ${JSON.stringify(loadBalancer)}; allowed: no ConsistentHash, as the stickiness has none; remedy: remove it, and say in stickiness what to hash.`,
      ]);
    }
  });
});

describe('routing by Service', () => {
  test.each([
    ['a hash', Stickiness.cookie()],
    ['persistence', Stickiness.sessionHeader('a')],
    ['sessions of servers', Stickiness.mcp()],
  ])('leaves the pod to kube-proxy, so it is refused with %s, even in a single rule', (_, stickiness) => {
    const problem =
      'trafficPolicy.routingType: got "Service"; allowed: Endpoint, as kube-proxy chooses the pod otherwise; remedy: remove it.';
    const trafficPolicy = { routingType: 'Service' };
    const http = [{ ...HTTP[0], name: 'a' }];
    expect(problemsOf({ stickiness, trafficPolicy })).toEqual([problem]);
    expect(
      problemsOf({ http, stickiness: Stickiness.none(), ruleStickiness: { a: stickiness }, trafficPolicy }),
    ).toEqual([problem]);
  });

  test('is fine without stickiness, and so is Endpoint with it', () => {
    expect(problemsOf({ stickiness: Stickiness.none(), trafficPolicy: { routingType: 'Service' } })).toEqual([]);
    expect(problemsOf({ trafficPolicy: { routingType: 'Endpoint' } })).toEqual([]);
  });
});
