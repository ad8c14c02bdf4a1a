import { EnvoyGatewayVersion, SessionMechanism, Stickiness } from '../../src';
import { HTTP } from '../chart';
import { said, texts } from './said';

const MCP = Stickiness.mcp();
const ENVELOPE = Stickiness.mcp({ mechanism: SessionMechanism.ENVELOPE });
const LIST = Stickiness.firstOf([Stickiness.header('X-User'), Stickiness.header('X-Tenant')]);
const streaming = false;

test.each([
  ['an endpoint override', MCP, ['lua stickiness']],
  ['an envelope', ENVELOPE, ['envoy-patch-policy stickiness', 'experimental-channel stickiness']],
  ['a list', LIST, ['envoy-patch-policy stickiness']],
  ['a session cookie', Stickiness.sessionCookie({ name: 'a' }), ['experimental-channel stickiness']],
  ['a session header', Stickiness.sessionHeader('X-Pod'), ['experimental-channel stickiness']],
  ['a cookie', Stickiness.cookie(), []],
  ['none', Stickiness.none(), []],
])('%s says what it needs of the cluster', (_, stickiness, expected) => {
  expect(said({ stickiness, streaming })).toEqual(expected);
});

test('each is told where it stands', () => {
  const http = ['a', 'b'].map((name) => ({ ...HTTP[0], name, matches: [{ path: { value: `/${name}` } }] }));
  const ruleStickiness = { a: ENVELOPE, b: Stickiness.none() };
  expect(said({ http, stickiness: MCP, ruleStickiness, streaming })).toEqual([
    'lua stickiness',
    'envoy-patch-policy ruleStickiness["a"]',
    'experimental-channel ruleStickiness["a"]',
  ]);
});

test('Lua has to be switched on from Envoy Gateway 1.9', () => {
  const of = (target: EnvoyGatewayVersion) => texts({ stickiness: MCP, streaming, target });
  const silences = 'acknowledge: ["lua"] silences this';
  expect(of(EnvoyGatewayVersion.V1_9)).toEqual([
    `stickiness: needs extensionApis.enableLua: true in Envoy Gateway; Lua of an EnvoyExtensionPolicy of the Gateway is off for the routes; ${silences}`,
  ]);
  expect(of(EnvoyGatewayVersion.V1_8)).toEqual([
    `stickiness: needs Lua to be on in Envoy Gateway, as it is by default; an EnvoyExtensionPolicy of the Gateway is off for the routes; ${silences}`,
  ]);
});

test('the text says what to switch on', () => {
  expect(texts({ stickiness: ENVELOPE, streaming })).toEqual([
    'stickiness: needs extensionApis.enableEnvoyPatchPolicy: true in Envoy Gateway, and the right to write to the namespace of the Gateway; of listeners without TLS on one port only the first can be named; acknowledge: ["envoy-patch-policy"] silences this',
    'stickiness: needs the experimental channel of the Gateway API CRDs; the standard one drops sessionPersistence without a word; acknowledge: ["experimental-channel"] silences this',
  ]);
});
