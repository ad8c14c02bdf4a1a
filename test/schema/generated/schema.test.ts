import type { Field } from '../../../src/schema/field';
import { SCHEMA } from '../../../src/schema/generated/schema';

function field(kind: string, path: string): Field | undefined {
  return path
    .split('.')
    .reduce<Field | undefined>((at, name) => (name === '[]' ? at?.items : at?.fields?.[name]), SCHEMA[kind]);
}

test.each([
  ['loadBalancer.consistentHash.headers', '1.6'],
  ['loadBalancer.consistentHash.queryParams', '1.7'],
  ['loadBalancer.endpointOverride', undefined],
  ['mergeType', undefined],
])('a BackendTrafficPolicy has the field %s since Envoy Gateway %s', (path, since) => {
  expect(field('BackendTrafficPolicy', path)).toBeDefined();
  expect(field('BackendTrafficPolicy', path)?.since).toBe(since);
});

test('a BackendTrafficPolicy has the hash types Headers and QueryParams since it has their fields', () => {
  expect(field('BackendTrafficPolicy', 'loadBalancer.consistentHash.type')?.valuesSince).toEqual({
    Headers: '1.6',
    QueryParams: '1.7',
  });
});

test('a whole number has at most 32 bits, whether or not the CRD says so', () => {
  const rejectionAggression = field('BackendTrafficPolicy', 'admissionControl.rejectionAggression');
  expect(rejectionAggression).toMatchObject({ type: 'integer', maximum: 2 ** 31 - 1 });
  const minRetryConcurrency = field('BackendTrafficPolicy', 'circuitBreaker.retryBudget.minRetryConcurrency');
  expect(minRetryConcurrency).toMatchObject({ type: 'integer', minimum: 0, maximum: 2 ** 31 - 1 });
  expect(field('HTTPRoute', 'rules.[].backendRefs.[].port')).toMatchObject({ minimum: 1, maximum: 65_535 });
});

test.each([
  ['HTTPRoute', 'parentRefs', 32],
  ['HTTPRoute', 'hostnames', 16],
  ['HTTPRoute', 'rules', 16],
  ['HTTPRoute', 'rules.[].matches', 64],
  ['HTTPRoute', 'rules.[].backendRefs', 16],
  ['HTTPRoute', 'rules.[].filters', 16],
  ['GRPCRoute', 'parentRefs', 32],
  ['GRPCRoute', 'hostnames', 16],
  ['GRPCRoute', 'rules', 16],
  ['GRPCRoute', 'rules.[].matches', 64],
  ['GRPCRoute', 'rules.[].backendRefs', 16],
  ['GRPCRoute', 'rules.[].filters', 16],
])('the list %s %s has at most %d items', (kind, path, most) => {
  expect(field(kind, path)?.maxItems).toBe(most);
});

test.each(['matches.[].headers.[].value', 'filters.[].requestHeaderModifier.set.[].value'])(
  'the header value rules.[].%s of an HTTPRoute has at most 4096 characters',
  (path) => {
    expect(field('HTTPRoute', `rules.[].${path}`)?.maxLength).toBe(4096);
  },
);
