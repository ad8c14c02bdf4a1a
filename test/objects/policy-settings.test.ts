import { BackendTrafficPolicySpecLoadBalancerType as Type } from '../../imports/gateway.envoyproxy.io';
import { EnvoyGatewayVersion, Stickiness } from '../../src';
import { STREAMING_IDLE_TIMEOUT, STREAMING_REQUEST_TIMEOUT } from '../../src/objects/policy-settings';
import { HTTP, manifestsOfKind } from '../support/chart';

const policy = (props: object) => manifestsOfKind('BackendTrafficPolicy', props)[0]?.spec;
const timeout = (props: object) => policy({ streaming: true, ...props }).timeout;

describe('streaming', () => {
  test('turns the request timeout off and gives silent streams an hour', () => {
    expect([STREAMING_REQUEST_TIMEOUT, STREAMING_IDLE_TIMEOUT]).toEqual(['0s', '1h']);
    expect(timeout({})).toEqual({ http: { requestTimeout: '0s', streamIdleTimeout: '1h' } });
  });

  test('makes a policy even without stickiness', () => {
    expect(policy({ streaming: true, stickiness: Stickiness.none() })).toMatchObject({
      timeout: { http: { requestTimeout: '0s' } },
    });
  });

  test('says nothing of idle streams before Envoy Gateway 1.8, which turns that timeout off with the other', () => {
    expect(timeout({ target: EnvoyGatewayVersion.V1_7 })).toEqual({ http: { requestTimeout: '0s' } });
    expect(timeout({ target: EnvoyGatewayVersion.V1_8 })).toEqual({
      http: { requestTimeout: '0s', streamIdleTimeout: '1h' },
    });
  });

  test('leaves the timeouts of the author as they are', () => {
    const trafficPolicy = {
      timeout: { tcp: { connectTimeout: '1s' }, http: { streamIdleTimeout: '2h', requestTimeout: '0ms' } },
    };
    expect(timeout({ trafficPolicy })).toEqual(trafficPolicy.timeout);
    expect(timeout({ trafficPolicy: { timeout: { tcp: { connectTimeout: '1s' } } } })).toEqual({
      tcp: { connectTimeout: '1s' },
      http: { requestTimeout: '0s', streamIdleTimeout: '1h' },
    });
  });

  test('is off by default', () => {
    expect(policy({})).not.toHaveProperty('timeout');
    expect(policy({ streaming: false })).not.toHaveProperty('timeout');
  });
});

describe('a stickiness for sessions of servers', () => {
  const RULE = [{ name: 'mcp', ...HTTP[0] }];
  const policies = (props: object) => manifestsOfKind('BackendTrafficPolicy', props).map(({ spec }) => spec.timeout);
  const STREAMING = { http: { requestTimeout: '0s', streamIdleTimeout: '1h' } };

  test('is streaming', () => {
    expect(policies({ stickiness: Stickiness.mcp() })).toEqual([STREAMING]);
    expect(policies({ stickiness: Stickiness.mcp(), streaming: true })).toEqual([STREAMING]);
  });

  test.each([Stickiness.sessionHeader('X-Pod'), Stickiness.sessionCookie({ name: 'pin' })])(
    'is more than one that names pods alone, which is not streaming',
    (stickiness) => {
      expect(policies({ stickiness })).toEqual([undefined]);
    },
  );

  test('is streaming for its rules alone', () => {
    expect(policies({ http: RULE, ruleStickiness: { mcp: Stickiness.mcp() } })).toEqual([undefined, STREAMING]);
    expect(
      policies({ http: RULE, stickiness: Stickiness.mcp(), ruleStickiness: { mcp: Stickiness.cookie() } }),
    ).toEqual([STREAMING, undefined]);
  });

  test('is not streaming where its author says so', () => {
    expect(policies({ stickiness: Stickiness.mcp(), streaming: false })).toEqual([undefined]);
  });

  test('gives way to what the author says of timeouts', () => {
    const timeoutOf = (http: object) =>
      policies({ stickiness: Stickiness.mcp(), trafficPolicy: { timeout: { http } } });
    expect(timeoutOf({ requestTimeout: '60s' })).toEqual([{ http: { ...STREAMING.http, requestTimeout: '60s' } }]);
    expect(timeoutOf({ streamIdleTimeout: '5m' })).toEqual([{ http: { ...STREAMING.http, streamIdleTimeout: '5m' } }]);
  });
});

describe('a load balancer written besides', () => {
  const http = [{ name: 'x', ...HTTP[0] }];
  const loadBalancers = (loadBalancer: object, stickiness: Stickiness, ofRule: Stickiness = stickiness) =>
    manifestsOfKind('BackendTrafficPolicy', {
      http,
      stickiness,
      ruleStickiness: { x: ofRule },
      trafficPolicy: { loadBalancer: loadBalancer as never },
    }).map(({ spec }) => spec.loadBalancer);
  const types = (type: Type, stickiness: Stickiness, ofRule: Stickiness) =>
    loadBalancers({ type }, stickiness, ofRule).map((loadBalancer) => loadBalancer?.type);
  const override = (type: Type, header = 'x-envoy-max-retries') => ({
    type,
    endpointOverride: { extractFrom: [{ header }] },
  });

  test('gives way to the hash of a rule', () => {
    expect(types(Type.LEAST_REQUEST, Stickiness.none(), Stickiness.cookie())).toEqual([
      'LeastRequest',
      'ConsistentHash',
    ]);
  });

  test('is not for a rule without hash where it is one', () => {
    expect(types(Type.CONSISTENT_HASH, Stickiness.cookie(), Stickiness.none())).toEqual(['ConsistentHash', undefined]);
  });

  test.each([Type.LEAST_REQUEST, Type.ROUND_ROBIN, Type.RANDOM])('places first requests of sessions: %s', (type) => {
    expect(loadBalancers({ type }, Stickiness.mcp())).toEqual([override(type)]);
    expect(loadBalancers({ type }, Stickiness.sessionCookie({ name: 'a' }))).toEqual([override(type, 'Cookie')]);
    expect(loadBalancers({ type }, Stickiness.sessionHeader('X-Pod'))).toEqual([override(type, 'X-Pod')]);
  });

  test.each([
    [{ type: Type.CONSISTENT_HASH }, Stickiness.sourceIp()],
    [{ type: Type.BACKEND_UTILIZATION, backendUtilization: {} }, Stickiness.none()],
  ])('%j does not place sessions of a rule', (written, ofRoutes) => {
    expect(loadBalancers(written, ofRoutes, Stickiness.mcp())[1]).toEqual(override(Type.LEAST_REQUEST));
  });

  test('gives its type alone to a rule with sessions, as Envoy Gateway drops the rest', () => {
    const written = { type: Type.ROUND_ROBIN, slowStart: { window: '10s' } };
    expect(loadBalancers(written, Stickiness.none(), Stickiness.mcp())).toEqual([written, override(Type.ROUND_ROBIN)]);
  });
});

test('everything else of the policy passes through', () => {
  const trafficPolicy = {
    mergeType: 'StrategicMerge',
    retry: { numRetries: 2 },
    circuitBreaker: { maxConnections: 100 },
    rateLimit: { type: 'Local', local: { rules: [{ limit: { requests: 1, unit: 'Second' } }] } },
  };
  expect(policy({ trafficPolicy, stickiness: Stickiness.sourceIp() })).toEqual({
    ...trafficPolicy,
    loadBalancer: { type: 'ConsistentHash', consistentHash: { type: 'SourceIP' } },
    targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: expect.any(String) }],
  });
});

test.each([
  ['serverSession()', Stickiness.serverSession()],
  ['sessionHeader()', Stickiness.sessionHeader('X-Pod')],
  ['sessionCookie()', Stickiness.sessionCookie({ name: 'pin' })],
])('%s retries connections that fail, unless the author says otherwise', (_, stickiness) => {
  const retryOf = (props: object) => policy({ stickiness, ...props }).retry;
  const retry = { numRetries: 7, retryOn: { triggers: ['connect-failure'] } };
  expect(retryOf({})).toEqual({ ...retry, numRetries: 2 });
  expect(retryOf({ trafficPolicy: { retry } })).toEqual(retry);
  expect(policy({ stickiness: Stickiness.header('X-User') }).retry).toBeUndefined();
});
