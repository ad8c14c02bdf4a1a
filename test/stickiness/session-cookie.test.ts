import { Duration } from 'cdk8s';
import { SameSite, type SessionCookieOptions, Stickiness } from '../../src';
import { formatted } from '../support/envoy-format';
import { errorOf, policyOf, ruleOf } from '../support/render';

const POD = '10.77.1.3:3001';
const make = (options: Partial<SessionCookieOptions> = {}) => Stickiness.sessionCookie({ name: 'pin', ...options });

/** The cookie that a response sets, where a request came with this one. */
function setCookie(options: Partial<SessionCookieOptions> = {}, cookie?: string, pod = POD): string {
  const [{ name = '', value = '' } = {}] = make(options)._parts.filters?.response?.add ?? [];
  expect(name).toBe('Set-Cookie');
  return formatted(value, { request: { headers: cookie === undefined ? {} : { cookie } }, pod });
}

test('one filter adds the cookie to those of the application', () => {
  const { filters } = make()._parts;
  expect(ruleOf(make()).filters).toEqual([
    { type: 'ResponseHeaderModifier', responseHeaderModifier: { add: filters?.response?.add } },
  ]);
  expect(filters?.request).toBeUndefined();
});

test('the policy looks for the pod in all cookies, at whose commas Envoy splits them', () => {
  expect(policyOf(make()).loadBalancer).toEqual({
    type: 'LeastRequest',
    endpointOverride: { extractFrom: [{ header: 'Cookie' }] },
  });
});

test('the cookie is set on the first response, and when its pod is gone', () => {
  const set = 'pin=",10.77.1.3:3001,"; Path=/; Secure; HttpOnly; SameSite=Lax';
  expect(setCookie()).toBe(set);
  expect(setCookie({}, 'a=b')).toBe(set);
  expect(setCookie({}, 'pin=",10.77.1.4:3001,"')).toBe(set);
  expect(setCookie({}, 'pin=",10.77.1.3:3001,"')).toBe('');
  expect(setCookie({}, 'a=b; pin=",10.77.1.3:3001,"; c=d')).toBe('');
  expect(setCookie({}, undefined, '[2001:db8::3]:80')).toBe(set.replace(POD, '[2001:db8::3]:80'));
});

test.each<[string, Partial<SessionCookieOptions>, string]>([
  ['null is the default', { path: null, secure: undefined } as never, 'Path=/; Secure; HttpOnly; SameSite=Lax'],
  ['a path', { path: '/shop' }, 'Path=/shop; Secure; HttpOnly; SameSite=Lax'],
  ['a domain', { domain: 'example.com' }, 'Path=/; Domain=example.com; Secure; HttpOnly; SameSite=Lax'],
  ['a lifetime', { ttl: Duration.hours(2) }, 'Path=/; Max-Age=7200; Secure; HttpOnly; SameSite=Lax'],
  ['the shortest one', { ttl: Duration.seconds(1) }, 'Path=/; Max-Age=1; Secure; HttpOnly; SameSite=Lax'],
  ['a long one', { ttl: Duration.days(30) }, 'Path=/; Max-Age=2592000; Secure; HttpOnly; SameSite=Lax'],
  ['plain HTTP', { secure: false }, 'Path=/; HttpOnly; SameSite=Lax'],
  ['scripts', { httpOnly: false }, 'Path=/; Secure; SameSite=Lax'],
  ['the own site alone', { sameSite: SameSite.STRICT }, 'Path=/; Secure; HttpOnly; SameSite=Strict'],
  ['other sites', { sameSite: SameSite.NONE }, 'Path=/; Secure; HttpOnly; SameSite=None'],
  ['partitions', { partitioned: true }, 'Path=/; Secure; HttpOnly; SameSite=Lax; Partitioned'],
])('attributes: %s', (_, options, attributes) => {
  expect(setCookie(options)).toBe(`pin=",${POD},"; ${attributes}`);
});

test.each<[string, Partial<SessionCookieOptions>, string]>([
  [
    'an empty name',
    { name: '' },
    'name: got ""; allowed: at least one of letters, digits and !#$%&\'*+-.^_`|~; remedy: name what the client sends.',
  ],
  [
    'a long name',
    { name: 'x'.repeat(129) },
    `name: got "${'x'.repeat(119)}…; allowed: at most 128 characters; remedy: write "${'x'.repeat(128)}".`,
  ],
  ['a relative path', { path: 'shop' }, 'path: got "shop"; allowed: an absolute path; remedy: write "/shop".'],
  [
    'a domain that ends the attribute',
    { domain: 'a;b' },
    'domain: got "a;b"; allowed: visible ASCII but ";"; remedy: remove blanks and control characters; "true" sets a flag.',
  ],
  [
    'no lifetime',
    { ttl: Duration.seconds(0) },
    'ttl: got "0s"; allowed: 1s to 99999h59m59s in whole seconds, all that Max-Age of a cookie can say; remedy: write Duration.seconds(1).',
  ],
  [
    'a fraction of a second',
    { ttl: Duration.millis(1500) },
    'ttl: got "1.5s"; allowed: 1s to 99999h59m59s in whole seconds, all that Max-Age of a cookie can say; remedy: write Duration.seconds(2).',
  ],
  [
    'another SameSite',
    { sameSite: 'Loose' as never },
    'sameSite: got "Loose"; allowed: Strict, Lax, None; remedy: write one of these.',
  ],
  [
    'a flag that is none',
    { httpOnly: 'yes' as never },
    'httpOnly: got "yes"; allowed: true or false; remedy: write true or false.',
  ],
  [
    'SameSite=None over plain HTTP',
    { sameSite: SameSite.NONE, secure: false },
    'secure: got false; allowed: true with SameSite.NONE, as browsers drop the cookie otherwise; remedy: remove secure: false.',
  ],
  [
    'partitions over plain HTTP',
    { partitioned: true, secure: false },
    'secure: got false; allowed: true with partitioned, as browsers drop the cookie otherwise; remedy: remove secure: false.',
  ],
  [
    'a prefix without its attributes',
    { name: '__Host-pin', path: '/shop' },
    'name: got "__Host-pin"; allowed: a prefix whose attributes are set, as browsers drop the cookie otherwise: this one needs Secure, Path=/ and no Domain; remedy: set them, or choose a name without the prefix.',
  ],
  [
    'a prefix over plain HTTP',
    { name: '__Secure-pin', secure: false },
    'name: got "__Secure-pin"; allowed: a prefix whose attributes are set, as browsers drop the cookie otherwise: this one needs Secure; remedy: set them, or choose a name without the prefix.',
  ],
])('%s is refused', (_, options, message) => {
  expect(errorOf(() => make(options))).toBe(`Stickiness.sessionCookie() ${message}`);
});

test.each([
  { name: '__Host-pin' },
  { name: '__Secure-pin', path: '/shop', domain: 'example.com' },
  { name: 'x'.repeat(128) },
])('%j is taken', (options) => {
  expect(() => make(options)).not.toThrow();
});

test('a session cookie without options has no name', () => {
  expect(errorOf(() => Stickiness.sessionCookie(undefined as never))).toMatch(
    /^Stickiness.sessionCookie\(\) name: got undefined;/,
  );
});

describe('a request has a session', () => {
  const isSession = (cookie: string, name = 'pin') => {
    const { header, pattern } = make({ name })._parts.pin ?? {};
    expect(header).toBe('Cookie');
    return new RegExp(`^(?:${pattern})$`).test(cookie);
  };

  test.each([
    'pin=",10.77.1.3:3001,"',
    'pin=",[2001:db8::3]:80,"',
    'a=b; pin=",10.77.1.3:3001,"',
    'a="b,c";pin=",10.77.1.3:3001,"; d=e',
    'pin=,10.77.1.3:3001,',
  ])('with %s', (cookie) => {
    expect(isSession(cookie)).toBe(true);
  });

  test.each([
    'a=b',
    'pin=10.77.1.3:3001',
    'pin=",localhost:3001,"',
    'pin=",10.77.1.3,"',
    'spin=",10.77.1.3:3001,"',
    'Pin=",10.77.1.3:3001,"',
  ])('but not with %s', (cookie) => {
    expect(isSession(cookie)).toBe(false);
  });

  test('whatever marks its name has', () => {
    const name = "!#$%&'*+-.^_`|~09AZaz";
    expect(isSession(`${name}=",10.77.1.3:3001,"`, name)).toBe(true);
    expect(isSession('pin=",10.77.1.3:3001,"', 'p.n')).toBe(false);
    expect(setCookie({ name })).toBe(`${name}=",${POD},"; Path=/; Secure; HttpOnly; SameSite=Lax`);
  });
});
