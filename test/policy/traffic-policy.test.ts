import { EnvoyGatewayVersion, Stickiness } from '../../src';
import { STREAMING_IDLE_TIMEOUT, STREAMING_REQUEST_TIMEOUT } from '../../src/policy/traffic-policy';
import { manifestsOfKind } from '../chart';

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
