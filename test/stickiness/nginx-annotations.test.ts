import { Duration } from 'cdk8s';
import { SameSite, Stickiness } from '../../src';
import { refusedBy } from '../support/findings';

const PREFIX = 'nginx.ingress.kubernetes.io/';

function prefixed(annotations: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(annotations).map(([name, value]) => [PREFIX + name, value]));
}

const make = (annotations: Record<string, string>) => Stickiness.fromNginxAnnotations(prefixed(annotations));
const PERSISTENT = { affinity: 'cookie', 'affinity-mode': 'persistent' };
const { header, headers, queryParams, cookie, sessionCookie, sourceIp, allOf, mcp, none } = Stickiness;

test.each([
  ['no annotations', {}, none()],
  ['other annotations', { 'proxy-body-size': '1m' }, none()],
  ['an empty key', { 'upstream-hash-by': ' ' }, none()],
  [
    'an affinity',
    { affinity: 'cookie' },
    cookie({ name: 'INGRESSCOOKIE', ttl: Duration.seconds(0), path: '/', attributes: {} }),
  ],
  [
    'a cookie with all attributes',
    {
      affinity: 'cookie',
      'session-cookie-name': 'pod',
      'session-cookie-max-age': '60',
      'session-cookie-expires': '70',
      'session-cookie-path': '/a',
      'session-cookie-domain': 'example.com',
      'session-cookie-samesite': 'Lax',
      'session-cookie-secure': 'true',
    },
    cookie({
      name: 'pod',
      ttl: Duration.seconds(60),
      path: '/a',
      attributes: { domain: 'example.com', secure: 'true', samesite: 'Lax' },
    }),
  ],
  ['a persistent affinity', PERSISTENT, sessionCookie({ name: 'INGRESSCOOKIE', secure: false })],
  [
    'a persistent cookie with all attributes',
    {
      ...PERSISTENT,
      'session-cookie-expires': '70',
      'session-cookie-path': '/a',
      'session-cookie-domain': 'example.com',
      'session-cookie-samesite': 'Strict',
      'session-cookie-secure': 'true',
    },
    sessionCookie({
      name: 'INGRESSCOOKIE',
      ttl: Duration.seconds(70),
      path: '/a',
      domain: 'example.com',
      sameSite: SameSite.STRICT,
      secure: true,
    }),
  ],
  ['a header', { 'upstream-hash-by': '$http_x_user' }, header('X-User')],
  ['the host and the path', { 'upstream-hash-by': '$host$request_uri' }, headers([':authority', ':path'])],
  ['arguments', { 'upstream-hash-by': '$arg_a-$arg_b' }, queryParams(['a', 'b'])],
  ['a cookie of the application', { 'upstream-hash-by': '$cookie_user' }, cookie({ name: 'user', passive: true })],
  ['the address', { 'upstream-hash-by': '$binary_remote_addr' }, sourceIp()],
  ['a mixture', { 'upstream-hash-by': '$http_x_user$remote_addr' }, allOf([header('X-User'), sourceIp()])],
  ['the session of an MCP server', { 'upstream-hash-by': '$http_mcp_session_id' }, mcp()],
  ['an affinity and a hash', { ...PERSISTENT, 'upstream-hash-by': '$arg_a' }, make(PERSISTENT)],
])('%s', (_, annotations, expected) => {
  expect(make(annotations as Record<string, string>)._plan).toEqual(expected._plan);
});

test.each([
  ['affinity', 'Cookie'],
  ['affinity-mode', 'sticky'],
  ['session-cookie-max-age', '1h'],
  ['session-cookie-max-age', '0'],
  ['session-cookie-samesite', 'lax'],
  ['session-cookie-secure', 'yes'],
  ['session-cookie-name', 'a;b'],
  ['upstream-hash-by', '$http_x;'],
  ['upstream-hash-by', '$ssl_session_id'],
  ['upstream-hash-by', '$request_id'],
  ['upstream-hash-by', 'ip_hash'],
])('%s: "%s" is refused', (name, value) => {
  expect(
    refusedBy(() => make({ affinity: 'cookie', ...(name.startsWith('up') && { affinity: '' }), [name]: value })).id,
  ).toBe('nginx-annotation');
});

test.each(['balanced', 'persistent'])('SameSite=None without Secure is refused with its annotation: %s', (mode) => {
  const annotations = { affinity: 'cookie', 'affinity-mode': mode, 'session-cookie-samesite': 'None' };
  expect(refusedBy(() => make(annotations))).toMatchObject({
    id: 'nginx-annotation',
    remedy: 'add nginx.ingress.kubernetes.io/session-cookie-secure: "true"',
  });
  expect(() => make({ ...annotations, 'session-cookie-secure': 'true' })).not.toThrow();
});

test('a subset is refused', () => {
  const annotations = { 'upstream-hash-by': '$arg_a', 'upstream-hash-by-subset': 'true' };
  expect(refusedBy(() => make(annotations)).id).toBe('nginx-annotation');
});

test.each([undefined, null, 'text', []])('%j is refused', (given) => {
  expect(refusedBy(() => Stickiness.fromNginxAnnotations(given as never)).id).toBe('wrong-type');
});
