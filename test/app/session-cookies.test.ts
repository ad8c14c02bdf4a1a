import { App, Chart } from 'cdk8s';
import { Stickiness, type StickyGatewayRouteProps } from '../../src';
import { appChart, GATEWAY_API, problemsOfApp, raw, web } from '../app';

const COOKIE = Stickiness.sessionCookie({ name: 'session' });
const A = { name: 'a', port: 80 };
const B = { name: 'b', port: 80 };
const rule = (backendRef: object = A, path?: string) => ({
  ...(path !== undefined && { matches: [{ path: { value: path } }] }),
  backendRefs: [backendRef as never],
});
const rival = (path: string, host: string, other: string, place = 'rules[0]') =>
  `[] ${path}: spec.${place}.sessionPersistence.sessionName: got "session"; allowed: a cookie of its own on ${host}; ${other} has one of this name for another path or backend; remedy: give one of the two another name.`;

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

describe('one name for two session cookies', () => {
  const both = [rival(ONE, 'a.example.com', TWO), rival(TWO, 'a.example.com', ONE)];

  test.each<[string, Props, Props]>([
    ['two backends', {}, { http: [rule(B)] }],
    ['a backend in another namespace', {}, { http: [rule({ ...A, namespace: 'desk' })], referenceGrants: true }],
    ['one more backend', {}, { http: [{ backendRefs: [A, B] }] }],
    ['two paths', { http: [rule(A, '/a')] }, { http: [rule(A, '/b')] }],
    ['a path and none', {}, { http: [rule(A, '/b')] }],
  ])('is too few with %s on one host', (_, one, two) => {
    expect(problemsOf(one, two)).toEqual(both);
  });

  test('is told where it stands', () => {
    const http = [rule(A, '/a'), { ...rule(B, '/b'), name: 'other' }];
    const ruleStickiness = { other: COOKIE };
    expect(problemsOf({ http, stickiness: Stickiness.none(), ruleStickiness }, { http: [rule()] })).toEqual([
      rival(ONE, 'a.example.com', TWO, 'rules[1]'),
      rival(TWO, 'a.example.com', ONE),
    ]);
  });

  test('is too few where one of several hosts is the same', () => {
    const [one, two] = [
      ['b.example.com', 'a.example.com'],
      ['c.example.com', 'a.example.com'],
    ];
    const problems = problemsOf({ hostnames: one }, { hostnames: two, http: [rule(B)] });
    expect(problems).toContain(rival(TWO, 'c.example.com', ONE));
  });

  test('is too few beside a route of somebody else', () => {
    const chart = appChart();
    web(chart, { stickiness: COOKIE });
    const sessionPersistence = { sessionName: 'session' };
    raw(chart, 'more', GATEWAY_API, 'HTTPRoute', { rules: [{ backendRefs: [A], sessionPersistence }] });
    expect(problemsOfApp(chart)).toEqual([
      rival('test/route/Resource', '*', 'test/more'),
      rival('test/more', '*', 'test/route/Resource'),
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
    ['for one path and the same backends', { http: [rule(A, '/a')] }, { http: [rule(A, '/a')] }],
    [
      'for one path in two matches',
      { http: [rule(A, '/a')] },
      {
        http: [
          {
            ...rule(A),
            matches: [{ path: { value: '/a' }, headers: [{ name: 'x', value: 'y' }] }, { path: { value: '/a' } }],
          },
        ],
      },
    ],
    ['for the path that is left out', {}, { http: [rule(A, '/')] }],
    [
      'for the path that a match leaves out',
      {},
      { http: [{ ...rule(A), matches: [{ headers: [{ name: 'x', value: 'y' }] }] }] },
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

  test('for the rules and the parts of one construct', () => {
    const hostnames = Array.from({ length: 17 }, (_, i) => `h${i}.example.com`);
    const http = Array.from({ length: 17 }, (_, i) => rule(i % 2 ? A : B, `/${i}`));
    expect(problemsOf({ hostnames, http }, { stickiness: Stickiness.none() })).toEqual([]);
  });
});

test('many routes of one host are told from the first two alone', () => {
  const app = new App();
  const chart = new Chart(app, 'test');
  for (let i = 0; i < 4; i += 1) {
    const sessionPersistence = { sessionName: 'session' };
    const rules = [{ backendRefs: [{ name: `s${i}` }], sessionPersistence }];
    raw(chart, `r${i}`, GATEWAY_API, 'HTTPRoute', { rules });
  }
  web(chart);
  expect(problemsOfApp(chart)).toEqual([
    rival('test/r0', '*', 'test/r1'),
    ...['r1', 'r2', 'r3'].map((id) => rival(`test/${id}`, '*', 'test/r0')),
  ]);
});
