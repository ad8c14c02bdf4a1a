import { Stickiness } from '../../src';
import {
  addressSource,
  cookieSource,
  headersSource,
  type KeySource,
  pathSource,
  queryParamsSource,
} from '../../src/stickiness/key-source';
import { keyOf } from '../support/computed-key';
import type { Exchange } from '../support/envoy-format';

const { cookie, firstOf, header, headers, path, queryParams, sourceIp } = Stickiness;
const X_USER = header('X-User');
const AUTHORITY = header(':authority');
const X_A_AND_X_B = headers(['X-A', 'X-B']);
const A = queryParams(['a']);
const A_AND_B = queryParams(['a', 'b']);
const COOKIE = cookie({ name: 'a', passive: true });
const ROOM = path('/rooms/{room}');

const withHeaders = (given: Record<string, string>): Exchange => ({
  request: { headers: { ':authority': 'a.example.com', ...given } },
  client: '10.0.0.9:5',
});
const withPath = (asked: string): Exchange => ({ request: { headers: {}, path: asked }, client: '10.0.0.9:5' });
const withAddress = (client: string): Exchange => ({ request: { headers: {} }, client });

test.each<[factory: string, request: string, Stickiness, Exchange, key: string]>([
  ['header()', 'the header', X_USER, withHeaders({ 'x-user': 'u' }), 'u'],
  ['header(":authority")', 'an authority', AUTHORITY, withHeaders({}), 'a.example.com'],
  ['header("Host")', 'an authority', header('Host'), withHeaders({}), 'a.example.com'],
  ['headers()', 'all of the headers', X_A_AND_X_B, withHeaders({ 'x-a': '1', 'x-b': '2' }), '12'],
  ['headers()', 'one of the headers', X_A_AND_X_B, withHeaders({ 'x-b': '2' }), '2'],
  ['headers()', 'one header and an empty one', X_A_AND_X_B, withHeaders({ 'x-a': '', 'x-b': '2' }), '2'],
  ['queryParams()', 'the only parameter', A, withPath('/?a=2'), '2'],
  ['queryParams()', 'the parameter among others', A, withPath('/?b=1&a=2&c=3'), '2'],
  ['queryParams()', 'an encoded parameter', queryParams(['a%20b']), withPath('/?a%20b=%25'), '%25'],
  ['queryParams()', 'all of the parameters', A_AND_B, withPath('/?b=2&a=1'), '12'],
  ['queryParams()', 'one of the parameters', A_AND_B, withPath('/?b=2'), '2'],
  ['cookie()', 'the only cookie', COOKIE, withHeaders({ cookie: 'a=2' }), '2'],
  ['cookie()', 'the cookie among others', COOKIE, withHeaders({ cookie: 'b=1; a=2; c=3' }), '2'],
  ['cookie()', 'cookies without blanks between them', COOKIE, withHeaders({ cookie: 'b=1;a=2;c=3' }), '2'],
  [
    'cookie()',
    'a cookie whose name has marks',
    cookie({ name: 'a.b*%', passive: true }),
    withHeaders({ cookie: 'axbb=1; a.b*%=2' }),
    '2',
  ],
  ['path()', 'the variable', ROOM, withPath('/rooms/a/b'), 'a'],
])('%s finds the key of a request with %s', (_factory, _request, member, exchange, key) => {
  expect(keyOf(firstOf([member, sourceIp()]), exchange)).toBe(key);
});

test.each<[factory: string, request: string, Stickiness, Exchange]>([
  ['header()', 'another header', X_USER, withHeaders({ 'x-users': 'u' })],
  ['header()', 'an empty header', X_USER, withHeaders({ 'x-user': '' })],
  ['headers()', 'none of the headers', X_A_AND_X_B, withHeaders({ 'x-c': '1' })],
  ['queryParams()', 'parameters of similar names', A, withPath('/?aa=1&ba=2')],
  ['queryParams()', 'an empty parameter', A, withPath('/?a=&b=1')],
  ['queryParams()', 'none of the parameters', A_AND_B, withPath('/?c=1')],
  ['queryParams()', 'no query', A, withPath('/a=1')],
  ['cookie()', 'cookies of similar names', COOKIE, withHeaders({ cookie: 'ba=1; ab=2' })],
  ['cookie()', 'an empty cookie', COOKIE, withHeaders({ cookie: 'a=; b=1' })],
  ['cookie()', 'no cookies', COOKIE, withHeaders({})],
  ['path()', 'another path', ROOM, withPath('/')],
])('%s finds no key in a request with %s, so the next member has it', (_factory, _request, member, exchange) => {
  expect(keyOf(firstOf([member, sourceIp()]), exchange)).toBe('10.0.0.9');
});

test.each([
  ['10.0.0.9:5', '10.0.0.9'],
  ['[2001:db8::9]:5', '[2001:db8::9]'],
])('sourceIp() finds the address of %s, without its port', (client, key) => {
  expect(keyOf(firstOf([X_USER, sourceIp()]), withAddress(client))).toBe(key);
});

test.each<[string, KeySource]>([
  ['an address', addressSource()],
  ['a pseudo-header', headersSource([':path'])],
  ['the header Host in any case', headersSource(['HOST'])],
  ['several headers, one of which every request has', headersSource(['X-A', 'host'])],
])('every request has the key of %s', (_, { isAlwaysThere }) => {
  expect(isAlwaysThere).toBe(true);
});

test.each<[string, KeySource]>([
  ['a header', headersSource(['X-A'])],
  ['headers that only contain the name of one that every request has', headersSource(['hosts', 'X-Host', 'x:path'])],
  ['a parameter', queryParamsSource(['host'])],
  ['a cookie', cookieSource('host')],
  ['a path', pathSource('/([!-.0-~]+)')],
])('some requests lack the key of %s', (_, { isAlwaysThere }) => {
  expect(isAlwaysThere).toBe(false);
});

test('only the source of an address has no condition, as no request lacks one', () => {
  expect(addressSource().condition).toBeUndefined();
  expect(headersSource([':path']).condition).toBeDefined();
});
