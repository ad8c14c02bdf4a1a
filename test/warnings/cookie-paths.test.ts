import { Stickiness } from '../../src';
import { said, texts } from './said';

const COOKIE = Stickiness.sessionCookie({ name: 'session' });
const rule = (...paths: (string | undefined)[]) => ({
  backendRefs: [{ name: 'api', port: 80 }],
  ...(paths.length > 0 && { matches: paths.map((value) => (value === undefined ? {} : { path: { value } })) }),
});
const acknowledge = ['experimental-channel'];

test('a session cookie is one for each path', () => {
  expect(texts({ http: [rule('/a', '/a', '/b')], stickiness: COOKIE, acknowledge })).toEqual([
    'http[0].matches: a client has one cookie session for /a and another for /b, and so a pod for each; acknowledge: ["cookie-path"] silences this',
  ]);
});

test.each([
  ['in two rules', [rule('/a'), rule('/b')], ['cookie-path http[1].matches']],
  [
    'in two of three rules',
    [rule('/a'), rule('/b'), rule('/c')],
    ['cookie-path http[1].matches', 'cookie-path http[2].matches'],
  ],
  ['in a rule that matches all', [rule('/a'), rule()], ['cookie-path http[1].matches']],
  ['in a match that says no path', [rule('/a', undefined)], ['cookie-path http[0].matches']],
])('paths that differ %s are told', (_, http, expected) => {
  expect(said({ http, stickiness: COOKIE, acknowledge })).toEqual(expected);
});

test.each([
  [
    'one path',
    [rule('/a'), { ...rule('/a'), matches: [{ path: { value: '/a' }, headers: [{ name: 'x', value: 'y' }] }] }],
    COOKIE,
  ],
  ['no path and the one that is meant', [rule(), rule('/', undefined)], COOKIE],
  ['a session header', [rule('/a', '/b')], Stickiness.sessionHeader('X-Pod')],
  ['a hash', [rule('/a', '/b')], Stickiness.cookie()],
])('%s needs no word', (_, http, stickiness) => {
  expect(said({ http, stickiness, acknowledge })).toEqual([]);
});

test('cookies of two names have each their own path', () => {
  const http = [
    { ...rule('/a'), name: 'a' },
    { ...rule('/b'), name: 'b' },
  ];
  const stickiness = Stickiness.sessionCookie({ name: 'other' });
  expect(said({ http, stickiness: COOKIE, ruleStickiness: { b: stickiness }, acknowledge })).toEqual([]);
});
