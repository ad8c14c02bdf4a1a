import { Stickiness } from '../../src';
import { computeKey } from '../../src/stickiness/computed-key';
import { keyOf } from '../support/computed-key';
import { refusalOf, refusedBy } from '../support/findings';

const { firstOf, header, headers, path, queryParams, sourceIp } = Stickiness;

test('the key is that of the first member that a request has, and nothing of the others', () => {
  const list = firstOf([headers(['X-A', 'X-B']), queryParams(['a', 'b', 'c']), header('X-User')]);
  const keyWith = (given: Record<string, string>, asked = '/') =>
    keyOf(list, { request: { headers: given, path: asked } });
  expect(keyWith({ 'x-a': '1', 'x-b': '2', 'x-user': 'u' }, '/?a=3&b=4&c=5')).toBe('12');
  expect(keyWith({ 'x-user': 'u' }, '/?a=3&b=4&c=5')).toBe('345');
  expect(keyWith({ 'x-user': 'u' })).toBe('u');
  expect(keyWith({})).toBe('');
});

test('the key is that of the last member if a request has no other', () => {
  const list = firstOf([header('X-User'), sourceIp()]);
  expect(keyOf(list, { request: { headers: {} }, client: '10.0.0.9:5' })).toBe('10.0.0.9');
  expect(keyOf(list, { request: { headers: { 'x-user': 'u' } }, client: '10.0.0.9:5' })).toBe('u');
});

test('a key of one value is not followed by values of a later member', () => {
  const list = firstOf([header('X-User'), headers(['X-A', 'X-B'])]);
  expect(keyOf(list, { request: { headers: { 'x-user': 'u', 'x-a': '1', 'x-b': '2' } } })).toBe('u');
  expect(keyOf(list, { request: { headers: { 'x-a': '1', 'x-b': '2' } } })).toBe('12');
});

test('a request without the only source has an empty key', () => {
  expect(keyOf(path('/rooms/{room}'), { request: { headers: {}, path: '/' } })).toBe('');
});

test('the filter removes the header of the key that a client sends', () => {
  expect(computeKey('f', [{ values: ["'a'"], isAlwaysThere: true }]).request).toEqual({
    remove: ['x-envoy-retriable-header-names'],
    set: [{ name: 'x-envoy-retriable-header-names', value: "%CEL('a')%" }],
  });
});

test('a key may fill a header value of the Gateway API, and not exceed it', () => {
  const ofLength = (length: number) => [
    { values: [`'${'a'.repeat(length - "%CEL('')%".length)}'`], isAlwaysThere: true },
  ];
  const [value] = computeKey('f', ofLength(4096)).request?.set ?? [];
  expect(value?.value).toHaveLength(4096);
  const refused = refusedBy(() => computeKey('f', ofLength(4097)));
  expect(refused).toMatchObject({ id: 'key-too-long', property: 'f members', value: '1' });
  expect(refused.expected).toMatch(/\b4096\b.*\b4097\b/);
});

test('members that make the key too long are refused', () => {
  const list = (count: number) => Array.from({ length: count }, (_, i) => header(`X-${'a'.repeat(150)}-${i}`));
  expect(() => firstOf(list(8))).not.toThrow();
  expect(refusalOf(() => firstOf(list(16)))).toBe('key-too-long Stickiness.firstOf() members');
});
