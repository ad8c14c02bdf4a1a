import { App, Chart } from 'cdk8s';
import { Stickiness, type StickyGatewayRouteProps } from '../../../src';
import { problemsOfApp, web } from '../../support/app';

const COOKIE = Stickiness.sessionCookie({ name: 'session' });
const A = { name: 'a', port: 80 };
const B = { name: 'b', port: 80 };
const rule = (backendRef: object = A, path?: string) => ({
  ...(path !== undefined && { matches: [{ path: { value: path } }] }),
  backendRefs: [backendRef as never],
});
const REMEDY =
  'give each its own name, in ruleStickiness where both are of one construct, or cookie paths that do not overlap.';
const rival = (path: string, host: string, other: string, place = 'rules[0]', otherPlace = 'rules[0]') =>
  `[] ${path}: spec.${place}: got "session"; allowed: a session cookie of its own on ${host}: spec.${otherPlace} of ${other} has one of this name for another backend; remedy: ${REMEDY}`;

type Props = Partial<StickyGatewayRouteProps>;

/** The problems of two constructs, `one/route` and `two/route`. */
function problemsOf(one: Props, two: Props): string[] {
  const app = new App();
  for (const [id, props] of Object.entries({ one, two })) {
    const chart = new Chart(app, id, { namespace: 'shop' });
    web(chart, { metadata: { name: id }, hostnames: ['a.example.com'], http: [rule()], stickiness: COOKIE, ...props });
  }
  return problemsOfApp(app);
}
const [ONE, TWO] = ['one/route/Resource', 'two/route/Resource'];
const NONE = { stickiness: Stickiness.none() };
const atPath = (path: string) => Stickiness.sessionCookie({ name: 'session', path });

describe('one name for two session cookies', () => {
  test.each<[string, Props]>([
    ['two backends', { http: [rule(B)] }],
    ['a backend in another namespace', { http: [rule({ ...A, namespace: 'desk' })], referenceGrants: true }],
    ['one more backend', { http: [{ backendRefs: [A, B] }] }],
    ['two backends under two paths, as the cookie is for all paths', { http: [rule(B, '/b')] }],
    ['a cookie path below the other', { http: [rule(B, '/b')], stickiness: atPath('/b') }],
  ])('is too few with %s on one host', (_, two) => {
    expect(problemsOf({}, two)).toEqual([rival(TWO, 'a.example.com', ONE)]);
  });

  test('is too few for two rules of one construct', () => {
    const http = [rule(A, '/a'), rule(B, '/b')];
    expect(problemsOf({ http }, NONE)).toEqual([rival(ONE, 'a.example.com', ONE, 'rules[1]')]);
  });

  test('is told where it stands', () => {
    const http = [rule(A, '/a'), { ...rule(B, '/b'), name: 'other' }];
    const one = { http, ...NONE, ruleStickiness: { other: COOKIE } };
    expect(problemsOf(one, {})).toEqual([rival(TWO, 'a.example.com', ONE, 'rules[0]', 'rules[1]')]);
  });

  test('is too few where one of several hosts is the same', () => {
    const [one, two] = [
      ['b.example.com', 'a.example.com'],
      ['c.example.com', 'a.example.com'],
    ];
    const problems = problemsOf({ hostnames: one }, { hostnames: two, http: [rule(B)] });
    expect(problems).toEqual([rival(TWO, 'c.example.com', ONE)]);
  });

  test('is told once for each backend, however many rules and parts there are', () => {
    const hostnames = Array.from({ length: 17 }, (_, i) => `h${i}.example.com`);
    const http = Array.from({ length: 17 }, (_, i) => rule(i % 2 ? A : B, `/${i}`));
    expect(problemsOf({ hostnames, http }, NONE)).toEqual([
      rival(ONE, 'h0.example.com', ONE, 'rules[1]'),
      rival(ONE, 'h0.example.com', ONE, 'rules[2]', 'rules[1]'),
    ]);
  });
});

describe('one name is enough', () => {
  test.each([
    ['a wildcard', ['*.example.com'], ['a.example.com']],
    ['every host', [], ['a.example.com']],
    ['a wildcard within another', ['*.com'], ['*.example.com']],
  ])('where %s covers the other host, as a browser that is at one of the two is not at the other', (_, one, two) => {
    expect(problemsOf({ hostnames: one }, { hostnames: two, http: [rule(B)] })).toEqual([]);
  });

  test.each<[string, Props, Props]>([
    ['on two hosts', {}, { hostnames: ['b.example.com'], http: [rule(B)] }],
    ['on a host that only looks like one of a wildcard', { hostnames: ['*.a.example.com'] }, { http: [rule(B)] }],
    ['for the same backends, whatever the paths', { http: [rule(A, '/a')] }, { http: [rule(A, '/b')] }],
    [
      'for the same backends in another order',
      { http: [{ backendRefs: [A, B] }] },
      { http: [{ backendRefs: [B, A] }] },
    ],
    [
      'where the paths of the cookies do not meet',
      { http: [rule(A, '/a')], stickiness: atPath('/a') },
      { http: [rule(B, '/b')], stickiness: atPath('/b') },
    ],
    [
      'where the path of a cookie only begins like the other',
      { http: [rule(A, '/a')], stickiness: atPath('/a') },
      { http: [rule(B, '/ab')], stickiness: atPath('/ab') },
    ],
    [
      'where the other cookie has another name',
      {},
      { http: [rule(B)], stickiness: Stickiness.sessionCookie({ name: 'other' }) },
    ],
    ['where the other is a header', {}, { http: [rule(B)], stickiness: Stickiness.sessionHeader('session') }],
    ['where the other is a hash', {}, { http: [rule(B)], stickiness: Stickiness.cookie({ name: 'session' }) }],
  ])('%s', (_, one, two) => {
    expect(problemsOf(one, two)).toEqual([]);
  });
});
