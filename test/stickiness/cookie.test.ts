import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duration } from 'cdk8s';
import * as fc from 'fast-check';
import { type CookieOptions, Stickiness } from '../../src';
import { DEFAULT_COOKIE_ATTRIBUTES, DEFAULT_COOKIE_NAME, DEFAULT_COOKIE_TTL } from '../../src/stickiness/cookie';
import { HTTP, manifestsOfKind } from '../support/chart';
import { errorOf, policyOf, yamlOf } from '../support/render';

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

test('the default is this, byte for byte, and nothing else', () => {
  expect(yamlOf({ stickiness: Stickiness.cookie() })).toContain(DEFAULT_YAML);
});

test('a route without a stickiness has the default', () => {
  expect(yamlOf()).toBe(yamlOf({ stickiness: Stickiness.cookie() }));
});

test.each<CookieOptions>([
  {},
  { name: undefined, ttl: undefined, attributes: undefined, path: undefined, tableSize: undefined },
  { passive: false },
  { name: 'INGRESSCOOKIE_QOVERY', ttl: Duration.seconds(85_400), attributes: { secure: 'true', samesite: 'Lax' } },
])('%j is the default', (options) => {
  expect(yamlOf({ stickiness: Stickiness.cookie(options) })).toBe(yamlOf());
});

test('the documentation quotes the defaults', () => {
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
])('%j changes that of the default', (options, changed) => {
  expect(cookieOf(options)).toEqual({
    name: 'INGRESSCOOKIE_QOVERY',
    ttl: '85400s',
    attributes: { secure: 'true', samesite: 'Lax' },
    ...changed,
  });
});

test('the table size stands beside the cookie', () => {
  expect(policyOf(Stickiness.cookie({ tableSize: 7 })).loadBalancer.consistentHash).toEqual({
    type: 'Cookie',
    tableSize: 7,
    cookie: cookieOf(),
  });
});

test('of a passive cookie only the name is said', () => {
  expect(cookieOf({ passive: true, name: 'JSESSIONID' })).toEqual({ name: 'JSESSIONID' });
  expect(cookieOf({ passive: true })).toEqual({ name: 'INGRESSCOOKIE_QOVERY' });
});

test.each<[string, CookieOptions, string]>([
  [
    'an empty name',
    { name: '' },
    'Stickiness.cookie() name: got ""; allowed: at least one of letters, digits and !#$%&\'*+-.^_`|~; remedy: name what the client sends.',
  ],
  [
    'a name that is none in a passive cookie',
    { name: 'a b', passive: true },
    'Stickiness.cookie() name: got "a b"; allowed: at least one of letters, digits and !#$%&\'*+-.^_`|~; remedy: write "a-b".',
  ],
  [
    'a ttl with a fraction',
    { ttl: Duration.millis(500) },
    'Stickiness.cookie() ttl: got "0.5s"; allowed: 0s to 99999h59m59s in whole seconds, all that Max-Age of a cookie can say; remedy: write Duration.seconds(1).',
  ],
  [
    'a path that is relative',
    { path: 'shop' },
    'Stickiness.cookie() path: got "shop"; allowed: an absolute path; remedy: write "/shop".',
  ],
  [
    'two paths',
    { path: '/', attributes: { domain: 'example.com', Path: '/shop' } },
    'Stickiness.cookie() attributes.Path: got "/shop"; allowed: no path here where the option path is set; remedy: remove one of the two.',
  ],
  [
    'an attribute that would freeze the Gateway',
    { attributes: { domain: 'a\r\nb' } },
    'Stickiness.cookie() attributes.domain: got "a\\r\\nb"; allowed: visible ASCII but ";"; remedy: remove blanks and control characters; "true" sets a flag.',
  ],
  [
    'a prefix without its attributes',
    { name: '__Host-shop' },
    'Stickiness.cookie() name: got "__Host-shop"; allowed: a prefix whose attributes are set, as browsers drop the cookie otherwise: this one needs Secure, Path=/ and no Domain; remedy: set them, or choose a name without the prefix.',
  ],
  [
    'a table size that is no prime',
    { tableSize: 4 },
    'Stickiness.cookie() tableSize: got 4; allowed: a prime from 2 to 5000011; remedy: write 5.',
  ],
  [
    'the ttl of a passive cookie',
    { passive: true, ttl: Duration.millis(1500) },
    'Stickiness.cookie() ttl: got "1.5s"; allowed: nothing for a passive cookie, as the application sets it; remedy: remove ttl or passive.',
  ],
  [
    'the attributes of a passive cookie',
    { passive: true, attributes: {} },
    'Stickiness.cookie() attributes: got {}; allowed: nothing for a passive cookie, as the application sets it; remedy: remove attributes or passive.',
  ],
  [
    'the path of a passive cookie',
    { passive: true, path: '/' },
    'Stickiness.cookie() path: got "/"; allowed: nothing for a passive cookie, as the application sets it; remedy: remove path or passive.',
  ],
])('%s is refused', (_, options, message) => {
  expect(errorOf(() => Stickiness.cookie(options))).toBe(message);
});

test('a prefix with its attributes is taken', () => {
  expect(cookieOf({ name: '__Host-shop', path: '/' }).name).toBe('__Host-shop');
});

test('whole seconds of any number render as a duration of the CRD', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 99_999 * 3600 }), (seconds) => {
      expect(cookieOf({ ttl: Duration.seconds(seconds) }).ttl).toMatch(/^([0-9]{1,5}(h|m|s|ms)){1,4}$/);
    }),
  );
});

test('options are not changed, and changing them later changes nothing', () => {
  const attributes: Record<string, string> = { secure: 'true' };
  const options = Object.freeze({ attributes: Object.freeze(attributes), path: '/' });
  const fromFrozen = Stickiness.cookie(options);

  const mutable = { ...attributes };
  const stickiness = Stickiness.cookie({ attributes: mutable, path: '/' });
  mutable.secure = 'false';
  mutable.domain = 'example.com';
  expect(yamlOf({ stickiness })).toBe(yamlOf({ stickiness: fromFrozen }));
});
