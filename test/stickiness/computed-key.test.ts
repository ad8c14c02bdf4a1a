import { Stickiness } from '../../src';
import { type Exchange, formatted } from '../support/envoy-format';

const { cookie, firstOf, header, headers, path, queryParams, sourceIp } = Stickiness;
/** Given by every request of these tests, so that it is what is left. */
const REST = header('x-rest');

/** The key of a request, by the first of these members that it has. */
function keyOf(
  members: readonly Stickiness[],
  { headers = {}, path = '/' }: Partial<Exchange['request']> = {},
): string {
  const [{ value = '' } = {}] = firstOf([...members])._parts.filters?.request?.set ?? [];
  return formatted(value, {
    request: { headers: { ':authority': 'a.example.com', ...headers }, path },
    client: '10.0.0.9:5',
  });
}

const rest = { 'x-rest': 'rest' };
const ofHeaders = (given: Record<string, string>) => ({ headers: { ...rest, ...given } });
const ofPath = (asked: string) => ({ headers: rest, path: asked });

test.each([
  ['a header', header('X-User'), ofHeaders({ 'x-user': 'u' }), 'u'],
  ['no header', header('X-User'), ofHeaders({}), 'rest'],
  ['the authority by its old name', header('Host'), ofHeaders({}), 'a.example.com'],
  ['several headers', headers(['X-A', 'X-B']), ofHeaders({ 'x-a': '1', 'x-b': '2' }), '12'],
  ['one of several headers', headers(['X-A', 'X-B']), ofHeaders({ 'x-b': '2' }), '2'],
  ['none of several headers', headers(['X-A', 'X-B']), ofHeaders({}), 'rest'],
  ['a parameter', queryParams(['a']), ofPath('/?b=1&a=2&c=3'), '2'],
  ['a parameter of another name', queryParams(['a']), ofPath('/?aa=1&ba=2'), 'rest'],
  ['a parameter without a value', queryParams(['a']), ofPath('/?a=&b=1'), 'rest'],
  ['a parameter that is encoded', queryParams(['a%20b']), ofPath('/?a%20b=%25'), '%25'],
  ['several parameters', queryParams(['a', 'b']), ofPath('/?b=2&a=1'), '12'],
  ['one of several parameters', queryParams(['a', 'b']), ofPath('/?b=2'), '2'],
  ['a cookie', cookie({ name: 'a', passive: true }), ofHeaders({ cookie: 'b=1; a=2; c=3' }), '2'],
  ['the only cookie', cookie({ name: 'a', passive: true }), ofHeaders({ cookie: 'a=2' }), '2'],
  ['a cookie of another name', cookie({ name: 'a', passive: true }), ofHeaders({ cookie: 'ba=1; ab=2' }), 'rest'],
  ['a cookie without a value', cookie({ name: 'a', passive: true }), ofHeaders({ cookie: 'a=; b=1' }), 'rest'],
  ['no cookies', cookie({ name: 'a', passive: true }), ofHeaders({}), 'rest'],
  ['a cookie with marks', cookie({ name: 'a.b*%', passive: true }), ofHeaders({ cookie: 'axbb=1; a.b*%=2' }), '2'],
  ['a room', path('/rooms/{room}'), ofPath('/rooms/a/b'), 'a'],
  ['no room', path('/rooms/{room}'), ofPath('/'), 'rest'],
])('the key is that of %s', (_, member, request, key) => {
  expect(keyOf([member, REST], request)).toBe(key);
});

test('the first member that a request has is the key, and nothing of the others', () => {
  const members = [headers(['X-A', 'X-B']), queryParams(['a', 'b', 'c']), header('X-User')];
  const all = { 'x-a': '1', 'x-b': '2', 'x-user': 'u' };
  expect(keyOf(members, { headers: all, path: '/?a=3&b=4&c=5' })).toBe('12');
  expect(keyOf(members, { headers: { 'x-user': 'u' }, path: '/?a=3&b=4&c=5' })).toBe('345');
  expect(keyOf(members, { headers: { 'x-user': 'u' } })).toBe('u');
  expect(keyOf(members)).toBe('');
});

test('the last member is the key even where nothing asks for it, and an address has no port', () => {
  expect(keyOf([header('X-User'), sourceIp()])).toBe('10.0.0.9');
  expect(keyOf([header('X-User'), sourceIp()], { headers: { 'x-user': 'u' } })).toBe('u');
  const [{ value = '' } = {}] = firstOf([header('X-User'), sourceIp()])._parts.filters?.request?.set ?? [];
  expect(formatted(value, { request: { headers: {} }, client: '[2001:db8::9]:5' })).toBe('[2001:db8::9]');
});

test('a key that the Gateway API has no room for is refused', () => {
  const long = (count: number) => Array.from({ length: count }, (_, i) => header(`X-${'a'.repeat(150)}-${i}`));
  expect(() => firstOf(long(8))).not.toThrow();
  expect(() => firstOf(long(16))).toThrow(
    /^Stickiness\.firstOf\(\) members: got 16; allowed: members that make a header value of 4096 characters, not of \d{4}; remedy: use fewer of them, or shorter names\.$/,
  );
});
