import { Duration } from 'cdk8s';
import { Stickiness } from '../../src';
import { errorOf, policyOf, ruleOf } from '../render';

test.each<[string, Stickiness, object]>([
  ['a cookie', Stickiness.sessionCookie({ name: 'shop' }), { type: 'Cookie', sessionName: 'shop' }],
  [
    'a cookie with a lifetime',
    Stickiness.sessionCookie({ name: 'shop', ttl: Duration.hours(2) }),
    {
      type: 'Cookie',
      sessionName: 'shop',
      absoluteTimeout: '7200s',
      cookieConfig: { lifetimeType: 'Permanent' },
    },
  ],
  ['a header', Stickiness.sessionHeader('X-Pod'), { type: 'Header', sessionName: 'X-Pod' }],
])('%s is rendered into the rule, and no policy is made', (_, stickiness, persistence) => {
  expect(ruleOf(stickiness).sessionPersistence).toEqual(persistence);
  expect(policyOf(stickiness)).toBeUndefined();
});

test.each<[string, (name: string) => Stickiness]>([
  ['sessionCookie', (name) => Stickiness.sessionCookie({ name })],
  ['sessionHeader', (name) => Stickiness.sessionHeader(name)],
])('Stickiness.%s() takes a name of 1 to 128 characters', (factory, make) => {
  expect(ruleOf(make('x'.repeat(128))).sessionPersistence.sessionName).toBe('x'.repeat(128));
  expect(errorOf(() => make('x'.repeat(129)))).toBe(
    `Stickiness.${factory}() name: got "${'x'.repeat(119)}…; allowed: at most 128 characters; remedy: write "${'x'.repeat(128)}".`,
  );
  expect(errorOf(() => make(''))).toBe(
    `Stickiness.${factory}() name: got ""; allowed: at least one of letters, digits and !#$%&'*+-.^_\`|~; remedy: name what the client sends.`,
  );
});

test('a pseudo-header cannot hold the address of a pod', () => {
  expect(() => Stickiness.sessionHeader(':path')).toThrow('Stickiness.sessionHeader() name: got ":path"; allowed: ');
});

test('a prefix is refused, as Envoy Gateway cannot set the attributes that it needs', () => {
  expect(() => Stickiness.sessionCookie({ name: '__Secure-shop' })).toThrow(
    'Stickiness.sessionCookie() name: got "__Secure-shop"; allowed: a prefix whose attributes are set',
  );
});

test('a lifetime is at least a second', () => {
  expect(ruleOf(Stickiness.sessionCookie({ name: 'a', ttl: Duration.seconds(1) })).sessionPersistence).toMatchObject({
    absoluteTimeout: '1s',
  });
  expect(errorOf(() => Stickiness.sessionCookie({ name: 'a', ttl: Duration.seconds(0) }))).toBe(
    'Stickiness.sessionCookie() ttl: got "0s"; allowed: 1s to 99999h59m59s in whole seconds, all that Max-Age of a cookie can say; remedy: write Duration.seconds(1).',
  );
});

test.each(['Host', 'host'])('a session header %s would choose another route', (name) => {
  expect(errorOf(() => Stickiness.sessionHeader(name))).toBe(
    `Stickiness.sessionHeader() name: got "${name}"; allowed: a header that has no meaning of its own in HTTP or Envoy; remedy: write "X-Session-Pod".`,
  );
});

test('a session cookie without options has no name', () => {
  expect(errorOf(() => Stickiness.sessionCookie(undefined as never))).toMatch(
    /^Stickiness.sessionCookie\(\) name: got undefined;/,
  );
});
