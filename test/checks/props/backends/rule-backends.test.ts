import { HttpRouteSpecRulesFiltersType as FilterType } from '../../../../imports/gateway.networking.k8s.io';
import { errorsOf } from '../../../support/findings';
import { HASH, weighted } from '../../fixtures';

test.each([
  ['no list of backends', {}],
  ['an empty list of backends', { backendRefs: [] }],
  ['backends of weight 0', weighted(0, 0)],
  ['a filter that does not respond', { filters: [{ type: FilterType.CORS, cors: {} }] }],
])('an HTTP rule with %s is an error', (_, rule) => {
  expect(errorsOf({ http: [rule] })).toEqual(['no-backend http[0].backendRefs']);
});

test('a gRPC rule without backends is an error', () => {
  expect(errorsOf({ http: undefined, grpc: [{}], stickiness: HASH })).toEqual(['no-backend grpc[0].backendRefs']);
});

test('backends that are no list are only an error of their type', () => {
  expect(errorsOf({ http: [{ backendRefs: {} as never }] })).toEqual(['wrong-type http[0].backendRefs']);
});

test.each([
  ['a backend of another weight', weighted(0, 1)],
  ['a backend without a weight', weighted(0, undefined)],
  ['a redirect', { filters: [{ type: FilterType.REQUEST_REDIRECT, requestRedirect: { hostname: 'a.example.com' } }] }],
  [
    'an extension',
    { filters: [{ type: FilterType.EXTENSION_REF, extensionRef: { group: 'a.example.com', kind: 'A', name: 'a' } }] },
  ],
])('a rule with %s is accepted', (_, rule) => {
  expect(errorsOf({ http: [rule] })).toEqual([]);
});
