import { Duration } from 'cdk8s';
import { SameSite, type SessionCookieOptions, Stickiness } from '../../src';
import { formatted } from '../support/envoy-format';
import { refusalOf, refusedBy } from '../support/findings';
import { policyOf, ruleOf } from '../support/render';

const POD = '10.77.1.3:3001';
const make = (options: Partial<SessionCookieOptions> = {}) => Stickiness.sessionCookie({ name: 'pin', ...options });

/** The cookie that a response of `pod` sets if its request had the header `cookie`; empty if none. */
function setCookie(options: Partial<SessionCookieOptions> = {}, cookie?: string, pod = POD): string {
  const [{ name = '', value = '' } = {}] = make(options)._plan.headerChanges?.response?.add ?? [];
  expect(name).toBe('Set-Cookie');
  return formatted(value, { request: { headers: cookie === undefined ? {} : { cookie } }, pod });
}

test('Stickiness.sessionCookie() renders one filter, which adds its cookie to those of the application', () => {
  const { headerChanges } = make()._plan;
  expect(ruleOf(make()).filters).toEqual([
    { type: 'ResponseHeaderModifier', responseHeaderModifier: { add: headerChanges?.response?.add } },
  ]);
  expect(headerChanges?.request).toBeUndefined();
});

test('Stickiness.sessionCookie() renders a policy that looks for the pod in all cookies', () => {
  expect(policyOf(make()).loadBalancer).toEqual({
    type: 'LeastRequest',
    endpointOverride: { extractFrom: [{ header: 'Cookie' }] },
  });
});

test.each([
  ['without cookies', undefined],
  ['with another cookie', 'a=b'],
  ['with the address of another pod', 'pin=",10.77.1.4:3001,"'],
])('a response sets the session cookie after a request %s', (_, cookie) => {
  expect(setCookie({}, cookie)).toBe('pin=",10.77.1.3:3001,"; Path=/; Secure; HttpOnly; SameSite=Lax');
});

test.each(['pin=",10.77.1.3:3001,"', 'a=b; pin=",10.77.1.3:3001,"; c=d'])(
  'a response sets no session cookie after a request with the address of its pod: %s',
  (cookie) => {
    expect(setCookie({}, cookie)).toBe('');
  },
);

test('the session cookie can hold an IPv6 address', () => {
  expect(setCookie({}, undefined, '[2001:db8::3]:80')).toBe(
    'pin=",[2001:db8::3]:80,"; Path=/; Secure; HttpOnly; SameSite=Lax',
  );
});

test.each<[string, string, Partial<SessionCookieOptions>]>([
  ['the default if an option is null', 'Path=/; Secure; HttpOnly; SameSite=Lax', { path: null } as never],
  ['the default if an option is undefined', 'Path=/; Secure; HttpOnly; SameSite=Lax', { secure: undefined } as never],
  ['a path', 'Path=/shop; Secure; HttpOnly; SameSite=Lax', { path: '/shop' }],
  ['a domain', 'Path=/; Domain=example.com; Secure; HttpOnly; SameSite=Lax', { domain: 'example.com' }],
  ['a lifetime', 'Path=/; Max-Age=7200; Secure; HttpOnly; SameSite=Lax', { ttl: Duration.hours(2) }],
  ['the shortest lifetime', 'Path=/; Max-Age=1; Secure; HttpOnly; SameSite=Lax', { ttl: Duration.seconds(1) }],
  ['a long lifetime', 'Path=/; Max-Age=2592000; Secure; HttpOnly; SameSite=Lax', { ttl: Duration.days(30) }],
  ['no Secure', 'Path=/; HttpOnly; SameSite=Lax', { secure: false }],
  ['no HttpOnly', 'Path=/; Secure; SameSite=Lax', { httpOnly: false }],
  ['SameSite=Strict', 'Path=/; Secure; HttpOnly; SameSite=Strict', { sameSite: SameSite.STRICT }],
  ['SameSite=None', 'Path=/; Secure; HttpOnly; SameSite=None', { sameSite: SameSite.NONE }],
  ['SameSite=Lax without Secure', 'Path=/; HttpOnly; SameSite=Lax', { secure: false, sameSite: SameSite.LAX }],
  ['Partitioned', 'Path=/; Secure; HttpOnly; SameSite=Lax; Partitioned', { partitioned: true }],
])('the attributes of the session cookie can have %s: %s', (_, attributes, options) => {
  expect(setCookie(options)).toBe(`pin=",${POD},"; ${attributes}`);
});

test.each<[string, string, Partial<SessionCookieOptions>]>([
  ['an empty name', 'invalid-name Stickiness.sessionCookie() name', { name: '' }],
  ['a name of 129 characters', 'name-too-long Stickiness.sessionCookie() name', { name: 'x'.repeat(129) }],
  ['a relative path', 'cookie-attribute Stickiness.sessionCookie() path', { path: 'shop' }],
  ['a domain with a semicolon', 'cookie-attribute Stickiness.sessionCookie() domain', { domain: 'a;b' }],
  ['a lifetime of 0', 'lifetime Stickiness.sessionCookie() ttl', { ttl: Duration.seconds(0) }],
  ['a fraction of a second', 'lifetime Stickiness.sessionCookie() ttl', { ttl: Duration.millis(1500) }],
  ['an unknown SameSite', 'cookie-attribute Stickiness.sessionCookie() sameSite', { sameSite: 'Loose' as never }],
  ['a text for secure', 'wrong-type Stickiness.sessionCookie() secure', { secure: 'yes' as never }],
  ['a text for httpOnly', 'wrong-type Stickiness.sessionCookie() httpOnly', { httpOnly: 'yes' as never }],
  ['a text for partitioned', 'wrong-type Stickiness.sessionCookie() partitioned', { partitioned: 'yes' as never }],
  [
    'SameSite=None without Secure',
    'cookie-not-secure Stickiness.sessionCookie() secure',
    { sameSite: SameSite.NONE, secure: false },
  ],
  [
    'SameSite=none without Secure',
    'cookie-not-secure Stickiness.sessionCookie() secure',
    { sameSite: 'none' as never, secure: false },
  ],
  [
    'Partitioned without Secure',
    'cookie-not-secure Stickiness.sessionCookie() secure',
    { partitioned: true, secure: false },
  ],
  [
    'the prefix __Host- with a path',
    'cookie-prefix Stickiness.sessionCookie() name',
    { name: '__Host-pin', path: '/shop' },
  ],
  [
    'the prefix __Host- with a domain',
    'cookie-prefix Stickiness.sessionCookie() name',
    { name: '__Host-pin', domain: 'example.com' },
  ],
  [
    'the prefix __Secure- without Secure',
    'cookie-prefix Stickiness.sessionCookie() name',
    { name: '__Secure-pin', secure: false },
  ],
])('Stickiness.sessionCookie() refuses %s: %s', (_, refusal, options) => {
  expect(refusalOf(() => make(options))).toBe(refusal);
});

test.each<[string, Partial<SessionCookieOptions>]>([
  [`write "${'x'.repeat(128)}"`, { name: 'x'.repeat(129) }],
  ['write "/shop"', { path: 'shop' }],
  ['write a string', { path: 7 as never }],
  ['write Duration.seconds(1)', { ttl: Duration.seconds(0) }],
  ['write Duration.seconds(2)', { ttl: Duration.millis(1500) }],
])('Stickiness.sessionCookie() corrects what it refuses: %s', (remedy, options) => {
  expect(refusedBy(() => make(options)).remedy).toBe(remedy);
});

test('Stickiness.sessionCookie() names the option that needs Secure', () => {
  const expectedWith = (options: Partial<SessionCookieOptions>) =>
    refusedBy(() => make({ secure: false, ...options })).expected;
  expect(expectedWith({ partitioned: true })).toContain('partitioned');
  expect(expectedWith({ sameSite: SameSite.NONE })).toContain('SameSite.NONE');
});

test.each([
  { name: '__Host-pin' },
  { name: '__Secure-pin', path: '/shop', domain: 'example.com' },
  { name: 'x'.repeat(128) },
])('Stickiness.sessionCookie() accepts %j', (options) => {
  expect(() => make(options)).not.toThrow();
});

test('Stickiness.sessionCookie() refuses missing options, as they have no name', () => {
  expect(refusedBy(() => Stickiness.sessionCookie(undefined as never))).toMatchObject({
    id: 'invalid-name',
    property: 'Stickiness.sessionCookie() name',
    value: 'undefined',
  });
});

describe('the header Cookie of a request', () => {
  function hasSession(cookie: string, name = 'pin'): boolean {
    const { header, pattern } = make({ name })._plan.pin ?? {};
    expect(header).toBe('Cookie');
    return new RegExp(`^(?:${pattern})$`).test(cookie);
  }

  test.each([
    'pin=",10.77.1.3:3001,"',
    'pin=",[2001:db8::3]:80,"',
    'a=b; pin=",10.77.1.3:3001,"',
    'a="b,c";pin=",10.77.1.3:3001,"; d=e',
    'pin=,10.77.1.3:3001,',
  ])('has a session if it is %s', (cookie) => {
    expect(hasSession(cookie)).toBe(true);
  });

  test.each([
    'a=b',
    'pin=10.77.1.3:3001',
    'pin=",localhost:3001,"',
    'pin=",10.77.1.3,"',
    'spin=",10.77.1.3:3001,"',
    'Pin=",10.77.1.3:3001,"',
  ])('has no session if it is %s', (cookie) => {
    expect(hasSession(cookie)).toBe(false);
  });

  test('has a session whatever marks the name of the cookie has', () => {
    const name = "!#$%&'*+-.^_`|~09AZaz";
    expect(hasSession(`${name}=",10.77.1.3:3001,"`, name)).toBe(true);
    expect(hasSession('pin=",10.77.1.3:3001,"', 'p.n')).toBe(false);
    expect(setCookie({ name })).toBe(`${name}=",${POD},"; Path=/; Secure; HttpOnly; SameSite=Lax`);
  });
});
