import { GRPC, HTTP } from '../../../support/chart';
import { errorsOf, messagesOf } from '../../../support/findings';
import { A, HASH, ruleAt } from '../../fixtures';

test.each([
  ['neither http nor grpc', { http: undefined }],
  ['empty lists', { http: [], grpc: [] }],
])('a route with %s is an error', (_, rules) => {
  expect(errorsOf(rules)).toEqual(['no-rule http']);
});

test('a route with gRPC rules alone is accepted', () => {
  expect(errorsOf({ http: [], grpc: GRPC, stickiness: HASH })).toEqual([]);
});

test('values of HTTP rules that the CRD does not allow are errors', () => {
  const rule = { ...ruleAt('/a'), timeouts: { request: '1 s' }, backendRefs: [{ name: 'api', port: 65_536 }] };
  expect(errorsOf({ http: [...HTTP, rule] })).toEqual([
    'out-of-range http[1].backendRefs[0].port',
    'wrong-form http[1].timeouts.request',
  ]);
});

test('values of gRPC rules that the CRD does not allow are errors', () => {
  expect(messagesOf({ http: undefined, grpc: [{ name: 'Quotes', backendRefs: [A] }], stickiness: HASH })).toMatchObject(
    [{ id: 'wrong-form', property: 'grpc[0].name', remedy: expect.stringContaining('"quotes"') }],
  );
});
