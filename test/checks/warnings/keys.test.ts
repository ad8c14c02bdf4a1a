import { Stickiness } from '../../../src';
import { warningsOf } from '../../support/findings';
import { A, FIRST_OF, HASH, NONE, SERVER_SESSION } from '../fixtures';

const streaming = false;
const { header, headers, sourceIp, firstOf, sessionHeader, sessionCookie, serverSession, queryParams } = Stickiness;

test.each([
  ['sourceIp()', sourceIp(), ['source-ip']],
  ['the id of an MCP session', header('Mcp-Session-Id'), ['server-named-session']],
  ['the id of an MCP session in lower case', header('mcp-session-id'), ['server-named-session']],
  ['the id of an MCP session among others', headers(['X-User', 'Mcp-Session-Id']), ['server-named-session']],
  ['sessionHeader() with the id of an MCP session', sessionHeader('Mcp-Session-Id'), ['server-named-session']],
  ['the method', header(':method'), ['few-values']],
  ['the scheme among others', headers([':scheme', 'X-User']), ['few-values']],
  ['a header with an underscore', header('x_user'), ['underscore']],
  ['serverSession() with an underscore', serverSession({ header: 'my_session' }), ['underscore']],
  ['sessionHeader() with an underscore', sessionHeader('x_pod'), ['underscore']],
  ['several doubtful headers', headers(['a_b', ':method', 'accept']), ['few-values', 'few-values', 'underscore']],
  ['a timestamp', queryParams(['ts']), ['changing-parameter']],
  ['several that change', queryParams(['_', 'room', 'cacheBust', 'trace_id']), Array(3).fill('changing-parameter')],
  ['a member that changes', firstOf([queryParams(['nonce']), HASH]), ['changing-parameter']],
  ['a token', header('X-Auth-Token'), ['rotating-key']],
  ['the origin', header('Origin'), ['few-values']],
  ['the mode of a fetch', header('Sec-Fetch-Mode'), ['few-values']],
  ['doubtful members of firstOf()', firstOf([header('x_user'), sourceIp()]), ['underscore', 'source-ip']],
])('a warning is printed for %s', (_, stickiness, ids) => {
  expect(warningsOf({ stickiness, streaming })).toEqual(ids.map((id) => `${id} stickiness`));
});

test.each([
  ['a header', HASH],
  ['the path', header(':path')],
  ['the authority', header(':authority')],
  ['a cookie with an underscore', Stickiness.cookie({ name: 'a_b' })],
  ['a session cookie with an underscore', sessionCookie({ name: 'a_b' })],
  ['a query parameter with an underscore', queryParams(['a_b'])],
  ['query parameters that stay', queryParams(['t', 'tsid', 'room', 'times', '_room'])],
  ['mcp()', SERVER_SESSION],
  ['a variable of the path with an underscore', Stickiness.path('/a_b/{x_y}')],
  ['none()', NONE],
])('no warning is printed for %s', (_, stickiness) => {
  expect(warningsOf({ stickiness, streaming })).toEqual([]);
});

test('a warning about the key of a single rule names the rule', () => {
  const http = [{ name: 'a "b"', backendRefs: [A] }];
  expect(warningsOf({ http, ruleStickiness: { 'a "b"': FIRST_OF } })).toEqual([
    'source-ip ruleStickiness["a \\"b\\""]',
  ]);
});

test.each(['X-Forwarded-Proto', 'Origin', 'Sec-WebSocket-Protocol', 'Mcp-Protocol-Version'])(
  'the header %s has few values',
  (name) => {
    expect(warningsOf({ stickiness: header(name) })).toEqual(['few-values stickiness']);
  },
);

test.each([
  'AUTH_SESSION_ID',
  'KEYCLOAK_SESSION',
  'JSESSIONIDSSO',
  'sails.sid',
  'koa.sess',
  '_myapp_session',
  'next-auth.session-token',
  '__Secure-authjs.session-token',
  'wordpress_logged_in_1f2e',
  'SSESS0123456789abcdef0123456789abcdef',
  'ARRAffinity',
  'BIGipServerpool',
  'SERVERID',
  'access_token',
])('a server sets the cookie %s', (name) => {
  expect(warningsOf({ stickiness: sessionCookie({ name }) })).toEqual(['server-named-session stickiness']);
});

test.each(['pod', 'sticky-session', 'my_sid', 'session_id', 'session-pod', 'route', 'sess'])(
  'no server sets the cookie %s',
  (name) => {
    expect(warningsOf({ stickiness: sessionCookie({ name }) })).toEqual([]);
  },
);
