import { EnvoyGatewayVersion, SessionMechanism, Stickiness, type StickyGatewayRouteProps } from '../../src';
import { GRPC, manifestsOfKind } from '../chart';
import { luaOf } from '../render';

const { V1_5, V1_6, V1_7, V1_8, V1_9 } = EnvoyGatewayVersion;
const MCP = Stickiness.mcp();
const DESK = Stickiness.serverSession({ header: 'X-Desk-Session' });
const http = ['a', 'b', 'c'].map((name) => ({
  name,
  matches: [{ path: { value: `/${name}` } }],
  backendRefs: [{ name, port: 80 }],
}));
const policies = (props: Partial<StickyGatewayRouteProps>) =>
  manifestsOfKind('EnvoyExtensionPolicy', { metadata: { name: 'tools' }, http, ...props });
const target = (kind: string, sectionName?: string) => ({
  group: 'gateway.networking.k8s.io',
  kind,
  name: 'tools',
  ...(sectionName && { sectionName }),
});

test('one policy has the code for all routes, HTTP and gRPC', () => {
  expect(policies({ grpc: GRPC, stickiness: MCP }).map(({ metadata, spec }) => [metadata.name, spec])).toEqual([
    [
      'tools',
      {
        lua: [{ type: 'Inline', inline: luaOf(MCP) }],
        mergeType: 'StrategicMerge',
        targetRefs: [target('HTTPRoute'), target('GRPCRoute')],
      },
    ],
  ]);
});

test.each([
  ['a hash', Stickiness.cookie()],
  ['persistence', Stickiness.sessionHeader('X-Pod')],
  ['an envelope', Stickiness.mcp({ mechanism: SessionMechanism.ENVELOPE })],
  ['none', Stickiness.none()],
])('%s has no code', (_, stickiness) => {
  const parentRefs = [{ name: 'public', sectionName: 'https' }];
  expect(policies({ parentRefs, stickiness })).toEqual([]);
});

test.each([V1_5, V1_6, V1_7, V1_8])('$version has no merge type', (version) => {
  expect(policies({ stickiness: MCP, target: version })[0]?.spec).toEqual({
    lua: [{ type: 'Inline', inline: luaOf(MCP) }],
    targetRefs: [target('HTTPRoute')],
  });
});

test('the extensions of the Gateway stay on from 1.9, which can merge', () => {
  expect(policies({ stickiness: MCP, target: V1_9 })[0]?.spec.mergeType).toBe('StrategicMerge');
});

describe('single rules', () => {
  const targetsAndCode = (props: Partial<StickyGatewayRouteProps>) =>
    policies(props).map(({ metadata, spec }) => [metadata.name, spec.targetRefs, spec.lua[0].inline]);

  test('have the code alone where the others need none', () => {
    expect(targetsAndCode({ ruleStickiness: { b: MCP } })).toEqual([
      ['tools-rule-b', [target('HTTPRoute', 'b')], luaOf(MCP)],
    ]);
  });

  test('have code of their own where it differs', () => {
    expect(targetsAndCode({ stickiness: MCP, ruleStickiness: { b: DESK } })).toEqual([
      ['tools', [target('HTTPRoute')], luaOf(MCP)],
      ['tools-rule-b', [target('HTTPRoute', 'b')], luaOf(DESK)],
    ]);
  });

  test('share it where it is the same', () => {
    expect(targetsAndCode({ stickiness: MCP, ruleStickiness: { b: Stickiness.mcp() } })).toEqual([
      ['tools', [target('HTTPRoute')], luaOf(MCP)],
    ]);
  });

  test('without code have no policy, as a policy has to have something', () => {
    expect(targetsAndCode({ stickiness: MCP, ruleStickiness: { b: Stickiness.cookie() } })).toEqual([
      ['tools', [target('HTTPRoute')], luaOf(MCP)],
    ]);
  });
});

test('a further policy is made for more than 16 routes', () => {
  const hostnames = Array.from({ length: 16 * 16 + 1 }, (_, i) => `h${i}.example.com`);
  expect(
    policies({ hostnames, stickiness: MCP }).map(({ metadata, spec }) => [metadata.name, spec.targetRefs.length]),
  ).toEqual([
    ['tools', 16],
    ['tools-1', 1],
  ]);
});
