import { Stickiness } from '../../../../src';
import { GRPC } from '../../../support/chart';
import { errorsOf, messagesOf } from '../../../support/findings';
import { A, ruleAt } from '../../fixtures';

const COOKIES = [
  ['a session cookie', (path: string) => Stickiness.sessionCookie({ name: 'session', path })],
  ['a hash cookie', (path: string) => Stickiness.cookie({ path })],
] as const;

describe.each(COOKIES)('for %s, the path', (_, cookie) => {
  test.each([
    ['/app', '/app'],
    ['/app/', '/app/x'],
    ['/app', '/app/x'],
    ['/', '/app'],
  ])('%s is accepted for a rule with the path %s', (path, value) => {
    expect(errorsOf({ http: [ruleAt(value)], stickiness: cookie(path) })).toEqual([]);
  });

  test('/ is accepted for a rule without a path', () => {
    expect(errorsOf({ http: [{ matches: [{}], backendRefs: [A] }], stickiness: cookie('/') })).toEqual([]);
  });

  test.each([
    ['/ui', '/api'],
    ['/app', '/application'],
    ['/app', '/'],
  ])('%s is an error for a rule with the path %s', (path, value) => {
    const [message, ...others] = messagesOf({ http: [ruleAt(value)], stickiness: cookie(path) });
    expect(message).toMatchObject({ id: 'cookie-path', property: 'http[0].matches[0].path' });
    expect(message?.expected).toContain(path);
    expect(others).toEqual([]);
  });

  test('/app is an error for a rule without matches', () => {
    expect(errorsOf({ http: [{ backendRefs: [A] }], stickiness: cookie('/app') })).toEqual([
      'cookie-path http[0].matches[0].path',
    ]);
  });

  test('/app is accepted for an expression, and for a rule that only redirects', () => {
    const filters = [{ type: 'RequestRedirect' as never, requestRedirect: { hostname: 'a.example.com' } }];
    const http = [ruleAt('/.*', 'RegularExpression'), { ...ruleAt('/old'), backendRefs: undefined, filters }];
    expect(errorsOf({ http, stickiness: cookie('/app') })).toEqual([]);
  });
});

test('the path of a cookie is not compared with the methods of gRPC rules', () => {
  expect(errorsOf({ http: undefined, grpc: GRPC, stickiness: Stickiness.cookie({ path: '/app' }) })).toEqual([
    'not-for-grpc stickiness',
  ]);
});

describe.each([
  ['a session cookie', Stickiness.sessionCookie({ name: 'session', domain: 'example.com' })],
  ['a session cookie with a dot before it', Stickiness.sessionCookie({ name: 'session', domain: '.example.com' })],
  ['a hash cookie', Stickiness.cookie({ attributes: { Domain: 'Example.com' } })],
])('the domain of %s', (_, stickiness) => {
  test('is accepted if it covers all hostnames', () => {
    expect(errorsOf({ hostnames: ['example.com', 'a.example.com', '*.example.com'], stickiness })).toEqual([]);
  });

  test('is accepted without hostnames', () => {
    expect(errorsOf({ stickiness })).toEqual([]);
  });

  test('is one error for each other hostname, however many rules set the cookie', () => {
    const hostnames = ['example.com', 'anexample.com', 'example.net'];
    expect(errorsOf({ hostnames, http: [ruleAt('/a'), ruleAt('/b')], stickiness })).toEqual([
      'cookie-domain hostnames[1]',
      'cookie-domain hostnames[2]',
    ]);
  });
});

test('a cookie for a whole top-level domain is an error', () => {
  const of = (hostname: string, domain: string) =>
    errorsOf({ hostnames: [hostname], stickiness: Stickiness.sessionCookie({ name: 'pod', domain }) });
  expect(of('a.com', 'com')).toEqual(['cookie-domain hostnames[0]']);
  expect(of('a.example.com', 'example.com')).toEqual([]);
  expect(of('intranet', 'intranet')).toEqual([]);
});
