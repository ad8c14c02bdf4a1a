import {
  HttpRouteSpecRulesBackendRefsFiltersType as BackendFilterType,
  HttpRouteSpecRulesFiltersType as FilterType,
  type HttpRouteSpecRules,
} from '../../imports/gateway.networking.k8s.io';
import { SessionMechanism, Stickiness } from '../../src';
import { manifestsOfKind, problemsOf } from '../chart';

const MCP = Stickiness.serverSession({ endpointHeader: 'X-Pod' });
const ENVELOPE = Stickiness.mcp({ mechanism: SessionMechanism.ENVELOPE });
const backendRefs = [{ name: 'a', port: 80 }];
const request = (requestHeaderModifier: object) => ({
  type: FilterType.REQUEST_HEADER_MODIFIER,
  requestHeaderModifier,
});
const response = (responseHeaderModifier: object) => ({
  type: FilterType.RESPONSE_HEADER_MODIFIER,
  responseHeaderModifier,
});
const mirror = (i: number) => ({
  type: FilterType.REQUEST_MIRROR,
  requestMirror: { backendRef: { name: `mirror-${i}`, port: 80 } },
});
const times = <T>(count: number, make: (i: number) => T) => Array.from({ length: count }, (_, i) => make(i));
const headers = (count: number) => times(count, (i) => ({ name: `x-${i}`, value: 'a' }));

const problems = (rule: Partial<HttpRouteSpecRules>, stickiness = MCP) =>
  problemsOf({
    parentRefs: [{ name: 'public', sectionName: 'https' }],
    http: [{ backendRefs, ...rule }],
    stickiness,
  });

describe('filters of the author', () => {
  const rest = 'allowed: any header but those that keep the session; remedy: leave it to the stickiness.';
  const header = (name: string) => [{ name, value: 'a' }];

  test.each([
    ['the session id', 'mcp-session-ID'],
    ['the address of the pod', 'x-pod'],
    ['the choice of the pod', 'X-Envoy-Max-Retries'],
  ])('must not speak of %s', (_, name) => {
    const problem = (modifier: string) => `http[0].filters[1].${modifier}: got "${name}"; ${rest}`;
    for (const modified of [{ set: header(name) }, { add: header(name) }, { remove: [name] }]) {
      expect(problems({ filters: [mirror(0), request(modified)] })).toEqual([problem('requestHeaderModifier')]);
      expect(problems({ filters: [mirror(0), response(modified)] })).toEqual([problem('responseHeaderModifier')]);
    }
  });

  test('are told of one by one', () => {
    const set = [...header('x-pod'), ...header('x-other'), ...header('mcp-session-id')];
    expect(problems({ filters: [response({ set, remove: ['X-Pod'] })] })).toEqual(
      ['x-pod', 'mcp-session-id', 'X-Pod'].map(
        (name) => `http[0].filters[0].responseHeaderModifier: got "${name}"; ${rest}`,
      ),
    );
  });

  test('must not speak of them in a backend either', () => {
    const filters = [
      { type: BackendFilterType.RESPONSE_HEADER_MODIFIER, responseHeaderModifier: { remove: ['Mcp-Session-Id'] } },
    ];
    expect(problems({ backendRefs: [{ name: 'a', port: 80, filters }] })).toEqual([
      `http[0].backendRefs[0].filters[0].responseHeaderModifier: got "Mcp-Session-Id"; ${rest}`,
    ]);
  });

  test('must not speak of the session id with an envelope, which has no other header', () => {
    expect(problems({ filters: [request({ remove: ['mcp-session-id'] })] }, ENVELOPE)).toEqual([
      `http[0].filters[0].requestHeaderModifier: got "mcp-session-id"; ${rest}`,
    ]);
    expect(problems({ filters: [request({ remove: ['x-pod', 'x-envoy-max-retries'] })] }, ENVELOPE)).toEqual([]);
  });

  test.each([
    ['other headers', MCP, 'x-other'],
    ['a header that the server names with a hash', Stickiness.cookie(), 'mcp-session-id'],
    ['a header that the server names with persistence', Stickiness.sessionHeader('X-Pod'), 'mcp-session-id'],
  ])('may speak of %s', (_, stickiness, name) => {
    expect(problems({ filters: [response({ set: header(name) })] }, stickiness)).toEqual([]);
  });

  test('are looked at in gRPC rules, too', () => {
    const filters = [response({ remove: ['X-Pod'] }) as never];
    expect(problemsOf({ http: undefined, grpc: [{ backendRefs, filters }], stickiness: MCP })).toEqual([
      `grpc[0].filters[0].responseHeaderModifier: got "X-Pod"; ${rest}`,
    ]);
  });
});

describe('room for one more response header', () => {
  const room = (got: string) =>
    `http[0].filters: got ${got}…; allowed: room for one more response header, in 16 filters that set 16 headers; remedy: remove one, or use SessionMechanism.ENVELOPE.`;
  const shown = (filters: object[]) => JSON.stringify(filters).slice(0, 120);

  test('is there beside 15 filters, and not beside 16', () => {
    expect(problems({ filters: times(15, mirror) })).toEqual([]);
    expect(problems({ filters: times(16, mirror) })).toEqual([room(shown(times(16, mirror)))]);
  });

  test('is there in a filter of the author among 16', () => {
    const filters = [...times(15, mirror), response({ set: headers(1) })];
    expect(problems({ filters })).toEqual([]);
    expect(
      manifestsOfKind('HTTPRoute', { http: [{ backendRefs, filters }], stickiness: MCP })[0]?.spec.rules[0].filters,
    ).toHaveLength(16);
  });

  test('is there beside 15 headers that are set, and not beside 16', () => {
    expect(problems({ filters: [response({ set: headers(15), add: headers(16) })] })).toEqual([]);
    expect(problems({ filters: [response({ set: headers(16) })] })).toEqual([
      room(shown([response({ set: headers(16) })])),
    ]);
  });

  test('is not needed with an envelope', () => {
    expect(problems({ filters: times(16, mirror) }, ENVELOPE)).toEqual([]);
    expect(problems({ filters: [response({ set: headers(16) })] }, ENVELOPE)).toEqual([]);
  });

  test('is not needed in a rule without backends, which gets none', () => {
    const extensionRef = { group: 'gateway.envoyproxy.io', kind: 'HTTPRouteFilter', name: 'gone' };
    const filters = times(16, () => ({ type: FilterType.EXTENSION_REF, extensionRef }));
    expect(problems({ backendRefs: undefined, filters })).toEqual([]);
  });
});
