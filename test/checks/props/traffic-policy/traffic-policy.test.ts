import { BackendTrafficPolicySpecLoadBalancerType as Type } from '../../../../imports/gateway.envoyproxy.io';
import { EnvoyGatewayVersion } from '../../../../src';
import { HTTP } from '../../../support/chart';
import { errorsOf, messagesOf } from '../../../support/findings';
import { HASH, NONE } from '../../fixtures';

const PRECONNECT = { connection: { preconnect: { predictivePercent: 150 } } };

test('a value in the traffic policy that the CRD does not allow is an error', () => {
  expect(errorsOf({ trafficPolicy: { retry: { numRetries: -1 } } })).toEqual([
    'out-of-range trafficPolicy.retry.numRetries',
  ]);
});

test('a field in the traffic policy that the CRD does not have is an error that lists the known ones', () => {
  const [message, ...others] = messagesOf({ trafficPolicy: { retry: { retries: 1 } as never } });
  expect(message).toMatchObject({ id: 'unknown-field', property: 'trafficPolicy.retry.retries' });
  expect(message?.expected).toContain('numRetries');
  expect(others).toEqual([]);
});

test('a field in the traffic policy that the target does not have is an error that names the first version with it', () => {
  const trafficPolicy = { timeout: { http: { streamIdleTimeout: '1h' } } };
  expect(messagesOf({ trafficPolicy, target: EnvoyGatewayVersion.V1_7 })).toMatchObject([
    {
      id: 'newer-envoy-gateway',
      property: 'trafficPolicy.timeout.http.streamIdleTimeout',
      expected: expect.stringContaining('1.7'),
      remedy: expect.stringContaining('EnvoyGatewayVersion.V1_8'),
    },
  ]);
  expect(errorsOf({ trafficPolicy, target: EnvoyGatewayVersion.V1_8 })).toEqual([]);
});

const REF = { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: 'a' };

test.each([
  ['targetRef', REF],
  ['targetRefs', [REF]],
  ['targetSelectors', [{ kind: 'HTTPRoute' }]],
])('%s in the traffic policy is an error', (property, value) => {
  expect(errorsOf({ trafficPolicy: { [property]: value } })).toEqual([`policy-target trafficPolicy.${property}`]);
});

test('a rule of the CRD that only the rendered policy breaks is an error', () => {
  expect(errorsOf({ trafficPolicy: PRECONNECT, stickiness: HASH })).toEqual(['crd-rule trafficPolicy']);
  expect(errorsOf({ trafficPolicy: { ...PRECONNECT, loadBalancer: { type: Type.RANDOM } }, stickiness: NONE })).toEqual(
    [],
  );
});

test('a rule of the CRD that several policies break is one error', () => {
  const http = [{ ...HTTP[0], name: 'a' }];
  expect(errorsOf({ http, trafficPolicy: PRECONNECT, stickiness: HASH, ruleStickiness: { a: HASH } })).toEqual([
    'crd-rule trafficPolicy',
  ]);
});

test('a rule of the CRD that only the policy of a single rule breaks is an error', () => {
  const http = [{ ...HTTP[0], name: 'a' }];
  const trafficPolicy = { ...PRECONNECT, loadBalancer: { type: Type.RANDOM } };
  expect(errorsOf({ http, trafficPolicy, stickiness: NONE, ruleStickiness: { a: HASH } })).toEqual([
    'crd-rule trafficPolicy',
  ]);
});

test('two rules of the CRD that the rendered policy breaks are two errors', () => {
  const trafficPolicy = { ...PRECONNECT, loadBalancer: { type: Type.BACKEND_UTILIZATION } };
  expect(errorsOf({ trafficPolicy, stickiness: NONE })).toEqual([
    'crd-rule trafficPolicy',
    'crd-rule trafficPolicy.loadBalancer',
  ]);
});

test('a load balancer that contradicts the stickiness is not reported for the CRD again', () => {
  const trafficPolicy = { loadBalancer: 'RoundRobin' as never };
  expect(errorsOf({ trafficPolicy, stickiness: HASH })).toEqual(['load-balancer trafficPolicy.loadBalancer']);
});

test('rules of the CRD are not checked for a policy with other errors', () => {
  const trafficPolicy = { ...PRECONNECT, retry: { numRetries: -1 } };
  expect(errorsOf({ trafficPolicy, stickiness: HASH })).toEqual(['out-of-range trafficPolicy.retry.numRetries']);
});
