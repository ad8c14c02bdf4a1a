import { Stickiness } from '../../../src';
import { HTTP, problemsOf } from '../../support/chart';

const backendRefs = [{ name: 'api', port: 80 }];
const at = (value?: string, type = 'PathPrefix') => ({
  matches: [value === undefined ? {} : { path: { type: type as never, value } }],
  backendRefs,
});

describe.each([
  ['a session cookie', (path: string) => Stickiness.sessionCookie({ name: 'pin', path })],
  ['a hash cookie', (path: string) => Stickiness.cookie({ path })],
])('the path of %s', (_, cookie) => {
  test.each([
    ['/app', '/app'],
    ['/app/', '/app/x'],
    ['/app', '/app/x'],
    ['/', '/app'],
    ['/', undefined],
  ])('%s is sent to a rule for %s', (path, rule) => {
    expect(problemsOf({ http: [at(rule)], stickiness: cookie(path) })).toEqual([]);
  });

  test.each([
    ['/ui', '/api'],
    ['/app', '/application'],
    ['/app', '/'],
  ])('%s is not sent to a rule for %s', (path, rule) => {
    expect(problemsOf({ http: [at(rule)], stickiness: cookie(path) })).toEqual([
      `http[0].matches[0].path: got {"type":"PathPrefix","value":"${rule}"}; allowed: a path below ${path}, as browsers send the cookie of the stickiness only there; remedy: set the path of the cookie to "/".`,
    ]);
  });

  test('is not sent to a rule without a path', () => {
    expect(problemsOf({ http: [{ backendRefs }], stickiness: cookie('/app') })).toEqual([
      'http[0].matches[0].path: got undefined; allowed: a path below /app, as browsers send the cookie of the stickiness only there; remedy: set the path of the cookie to "/".',
    ]);
  });

  test('is not known for an expression, and does not matter where a rule only redirects', () => {
    const redirect = {
      filters: [{ type: 'RequestRedirect' as never, requestRedirect: { hostname: 'a.example.com' } }],
    };
    const http = [at('/.*', 'RegularExpression'), { ...at('/old'), backendRefs: undefined, ...redirect }];
    expect(problemsOf({ http, stickiness: cookie('/app') })).toEqual([]);
  });
});

describe('the domain of a cookie', () => {
  const problem = (i: number, hostname: string) =>
    `hostnames[${i}]: got "${hostname}"; allowed: example.com or a subdomain of it, as browsers drop a cookie with that domain on other hosts; remedy: remove domain from the cookie.`;

  test.each([
    ['a session cookie', Stickiness.sessionCookie({ name: 'pin', domain: 'example.com' })],
    ['a session cookie, with a dot', Stickiness.sessionCookie({ name: 'pin', domain: '.example.com' })],
    ['a hash cookie', Stickiness.cookie({ attributes: { Domain: 'Example.com' } })],
  ])('covers the hostnames: %s', (_, stickiness) => {
    expect(problemsOf({ hostnames: ['example.com', 'a.example.com', '*.example.com'], stickiness })).toEqual([]);
    expect(problemsOf({ stickiness })).toEqual([]);
    const http = [...HTTP, at('/b')];
    expect(problemsOf({ hostnames: ['example.com', 'anexample.com', 'example.net'], http, stickiness })).toEqual([
      problem(1, 'anexample.com'),
      problem(2, 'example.net'),
    ]);
  });
});
