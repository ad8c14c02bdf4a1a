import { Lazy } from 'cdk8s';
import {
  type BackendTrafficPolicySpecLoadBalancer as LoadBalancer,
  BackendTrafficPolicySpecLoadBalancerType as Type,
} from '../../imports/gateway.envoyproxy.io';
import { EnvoyGatewayVersion, Stickiness, type StickyGatewayRouteProps } from '../../src';
import {
  isAfterConnectFailure,
  type PolicySource,
  policySettings,
  STREAMING_IDLE_TIMEOUT,
  STREAMING_REQUEST_TIMEOUT,
} from '../../src/objects/policy-settings';
import { HTTP } from '../support/chart';
import { objectsOfKind } from '../support/objects';

const { V1_7, V1_8, V1_9 } = EnvoyGatewayVersion;
const settingsOf = (stickiness: Stickiness, source: Partial<PolicySource> = {}) =>
  policySettings(stickiness._plan, { trafficPolicy: undefined, streaming: undefined, target: V1_9, ...source });
const policiesOf = (props: Partial<StickyGatewayRouteProps>) =>
  objectsOfKind('BackendTrafficPolicy', props).map(({ spec }) => spec);

test('a load balancer of new sessions that only synthesis knows is rendered', () => {
  const type = Lazy.any({ produce: () => 'Random' }) as never;
  const { loadBalancer } = settingsOf(Stickiness.sessionHeader('X-Pod'), { trafficPolicy: { loadBalancer: { type } } });
  expect(loadBalancer?.type).toBe(type);
});

describe('streaming: true', () => {
  const timeoutOf = (source: Partial<PolicySource> = {}) =>
    settingsOf(Stickiness.cookie(), { streaming: true, ...source }).timeout;

  test('turns off the request timeout, and lets a stream be silent for an hour', () => {
    expect([STREAMING_REQUEST_TIMEOUT, STREAMING_IDLE_TIMEOUT]).toEqual(['0s', '1h']);
    expect(timeoutOf()).toEqual({ http: { requestTimeout: '0s', streamIdleTimeout: '1h' } });
  });

  test('needs a policy even without stickiness', () => {
    expect(policiesOf({ streaming: true, stickiness: Stickiness.none() })).toMatchObject([
      { timeout: { http: { requestTimeout: '0s' } } },
    ]);
  });

  test('sets no idle timeout before Envoy Gateway 1.8, which turns it off together with the request timeout', () => {
    expect(timeoutOf({ target: V1_7 })).toEqual({ http: { requestTimeout: '0s' } });
    expect(timeoutOf({ target: V1_8 })).toEqual({ http: { requestTimeout: '0s', streamIdleTimeout: '1h' } });
  });

  test('keeps the timeouts of the author', () => {
    const timeout = {
      tcp: { connectTimeout: '1s' },
      http: { streamIdleTimeout: '2h', requestTimeout: '0ms' },
    };
    expect(timeoutOf({ trafficPolicy: { timeout } })).toEqual(timeout);
    expect(timeoutOf({ trafficPolicy: { timeout: { tcp: timeout.tcp } } })).toEqual({
      tcp: { connectTimeout: '1s' },
      http: { requestTimeout: '0s', streamIdleTimeout: '1h' },
    });
  });

  test.each([undefined, false])('is necessary, as %j sets no timeout', (streaming) => {
    expect(settingsOf(Stickiness.cookie(), { streaming })).not.toHaveProperty('timeout');
  });
});

describe('a stickiness for sessions that the server names', () => {
  const RULE = [{ name: 'mcp', ...HTTP[0] }];
  const STREAMING = { http: { requestTimeout: '0s', streamIdleTimeout: '1h' } };
  const timeoutsOf = (props: Partial<StickyGatewayRouteProps>) => policiesOf(props).map(({ timeout }) => timeout);

  test.each([undefined, true])('is streaming where streaming is %j', (streaming) => {
    expect(settingsOf(Stickiness.mcp(), { streaming }).timeout).toEqual(STREAMING);
  });

  test('is not streaming where streaming is false', () => {
    expect(settingsOf(Stickiness.mcp(), { streaming: false }).timeout).toBeUndefined();
  });

  test.each([
    ['sessionHeader()', Stickiness.sessionHeader('X-Pod')],
    ['sessionCookie()', Stickiness.sessionCookie({ name: 'pin' })],
  ])('differs in this from %s, which is not streaming', (_, stickiness) => {
    expect(settingsOf(stickiness).timeout).toBeUndefined();
  });

  test('is streaming only for its own rules', () => {
    expect(timeoutsOf({ http: RULE, ruleStickiness: { mcp: Stickiness.mcp() } })).toEqual([undefined, STREAMING]);
    expect(
      timeoutsOf({ http: RULE, stickiness: Stickiness.mcp(), ruleStickiness: { mcp: Stickiness.cookie() } }),
    ).toEqual([STREAMING, undefined]);
  });

  test.each([{ requestTimeout: '60s' }, { streamIdleTimeout: '5m' }])('keeps the timeout %j of the author', (http) => {
    expect(settingsOf(Stickiness.mcp(), { trafficPolicy: { timeout: { http } } }).timeout).toEqual({
      http: { ...STREAMING.http, ...http },
    });
  });
});

describe('the load balancer of the author', () => {
  const ofPolicy = (loadBalancer: LoadBalancer, stickiness: Stickiness) =>
    settingsOf(stickiness, { trafficPolicy: { loadBalancer } }).loadBalancer;
  const override = (type: Type, header: string) => ({ type, endpointOverride: { extractFrom: [{ header }] } });

  test('is used without a stickiness', () => {
    const written = { type: Type.LEAST_REQUEST, slowStart: { window: '10s' } };
    expect(ofPolicy(written, Stickiness.none())).toEqual(written);
  });

  test('is replaced by a hash', () => {
    expect(ofPolicy({ type: Type.LEAST_REQUEST }, Stickiness.sourceIp())).toEqual({
      type: 'ConsistentHash',
      consistentHash: { type: 'SourceIP' },
    });
  });

  test('is dropped for a rule without a stickiness if it is a hash, as this is the hash of other rules', () => {
    expect(ofPolicy({ type: Type.CONSISTENT_HASH }, Stickiness.none())).toBeUndefined();
  });

  test('adds its other settings to a hash if it is a hash, too', () => {
    const zoneAware = { preferLocal: {} } as never;
    expect(ofPolicy({ type: Type.CONSISTENT_HASH, zoneAware }, Stickiness.sourceIp())).toEqual({
      type: 'ConsistentHash',
      consistentHash: { type: 'SourceIP' },
      zoneAware,
    });
  });

  test('is combined with the stickiness of each rule', () => {
    const typesOf = (type: Type, stickiness: Stickiness, ofRule: Stickiness) =>
      policiesOf({
        http: [{ name: 'x', ...HTTP[0] }],
        stickiness,
        ruleStickiness: { x: ofRule },
        trafficPolicy: { loadBalancer: { type } },
      }).map(({ loadBalancer }) => loadBalancer?.type);
    expect(typesOf(Type.LEAST_REQUEST, Stickiness.none(), Stickiness.cookie())).toEqual([
      'LeastRequest',
      'ConsistentHash',
    ]);
    expect(typesOf(Type.CONSISTENT_HASH, Stickiness.cookie(), Stickiness.none())).toEqual([
      'ConsistentHash',
      undefined,
    ]);
    expect(typesOf(Type.ROUND_ROBIN, Stickiness.none(), Stickiness.mcp())).toEqual(['RoundRobin', 'RoundRobin']);
  });

  test.each([Type.LEAST_REQUEST, Type.ROUND_ROBIN, Type.RANDOM])('chooses the pod of a new session: %s', (type) => {
    expect(ofPolicy({ type }, Stickiness.mcp())).toEqual(override(type, 'x-envoy-max-retries'));
    expect(ofPolicy({ type }, Stickiness.sessionCookie({ name: 'a' }))).toEqual(override(type, 'Cookie'));
    expect(ofPolicy({ type }, Stickiness.sessionHeader('X-Pod'))).toEqual(override(type, 'X-Pod'));
  });

  test.each([{ type: Type.CONSISTENT_HASH }, { type: Type.BACKEND_UTILIZATION, backendUtilization: {} }])(
    'does not choose the pod of a new session: %j',
    (written) => {
      expect(ofPolicy(written, Stickiness.mcp())).toEqual(override(Type.LEAST_REQUEST, 'x-envoy-max-retries'));
    },
  );

  test('gives only its type to sessions, as Envoy Gateway drops the rest', () => {
    const written = { type: Type.ROUND_ROBIN, slowStart: { window: '10s' } };
    expect(ofPolicy(written, Stickiness.mcp())).toEqual(override(Type.ROUND_ROBIN, 'x-envoy-max-retries'));
  });
});

test('all other settings of the author pass through', () => {
  const trafficPolicy = {
    mergeType: 'StrategicMerge',
    retry: { numRetries: 2 },
    circuitBreaker: { maxConnections: 100 },
    rateLimit: { type: 'Local', local: { rules: [{ limit: { requests: 1, unit: 'Second' } }] } },
  } as never;
  expect(settingsOf(Stickiness.sourceIp(), { trafficPolicy })).toEqual({
    ...(trafficPolicy as object),
    loadBalancer: { type: 'ConsistentHash', consistentHash: { type: 'SourceIP' } },
  });
});

test('without a stickiness and settings of the author there are none', () => {
  expect(settingsOf(Stickiness.none())).toEqual({});
  expect(settingsOf(Stickiness.none(), { trafficPolicy: {} })).toEqual({});
});

describe('a retry after a failed connection', () => {
  const retry = { numRetries: 7, retryOn: { triggers: ['connect-failure'] } } as never;

  test.each([
    ['serverSession()', Stickiness.serverSession()],
    ['sessionHeader()', Stickiness.sessionHeader('X-Pod')],
    ['sessionCookie()', Stickiness.sessionCookie({ name: 'pin' })],
  ])('is the default for %s, and that of the author replaces it', (_, stickiness) => {
    expect(settingsOf(stickiness).retry).toEqual({ numRetries: 2, retryOn: { triggers: ['connect-failure'] } });
    expect(settingsOf(stickiness, { trafficPolicy: { retry } }).retry).toEqual(retry);
  });

  test('is not added to a hash', () => {
    expect(settingsOf(Stickiness.header('X-User'))).not.toHaveProperty('retry');
  });

  test.each([
    [['connect-failure'], true],
    [['reset'], false],
    [['connect-failure', 'reset'], false],
    [[], false],
    [undefined, false],
    [[Lazy.any({ produce: () => 'reset' })], true],
  ])('is recognised by its triggers: %j', (triggers, expected) => {
    expect(isAfterConnectFailure({ retryOn: { triggers: triggers as never } })).toBe(expected);
  });

  test('is not recognised without triggers', () => {
    expect(isAfterConnectFailure({})).toBe(false);
  });
});
