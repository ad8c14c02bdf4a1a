import { propertyAt } from '../../src/findings/property-path';
import { backendsOf } from '../../src/input/backends';

const mirror = (name: string) => ({ requestMirror: { backendRef: { name } } });
const found = (rule: Parameters<typeof backendsOf>[1]) =>
  backendsOf('http[2]', rule).map(({ path, backend }) => `${propertyAt(path)} ${backend.name}`);

test('the backends of a rule are those that respond and those that get mirrored requests', () => {
  const backendRefs = [{ name: 'a' }, { name: 'b' }];
  expect(found({ backendRefs, filters: [mirror('c'), {}, mirror('d')] })).toEqual([
    'http[2].backendRefs[0] a',
    'http[2].backendRefs[1] b',
    'http[2].filters[0].requestMirror.backendRef c',
    'http[2].filters[2].requestMirror.backendRef d',
  ]);
});

test('a backend is returned as its author wrote it', () => {
  const backend = { name: 'a', namespace: 'desk', port: 80, weight: 9 };
  expect(backendsOf('grpc[0]', { backendRefs: [backend] })).toEqual([{ path: ['grpc[0]', 'backendRefs', 0], backend }]);
});

test.each([
  ['nothing', {}],
  ['empty lists', { backendRefs: [], filters: [] }],
  ['a mirror without a backend', { filters: [{}, { requestMirror: {} as never }] }],
  ['values that are no lists', { backendRefs: 'a' as never, filters: {} as never }],
])('a rule with %s has no backends', (_, rule) => {
  expect(found(rule)).toEqual([]);
});
