import { App, Chart } from 'cdk8s';
import { Stickiness, type StickyGatewayRouteProps } from '../../../../src';
import { web } from '../../../support/app';
import { errorsOfApp, messagesOfApp } from '../../../support/findings';
import { A, B, NONE, pathMatch, SESSION_COOKIE, times } from '../../fixtures';

type Props = Partial<StickyGatewayRouteProps>;

/** An app with two constructs, `one/route` and `two/route`, that keep sessions with the cookie `pod`. */
function appOf(one: Props, two: Props): App {
  const app = new App();
  for (const [id, props] of Object.entries({ one, two })) {
    const chart = new Chart(app, id, { namespace: 'shop' });
    web(chart, {
      metadata: { name: id },
      hostnames: ['a.example.com'],
      http: [rule()],
      stickiness: SESSION_COOKIE,
      ...props,
    });
  }
  return app;
}

function rule(backendRef: object = A, path?: string) {
  return {
    ...(path !== undefined && { matches: [pathMatch(path)] }),
    backendRefs: [backendRef as never],
  };
}
const atPath = (path: string) => Stickiness.sessionCookie({ name: 'pod', path });
const WITHOUT_SESSIONS = { stickiness: NONE };
const CONFLICT = ['two/route: session-cookie-conflict http[0]'];

describe('one name for two session cookies is an error', () => {
  test.each<[string, Props]>([
    ['different backends', { http: [rule(B)] }],
    ['a backend in another namespace', { http: [rule({ ...A, namespace: 'desk' })], referenceGrants: true }],
    ['one more backend', { http: [{ backendRefs: [A, B] }] }],
    ['different backends under different paths', { http: [rule(B, '/b')] }],
    ['a cookie path below the other', { http: [rule(B, '/b')], stickiness: atPath('/b') }],
  ])('with %s on one host', (_, two) => {
    expect(errorsOfApp(appOf({}, two))).toEqual(CONFLICT);
  });

  test('with a cookie path above the other', () => {
    expect(errorsOfApp(appOf({ http: [rule(B, '/b')], stickiness: atPath('/b') }, {}))).toEqual(CONFLICT);
  });

  test('without hostnames on both', () => {
    expect(errorsOfApp(appOf({ hostnames: [] }, { hostnames: undefined, http: [rule(B)] }))).toEqual(CONFLICT);
  });

  test('that names the host, and the rule of the other construct', () => {
    const http = [rule(A, '/a'), { ...rule(B, '/b'), name: 'other' }];
    const one = { http, ...WITHOUT_SESSIONS, ruleStickiness: { other: SESSION_COOKIE } };
    const [message, ...others] = messagesOfApp(appOf(one, {}));
    expect(message).toMatchObject({
      path: 'two/route',
      id: 'session-cookie-conflict',
      property: 'http[0]',
      value: '"pod"',
    });
    expect(message?.expected).toContain('a.example.com');
    expect(message?.expected).toMatch(/ http\[1\] of one\/route$/);
    expect(others).toEqual([]);
  });

  test('in two rules of one construct', () => {
    const http = [rule(A, '/a'), rule(B, '/b')];
    const messages = messagesOfApp(appOf({ http }, WITHOUT_SESSIONS));
    expect(messages).toMatchObject([{ path: 'one/route', id: 'session-cookie-conflict', property: 'http[1]' }]);
    expect(messages[0]?.expected).toMatch(/ http\[0\] of one\/route$/);
  });

  test('if one of several hosts is the same', () => {
    const one = { hostnames: ['b.example.com', 'a.example.com'] };
    const two = { hostnames: ['c.example.com', 'a.example.com'], http: [rule(B)] };
    expect(errorsOfApp(appOf(one, two))).toEqual(CONFLICT);
  });

  test('for each backend once, however many rules and routes there are', () => {
    const hostnames = times(17, (i) => `h${i}.example.com`);
    const http = times(17, (i) => rule(i % 2 ? A : B, `/${i}`));
    const conflicts = messagesOfApp(appOf({ hostnames, http }, WITHOUT_SESSIONS));
    expect(conflicts).toMatchObject([
      { path: 'one/route', property: 'http[1]' },
      { path: 'one/route', property: 'http[2]' },
    ]);
    expect(conflicts.map(({ expected }) => /http\[\d+\]/.exec(expected)?.[0])).toEqual(['http[0]', 'http[1]']);
  });
});

describe('one name for two session cookies is accepted', () => {
  test.each([
    ['a wildcard', ['*.example.com'], ['a.example.com']],
    ['a route without hostnames', [], ['a.example.com']],
    ['a wildcard within another', ['*.com'], ['*.example.com']],
  ])('if %s covers the other host, as a browser is on one of them only', (_, one, two) => {
    expect(errorsOfApp(appOf({ hostnames: one }, { hostnames: two, http: [rule(B)] }))).toEqual([]);
  });

  test.each<[string, Props, Props]>([
    ['on two hosts', {}, { hostnames: ['b.example.com'], http: [rule(B)] }],
    ['on a host and a wildcard that does not cover it', { hostnames: ['*.a.example.com'] }, { http: [rule(B)] }],
    ['with the same backend under different paths', { http: [rule(A, '/a')] }, { http: [rule(A, '/b')] }],
    [
      'with the same backends in another order',
      { http: [{ backendRefs: [A, B] }] },
      { http: [{ backendRefs: [B, A] }] },
    ],
    [
      'with cookie paths that do not overlap',
      { http: [rule(A, '/a')], stickiness: atPath('/a') },
      { http: [rule(B, '/b')], stickiness: atPath('/b') },
    ],
    [
      'with cookie paths of which one only begins like the other',
      { http: [rule(A, '/a')], stickiness: atPath('/a') },
      { http: [rule(B, '/ab')], stickiness: atPath('/ab') },
    ],
  ])('%s', (_, one, two) => {
    expect(errorsOfApp(appOf(one, two))).toEqual([]);
  });
});

test.each<[string, object, object, string[]]>([
  ['the whole Gateway and one listener', {}, { sectionName: 'https' }, CONFLICT],
  ['the whole Gateway and one port', {}, { port: 443 }, CONFLICT],
  ['one port', { port: 443 }, { port: 443 }, CONFLICT],
  ['two ports', { port: 80 }, { port: 443 }, []],
  ['the defaults and the same written out', {}, { kind: 'Gateway', namespace: 'shop' }, CONFLICT],
  ['a Gateway and a ListenerSet', {}, { kind: 'ListenerSet' }, []],
])('one name for session cookies without hostnames on %s', (_, one, two, errors) => {
  const on = (ref: object) => ({ hostnames: undefined, parentRefs: [{ name: 'public', ...ref }] });
  expect(errorsOfApp(appOf(on(one), { ...on(two), http: [rule(B)] }))).toEqual(errors);
});

test('one name for session cookies of one host is an error on two ports of one Gateway', () => {
  const on = (port: number) => ({ parentRefs: [{ name: 'public', port }] });
  expect(errorsOfApp(appOf(on(80), { ...on(443), http: [rule(B)] }))).toEqual(CONFLICT);
});

test.each([
  ['has another name', Stickiness.sessionCookie({ name: 'other' })],
  ['is a header', Stickiness.sessionHeader('pod')],
  ['is the cookie of a hash', Stickiness.cookie({ name: 'pod' })],
])('a session cookie and a stickiness that %s do not conflict', (_, stickiness) => {
  expect(errorsOfApp(appOf({}, { http: [rule(B)], stickiness }))).toEqual([]);
});

test('a session cookie of a rule without backends does not conflict', () => {
  const redirect = { type: 'RequestRedirect' as never, requestRedirect: { hostname: 'a.example.com' } };
  expect(errorsOfApp(appOf({}, { http: [{ filters: [redirect] }] }))).toEqual([]);
});
