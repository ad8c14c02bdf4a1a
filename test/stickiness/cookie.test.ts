import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duration } from 'cdk8s';
import * as fc from 'fast-check';
import { type CookieOptions, Stickiness } from '../../src';
import { DEFAULT_COOKIE_ATTRIBUTES, DEFAULT_COOKIE_NAME, DEFAULT_COOKIE_TTL } from '../../src/stickiness/cookie';
import { HTTP, manifestsOfKind } from '../support/chart';
import { refusalOf, refusedBy } from '../support/findings';
import { policyOf, yamlOf } from '../support/render';

function cookieOf(options: CookieOptions = {}) {
  const http = [{ ...HTTP[0], matches: [{ path: { value: options.path ?? '/' } }] }];
  const [policy] = manifestsOfKind('BackendTrafficPolicy', { http, stickiness: Stickiness.cookie(options) });
  return policy?.spec.loadBalancer.consistentHash.cookie;
}

const DEFAULT_YAML = `spec:
  loadBalancer:
    consistentHash:
      cookie:
        attributes:
          samesite: Lax
          secure: "true"
        name: INGRESSCOOKIE_QOVERY
        ttl: 85400s
      type: Cookie
    type: ConsistentHash
  targetRefs:
`;

test('Stickiness.cookie() renders this default, byte for byte, and nothing else', () => {
  expect(yamlOf({ stickiness: Stickiness.cookie() })).toContain(DEFAULT_YAML);
});

test('a route without a stickiness renders that of Stickiness.cookie()', () => {
  expect(yamlOf()).toBe(yamlOf({ stickiness: Stickiness.cookie() }));
});

test.each([
  {},
  { name: undefined, ttl: undefined, attributes: undefined, path: undefined, tableSize: undefined },
  { passive: false },
  { name: 'INGRESSCOOKIE_QOVERY', ttl: Duration.seconds(85_400), attributes: { secure: 'true', samesite: 'Lax' } },
])('Stickiness.cookie(%j) renders the default', (options) => {
  expect(yamlOf({ stickiness: Stickiness.cookie(options as CookieOptions) })).toBe(yamlOf());
});

test('the documentation of the cookie options quotes their defaults', () => {
  const source = readFileSync(join(__dirname, '../../src/stickiness/cookie.ts'), 'utf8');
  const { secure, samesite } = DEFAULT_COOKIE_ATTRIBUTES;
  expect(source).toContain(`@default "${DEFAULT_COOKIE_NAME}"`);
  expect(source).toContain(`@default Duration.seconds(${DEFAULT_COOKIE_TTL.toSeconds()})`);
  expect(source).toContain(`@default { secure: "${secure}", samesite: "${samesite}" }`);
});

test.each<[CookieOptions, object]>([
  [{ name: 'shop' }, { name: 'shop' }],
  [{ ttl: Duration.seconds(0) }, { ttl: '0s' }],
  [{ ttl: Duration.days(30) }, { ttl: '720h' }],
  [{ attributes: { httponly: 'true' } }, { attributes: { httponly: 'true' } }],
  [{ attributes: {} }, { attributes: {} }],
  [{ path: '/' }, { attributes: { secure: 'true', samesite: 'Lax', path: '/' } }],
  [{ path: '/shop', attributes: { domain: 'example.com' } }, { attributes: { domain: 'example.com', path: '/shop' } }],
])('Stickiness.cookie(%j) changes the default to %j', (options, changed) => {
  expect(cookieOf(options)).toEqual({
    name: 'INGRESSCOOKIE_QOVERY',
    ttl: '85400s',
    attributes: { secure: 'true', samesite: 'Lax' },
    ...changed,
  });
});

test('Stickiness.cookie() renders the table size beside the cookie', () => {
  expect(policyOf(Stickiness.cookie({ tableSize: 7 })).loadBalancer.consistentHash).toEqual({
    type: 'Cookie',
    tableSize: 7,
    cookie: cookieOf(),
  });
});

test('Stickiness.cookie() renders only the name of a passive cookie', () => {
  expect(cookieOf({ passive: true, name: 'JSESSIONID' })).toEqual({ name: 'JSESSIONID' });
});

test.each<[string, CookieOptions, string]>([
  ['an empty name', { name: '' }, 'invalid-name Stickiness.cookie() name'],
  ['an invalid name of a passive cookie', { name: 'a b', passive: true }, 'invalid-name Stickiness.cookie() name'],
  ['a ttl with a fraction of a second', { ttl: Duration.millis(500) }, 'lifetime Stickiness.cookie() ttl'],
  ['a relative path', { path: 'shop' }, 'cookie-attribute Stickiness.cookie() path'],
  [
    'two paths',
    { path: '/', attributes: { domain: 'example.com', Path: '/shop' } },
    'duplicate-attribute Stickiness.cookie() attributes.Path',
  ],
  [
    'an attribute with a line break',
    { attributes: { domain: 'a\r\nb' } },
    'cookie-attribute Stickiness.cookie() attributes.domain',
  ],
  ['a prefix without its attributes', { name: '__Host-shop' }, 'cookie-prefix Stickiness.cookie() name'],
  ['a table size that is no prime', { tableSize: 4 }, 'table-size Stickiness.cookie() tableSize'],
  [
    'the ttl of a passive cookie',
    { name: 'user', passive: true, ttl: Duration.hours(1) },
    'passive-cookie Stickiness.cookie() ttl',
  ],
  [
    'the attributes of a passive cookie',
    { name: 'user', passive: true, attributes: {} },
    'passive-cookie Stickiness.cookie() attributes',
  ],
  [
    'a number as the ttl of a passive cookie',
    { name: 'user', passive: true, ttl: 7 as never },
    'passive-cookie Stickiness.cookie() ttl',
  ],
  ['a passive cookie without a name', { passive: true }, 'passive-cookie Stickiness.cookie() name'],
  ['a text for passive', { passive: 'false' as never }, 'wrong-type Stickiness.cookie() passive'],
  ['a text for attributes', { attributes: 'Secure' as never }, 'wrong-type Stickiness.cookie() attributes'],
  ['a list of attributes', { attributes: ['Secure'] as never }, 'wrong-type Stickiness.cookie() attributes'],
  ['a Map of attributes', { attributes: new Map() as never }, 'wrong-type Stickiness.cookie() attributes'],
  [
    'the path of a passive cookie',
    { name: 'user', passive: true, path: '/' },
    'passive-cookie Stickiness.cookie() path',
  ],
])('Stickiness.cookie() refuses %s', (_, options, refusal) => {
  expect(refusalOf(() => Stickiness.cookie(options))).toBe(refusal);
});

test('Stickiness.cookie() writes a refused ttl in seconds', () => {
  const refusedValue = (options: CookieOptions) => refusedBy(() => Stickiness.cookie(options)).value;
  expect(refusedValue({ name: 'user', passive: true, ttl: Duration.millis(1500) })).toBe('"1.5s"');
  expect(refusedValue({ ttl: Duration.millis(1500) })).toBe('"1.5s"');
});

test('options of Stickiness.cookie() that are null are not set', () => {
  const options = { name: null, ttl: null, path: null, attributes: null, passive: null, tableSize: null };
  expect(cookieOf(options as never)).toEqual(cookieOf({}));
});

test('Stickiness.cookie() accepts a prefix with its attributes', () => {
  expect(cookieOf({ name: '__Host-shop', path: '/' }).name).toBe('__Host-shop');
});

test('Stickiness.cookie() renders any whole seconds as a duration of the CRD', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 99_999 * 3600 }), (seconds) => {
      expect(cookieOf({ ttl: Duration.seconds(seconds) }).ttl).toMatch(/^([0-9]{1,5}(h|m|s|ms)){1,4}$/);
    }),
  );
});

test('Stickiness.cookie() does not change its options, and later changes of them have no effect', () => {
  const attributes: Record<string, string> = { secure: 'true' };
  const options = Object.freeze({ attributes: Object.freeze(attributes), path: '/' });
  const fromFrozen = Stickiness.cookie(options);

  const mutable = { ...attributes };
  const stickiness = Stickiness.cookie({ attributes: mutable, path: '/' });
  mutable.secure = 'false';
  mutable.domain = 'example.com';
  expect(yamlOf({ stickiness })).toBe(yamlOf({ stickiness: fromFrozen }));
});
