import { propertyAt } from '../../src/findings/message';
import { backendsOf } from '../../src/input/backends';

const mirror = (name: string) => ({ requestMirror: { backendRef: { name } } });
const placesOf = (...rules: Parameters<typeof backendsOf>[1]) =>
  backendsOf('http', rules).map(({ path, backend }) => `${propertyAt(path)} ${backend.name}`);

test('backends are those that answer and those that get copies, each with its place', () => {
  const backendRefs = [
    { name: 'a', filters: [{}, mirror('b')] },
    { name: 'c', filters: [] },
  ];
  expect(placesOf({ backendRefs, filters: [mirror('d'), mirror('e')] }, { backendRefs: [{ name: 'f' }] })).toEqual([
    'http[0].backendRefs[0] a',
    'http[0].backendRefs[0].filters[1].requestMirror.backendRef b',
    'http[0].backendRefs[1] c',
    'http[0].filters[0].requestMirror.backendRef d',
    'http[0].filters[1].requestMirror.backendRef e',
    'http[1].backendRefs[0] f',
  ]);
});

test('the backend is as it was written', () => {
  const backend = { name: 'a', namespace: 'desk', port: 80, weight: 9 };
  expect(backendsOf('grpc', [{ backendRefs: [backend] }])).toEqual([{ path: ['grpc', 0, 'backendRefs', 0], backend }]);
});

test('rules without backends, and what is no list, have none', () => {
  expect(placesOf({}, { backendRefs: [], filters: [] }, { filters: [{}, { requestMirror: {} as never }] })).toEqual([]);
  expect(placesOf({ backendRefs: 'a' as never, filters: {} as never })).toEqual([]);
  expect(placesOf()).toEqual([]);
});
