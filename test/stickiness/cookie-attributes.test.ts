import * as fc from 'fast-check';
import {
  attributeOf,
  checkCookieAttribute,
  checkCookieAttributes,
  checkCookiePrefix,
  isBelowCookiePath,
} from '../../src/stickiness/cookie-attributes';
import { refusalOf, refusedBy } from '../support/findings';

type Attributes = Record<string, string>;

describe('checkCookieAttributes()', () => {
  test.each<Attributes>([
    {},
    { secure: 'true', samesite: 'Lax' },
    { Secure: 'true', HttpOnly: 'true', Partitioned: 'true' },
    { SameSite: 'Strict' },
    { samesite: 'lax' },
    { samesite: 'None', secure: 'true' },
    { SECURE: 'true', SAMESITE: 'NONE' },
    { path: '/' },
    { PATH: '/a:b' },
    { domain: 'example.com', priority: 'High' },
    {
      'my-partitioned': 'true',
      'partitioned-my': 'true',
      'my-samesite': 'None',
      'samesite-my': 'None',
      domain: 'none',
    },
  ])('accepts %j', (attributes) => {
    expect(() => checkCookieAttributes('f', attributes)).not.toThrow();
  });

  test.each<[Attributes, string]>([
    [{ '': 'a' }, 'cookie-attribute f attributes, a name'],
    [{ 'a b': 'a' }, 'cookie-attribute f attributes, a name'],
    [{ 'a;b': 'a' }, 'cookie-attribute f attributes, a name'],
    [{ domain: '' }, 'cookie-attribute f attributes.domain'],
    [{ 'Max-Age': '60' }, 'cookie-attribute f attributes.Max-Age'],
    [{ maxAge: '60' }, 'cookie-attribute f attributes.maxAge'],
    [{ expires: 'never' }, 'cookie-attribute f attributes.expires'],
    [{ SamSite: 'Lax' }, 'cookie-attribute f attributes, a name'],
    [{ secure: 'false' }, 'cookie-attribute f attributes.secure'],
    [{ Secure: 'True' }, 'cookie-attribute f attributes.Secure'],
    [{ httponly: 'false' }, 'cookie-attribute f attributes.httponly'],
    [{ partitioned: 'false' }, 'cookie-attribute f attributes.partitioned'],
    [{ SameSite: 'Loose' }, 'cookie-attribute f attributes.SameSite'],
    [{ Path: 'shop/' }, 'cookie-attribute f attributes.Path'],
    [{ domain: 'a', Domain: 'b' }, 'duplicate-attribute f attributes.Domain'],
    [{ samesite: 'None' }, 'cookie-not-secure f attributes.samesite'],
    [{ domain: 'none', SameSite: 'none' }, 'cookie-not-secure f attributes.SameSite'],
    [{ Partitioned: 'true' }, 'cookie-not-secure f attributes.Partitioned'],
  ])('refuses %j: %s', (attributes, refusal) => {
    expect(refusalOf(() => checkCookieAttributes('f', attributes))).toBe(refusal);
  });

  test.each<[Attributes, string]>([
    [{ ' path ': '/' }, 'write "path"'],
    [{ 'a b': 'a' }, 'remove it, or correct its name'],
    [{ 'Max-Age': '60' }, 'use the option ttl'],
    [{ maxAge: '60' }, 'use the option ttl'],
    [{ SamSite: 'Lax' }, 'write "samesite"'],
    [{ 'Same-Site': 'Lax' }, 'write "samesite"'],
    [{ http_only: 'true' }, 'write "httponly"'],
    [{ Path: 'shop/' }, 'write "/shop/"'],
    [{ path: 'https://a.example.com/shop' }, 'write "/shop"'],
    [{ path: 'https://a.example.com' }, 'write "/"'],
    [{ domain: 'münchen.example' }, 'write "xn--mnchen-3ya.example"'],
    [{ domain: 'ä ö' }, 'remove blanks and control characters; "true" sets a flag'],
    [{ SameSite: 'none' }, 'add secure: "true", or remove SameSite'],
  ])('corrects %j: %s', (attributes, remedy) => {
    expect(refusedBy(() => checkCookieAttributes('f', attributes)).remedy).toBe(remedy);
  });

  test('lists the values of SameSite if it refuses one', () => {
    const { expected } = refusedBy(() => checkCookieAttributes('f', { SameSite: 'Loose' }));
    expect(expected).toBe('Strict, Lax, None');
  });

  test.each<[unknown, string]>([
    [true, 'write "true"'],
    [false, 'write "true" or leave it out'],
    [undefined, 'write "true" or leave it out'],
  ])('refuses the flag %j: %s', (value, remedy) => {
    const attributes = { Secure: value } as Attributes;
    expect(refusedBy(() => checkCookieAttributes('f', attributes))).toMatchObject({
      id: 'cookie-attribute',
      property: 'f attributes.Secure',
      remedy,
    });
  });

  test.each([undefined, null, true])('refuses the value %j', (value) => {
    expect(refusalOf(() => checkCookieAttributes('f', { domain: value as unknown as string }))).toBe(
      'cookie-attribute f attributes.domain',
    );
  });

  test('accepts a value of any visible ASCII except the semicolon', () => {
    const visible = Array.from({ length: 94 }, (_, i) => String.fromCharCode(0x21 + i)).filter((c) => c !== ';');
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...visible), minLength: 1 }), (value) =>
        checkCookieAttributes('f', { priority: value }),
      ),
    );
  });

  test('refuses a value with anything else in it', () => {
    const other = fc.oneof(
      fc.constantFrom(';', ' ', '\t', '\r', '\n', '\u0000', '\u007f'),
      fc.string({
        unit: fc.integer({ min: 0x80, max: 0xffff }).map((code) => String.fromCharCode(code)),
        minLength: 1,
      }),
    );
    fc.assert(
      fc.property(fc.string(), other, fc.string(), (before, wrong, after) => {
        const domain = before + wrong + after;
        expect(refusalOf(() => checkCookieAttributes('f', { domain }))).toBe('cookie-attribute f attributes.domain');
      }),
    );
  });
});

describe('checkCookieAttribute()', () => {
  test.each([
    ['samesite', 'Lax'],
    ['SameSite', 'strict'],
    ['path', '/shop'],
    ['domain', 'example.com'],
  ])('accepts %s=%s', (name, value) => {
    expect(() => checkCookieAttribute('p', name, value)).not.toThrow();
  });

  test.each([
    ['samesite', 'Loose'],
    ['Path', 'shop'],
    ['domain', 'a;b'],
    ['Max-Age', '1'],
  ])('refuses %s=%s', (name, value) => {
    expect(refusalOf(() => checkCookieAttribute('p', name, value))).toBe('cookie-attribute p');
  });
});

describe('checkCookiePrefix()', () => {
  const secure = { Secure: 'true' };

  test.each<[string, Attributes]>([
    ['shop', {}],
    ['my__Secure-shop', {}],
    ['my__Host-shop', {}],
    ['__Secured', {}],
    ['__Secure-shop', secure],
    ['__Secure-shop', { secure: 'true', domain: 'example.com', path: '/shop' }],
    ['__Host-shop', { secure: 'true', path: '/' }],
    ['__HOST-shop', { SECURE: 'true', PATH: '/' }],
  ])('accepts the name %s with %j', (name, attributes) => {
    expect(() => checkCookiePrefix('f', name, attributes)).not.toThrow();
  });

  test.each<[string, Attributes, boolean]>([
    ['__Secure-shop', {}, false],
    ['__secure-shop', { path: '/' }, false],
    ['__Host-shop', { path: '/' }, true],
    ['__Host-shop', secure, true],
    ['__Host-shop', { ...secure, path: '/shop' }, true],
    ['__host-shop', { ...secure, path: '/', Domain: 'example.com' }, true],
  ])('refuses the name %s with %j, and asks for a path only if the prefix does', (name, attributes, needsPath) => {
    const { id, property, expected } = refusedBy(() => checkCookiePrefix('f', name, attributes));
    expect([id, property]).toEqual(['cookie-prefix', 'f name']);
    expect(expected.includes('Path=/')).toBe(needsPath);
  });
});

test.each([
  ['/', '/'],
  ['/shop', '/'],
  ['/shop', '/shop'],
  ['/shop/', '/shop'],
  ['/shop/cart', '/shop'],
  ['/shop/cart', '/shop/'],
])('a browser sends with a request for %s a cookie of the path %s', (path, ofCookie) => {
  expect(isBelowCookiePath(path, ofCookie)).toBe(true);
});

test.each([
  ['/', '/shop'],
  ['/shops', '/shop'],
  ['/shop', '/shop/'],
  ['/a/shop', '/shop'],
])('a browser does not send with a request for %s a cookie of the path %s', (path, ofCookie) => {
  expect(isBelowCookiePath(path, ofCookie)).toBe(false);
});

test('attributeOf() finds an attribute in any case', () => {
  expect(attributeOf({ secure: 'true', PATH: '/a' }, 'path')).toBe('/a');
  expect(attributeOf({ secure: 'true' }, 'path')).toBeUndefined();
});
