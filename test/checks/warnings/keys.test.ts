import { Stickiness } from '../../../src';
import { said, texts } from '../../support/findings';

const streaming = false;
const { header, headers, sourceIp, firstOf, sessionHeader, sessionCookie, serverSession, queryParams } = Stickiness;

test.each([
  ['the address of the client', sourceIp(), ['source-ip']],
  ['the id that MCP servers name', header('Mcp-Session-Id'), ['server-named-session']],
  ['it in other letters', header('mcp-session-id'), ['server-named-session']],
  ['it among others', headers(['X-User', 'Mcp-Session-Id']), ['server-named-session']],
  ['it overwritten', sessionHeader('Mcp-Session-Id'), ['server-named-session']],
  ['the method', header(':method'), ['few-values']],
  ['the scheme, among others', headers([':scheme', 'X-User']), ['few-values']],
  ['a name with an underscore', header('x_user'), ['underscore']],
  ['several of them', headers(['a_b', ':method', 'c_d']), ['underscore', 'few-values', 'underscore']],
  ['a session in a header with an underscore', serverSession({ header: 'my_session' }), ['underscore']],
  ['a pod in a header with an underscore', sessionHeader('x_pod'), ['underscore']],
  ['an address in a list', firstOf([header('x_user'), sourceIp()]), ['underscore', 'source-ip']],
])('%s is told', (_, stickiness, expected) => {
  expect(said({ stickiness, streaming })).toEqual(expected.map((id) => `${id} stickiness`));
});

test.each([
  ['a header', header('X-User')],
  ['the path', header(':path')],
  ['the authority', header(':authority')],
  ['a cookie with an underscore', Stickiness.cookie({ name: 'a_b' })],
  ['a session cookie with an underscore', sessionCookie({ name: 'a_b' })],
  ['a query parameter with an underscore', queryParams(['a_b'])],
  ['a session that MCP servers name', Stickiness.mcp()],
  ['a variable of the path', Stickiness.path('/a_b/{x_y}')],
  ['none', Stickiness.none()],
])('%s needs no word', (_, stickiness) => {
  expect(said({ stickiness, streaming })).toEqual([]);
});

test('a key of a single rule is told there', () => {
  const http = [{ name: 'a "b"', backendRefs: [{ name: 'api', port: 80 }] }];
  expect(said({ http, ruleStickiness: { 'a "b"': sourceIp() } })).toEqual(['source-ip ruleStickiness["a \\"b\\""]']);
});

test('the texts say what is wrong and what to do', () => {
  expect(texts({ stickiness: headers(['Mcp-Session-Id', ':method', 'x_a']) })).toEqual([
    'stickiness: MCP servers name Mcp-Session-Id themselves, so that most sessions are lost; use Stickiness.mcp(); acknowledge: ["server-named-session"] silences this',
    'stickiness: :method has so few values that most pods get no request; acknowledge: ["few-values"] silences this',
    'stickiness: Envoy Gateway answers 400 to requests with x_a, unless a ClientTrafficPolicy allows "_" in header names; acknowledge: ["underscore"] silences this',
  ]);
});
