import * as fc from 'fast-check';
import { checkCookieAttributes, checkCookiePrefix } from '../../src/stickiness/cookie-attributes';
import { errorOf } from '../support/render';

type Attributes = Record<string, string>;

describe('attributes', () => {
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
    { 'x-partitioned': 'true', 'partitioned-x': 'true', 'x-samesite': 'None', 'samesite-x': 'None', domain: 'none' },
  ])('%j are taken', (attributes) => {
    expect(() => checkCookieAttributes('f', attributes)).not.toThrow();
  });

  test.each<[Attributes, string]>([
    [
      { '': 'a' },
      'f attributes, a name: got ""; allowed: at least one of letters, digits and !#$%&\'*+-.^_`|~; remedy: name what the client sends.',
    ],
    [
      { 'a b': 'a' },
      'f attributes, a name: got "a b"; allowed: at least one of letters, digits and !#$%&\'*+-.^_`|~; remedy: write "a-b".',
    ],
    [
      { domain: '' },
      'f attributes.domain: got ""; allowed: visible ASCII but ";"; remedy: remove blanks and control characters; "true" sets a flag.',
    ],
    [
      { 'Max-Age': '60' },
      'f attributes.Max-Age: got "60"; allowed: no lifetime among the attributes; remedy: use the option ttl.',
    ],
    [
      { expires: 'never' },
      'f attributes.expires: got "never"; allowed: no lifetime among the attributes; remedy: use the option ttl.',
    ],
    ...['secure', 'httponly', 'partitioned', 'Secure'].map((flag): [Attributes, string] => [
      { [flag]: 'false' },
      `f attributes.${flag}: got "false"; allowed: "true", as browsers look only for the name; remedy: write "true" or leave it out.`,
    ]),
    [
      { SameSite: 'Loose' },
      'f attributes.SameSite: got "Loose"; allowed: Strict, Lax, None; remedy: write one of these.',
    ],
    [{ Path: 'shop/' }, 'f attributes.Path: got "shop/"; allowed: an absolute path; remedy: write "/shop/".'],
    [
      { domain: 'a', Domain: 'b' },
      'f attributes.Domain: got "b"; allowed: each attribute once, in whatever case; remedy: remove one of the two.',
    ],
    [
      { samesite: 'None' },
      'f attributes.samesite: got "None"; allowed: this with Secure only, as browsers drop the cookie otherwise; remedy: add secure: "true", or remove samesite.',
    ],
    [
      { domain: 'none', SameSite: 'none' },
      'f attributes.SameSite: got "none"; allowed: this with Secure only, as browsers drop the cookie otherwise; remedy: add secure: "true", or remove SameSite.',
    ],
    [
      { Partitioned: 'true' },
      'f attributes.Partitioned: got "true"; allowed: this with Secure only, as browsers drop the cookie otherwise; remedy: add secure: "true", or remove Partitioned.',
    ],
  ])('%j are refused', (attributes, message) => {
    expect(errorOf(() => checkCookieAttributes('f', attributes))).toBe(message);
  });

  test.each([undefined, null, true])('a value of %j is refused', (value) => {
    expect(() => checkCookieAttributes('f', { domain: value as unknown as string })).toThrow(
      `f attributes.domain: got ${value}; allowed: visible ASCII but ";"`,
    );
  });

  test('any visible ASCII but the semicolon is taken as a value', () => {
    const visible = Array.from({ length: 94 }, (_, i) => String.fromCharCode(0x21 + i)).filter((c) => c !== ';');
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...visible), minLength: 1 }), (value) =>
        checkCookieAttributes('f', { domain: value }),
      ),
    );
  });

  test('anything else makes a value refused', () => {
    const other = fc.oneof(
      fc.constantFrom(';', ' ', '\t', '\r', '\n', '\u0000', '\u007f'),
      fc.string({
        unit: fc.integer({ min: 0x80, max: 0xffff }).map((code) => String.fromCharCode(code)),
        minLength: 1,
      }),
    );
    fc.assert(
      fc.property(fc.string(), other, fc.string(), (before, wrong, after) => {
        expect(() => checkCookieAttributes('f', { domain: before + wrong + after })).toThrow(/^f attributes\.domain: /);
      }),
    );
  });
});

describe('prefixes', () => {
  const secure = { Secure: 'true' };

  test.each<[string, Attributes]>([
    ['shop', {}],
    ['my__Secure-shop', {}],
    ['__Secured', {}],
    ['__Secure-shop', secure],
    ['__Secure-shop', { secure: 'true', domain: 'example.com', path: '/shop' }],
    ['__Host-shop', { secure: 'true', path: '/' }],
    ['__HOST-shop', { SECURE: 'true', PATH: '/' }],
  ])('%s with %j is taken', (name, attributes) => {
    expect(() => checkCookiePrefix('f', name, attributes)).not.toThrow();
  });

  test.each<[string, Attributes, string]>([
    ['__Secure-shop', {}, 'Secure'],
    ['__secure-shop', { path: '/' }, 'Secure'],
    ['__Host-shop', { path: '/' }, 'Secure, Path=/ and no Domain'],
    ['__Host-shop', secure, 'Secure, Path=/ and no Domain'],
    ['__Host-shop', { ...secure, path: '/shop' }, 'Secure, Path=/ and no Domain'],
    ['__host-shop', { ...secure, path: '/', Domain: 'example.com' }, 'Secure, Path=/ and no Domain'],
  ])('%s with %j is refused', (name, attributes, needed) => {
    expect(errorOf(() => checkCookiePrefix('f', name, attributes))).toBe(
      `f name: got "${name}"; allowed: a prefix whose attributes are set, as browsers drop the cookie otherwise: this one needs ${needed}; remedy: set them, or choose a name without the prefix.`,
    );
  });
});
