import {
  HttpRouteSpecRulesBackendRefsFiltersType as BackendFilterType,
  HttpRouteSpecRulesFiltersType as FilterType,
  type HttpRouteSpecRules,
} from '../../../imports/gateway.networking.k8s.io';
import { Stickiness } from '../../../src';
import { KEY_HEADER } from '../../../src/stickiness/envoy-format';
import { manifestsOfKind, problemsOf } from '../../support/chart';
import { request, response } from '../../support/filters';

const MCP = Stickiness.mcp();
const COOKIE = Stickiness.sessionCookie({ name: 'a' });
const LIST = Stickiness.firstOf([Stickiness.header('X-User'), Stickiness.sourceIp()]);
const backendRefs = [{ name: 'a', port: 80 }];
const mirror = (i: number) => ({
  type: FilterType.REQUEST_MIRROR,
  requestMirror: { backendRef: { name: `mirror-${i}`, port: 80 } },
});
const times = <T>(count: number, make: (i: number) => T) => Array.from({ length: count }, (_, i) => make(i));
const headers = (count: number) => times(count, (i) => ({ name: `x-${i}`, value: 'a' }));

const problems = (rule: Partial<HttpRouteSpecRules>, stickiness = MCP) =>
  problemsOf({ http: [{ backendRefs, ...rule }], stickiness });

describe('filters of the author', () => {
  const rest =
    'allowed: a header that the stickiness does not use itself; remedy: remove it here, or use another header for the stickiness.';
  const header = (name: string) => [{ name, value: 'a' }];

  test.each([
    ['the session id', MCP, 'mcp-session-ID'],
    ['the choice of the pod', MCP, 'X-Envoy-Max-Retries'],
    ['the cookie of a session', COOKIE, 'Set-Cookie'],
    ['the cookies of a request', COOKIE, 'cookie'],
    ['the header of a session', Stickiness.sessionHeader('X-Pod'), 'x-pod'],
    ['a computed key', LIST, KEY_HEADER],
    ['the key of a path', Stickiness.path('/{a}'), KEY_HEADER.toUpperCase()],
  ])('must not speak of %s', (_, stickiness, name) => {
    const problem = (modifier: string) => `http[0].filters[1].${modifier}: got "${name.toLowerCase()}"; ${rest}`;
    for (const modified of [{ set: header(name) }, { add: header(name) }, { remove: [name] }]) {
      expect(problems({ filters: [mirror(0), request(modified)] }, stickiness)).toEqual([
        problem('requestHeaderModifier'),
      ]);
      expect(problems({ filters: [mirror(0), response(modified)] }, stickiness)).toEqual([
        problem('responseHeaderModifier'),
      ]);
    }
  });

  test('are told of one by one', () => {
    const set = [...header('x-envoy-max-retries'), ...header('x-other'), ...header('mcp-session-id')];
    expect(problems({ filters: [response({ set, remove: ['Mcp-Session-Id'] })] })).toEqual(
      ['x-envoy-max-retries', 'mcp-session-id', 'mcp-session-id'].map(
        (name) => `http[0].filters[0].responseHeaderModifier: got "${name}"; ${rest}`,
      ),
    );
  });

  test('must not speak of them in a backend either', () => {
    const filters = [
      { type: BackendFilterType.RESPONSE_HEADER_MODIFIER, responseHeaderModifier: { remove: ['Mcp-Session-Id'] } },
    ];
    expect(problems({ backendRefs: [{ name: 'a', port: 80, filters }] })).toEqual([
      `http[0].backendRefs[0].filters[0].responseHeaderModifier: got "mcp-session-id"; ${rest}`,
    ]);
  });

  test.each([
    ['other headers', MCP, 'x-other'],
    ['a header that the server names with a hash', Stickiness.cookie(), 'mcp-session-id'],
    ['a hashed header', Stickiness.header('X-User'), 'x-user'],
    ['the header of another stickiness', Stickiness.sessionHeader('X-Pod'), 'mcp-session-id'],
    ['a header of a list', LIST, 'x-user'],
  ])('may speak of %s', (_, stickiness, name) => {
    expect(problems({ filters: [response({ set: header(name) })] }, stickiness)).toEqual([]);
  });

  test('are looked at in gRPC rules, too', () => {
    const filters = [response({ remove: ['Mcp-Session-Id'] }) as never];
    expect(problemsOf({ http: undefined, grpc: [{ backendRefs, filters }], stickiness: MCP })).toEqual([
      `grpc[0].filters[0].responseHeaderModifier: got "mcp-session-id"; ${rest}`,
    ]);
  });
});

describe('room for the filters of the stickiness', () => {
  const room = (got: object[]) =>
    `http[0].filters: got ${JSON.stringify(got).slice(0, 120)}…; allowed: room for the header filters of the stickiness, in 16 filters of 16 headers; remedy: remove a filter or a header.`;

  test.each([
    ['two', MCP, 14],
    ['one', COOKIE, 15],
    ['one', LIST, 15],
  ])('is needed for %s: %#', (_, stickiness, most) => {
    expect(problems({ filters: times(most, mirror) }, stickiness)).toEqual([]);
    expect(problems({ filters: times(most + 1, mirror) }, stickiness)).toEqual([room(times(most + 1, mirror))]);
  });

  test('is there in filters of the author among 16', () => {
    const filters = [...times(14, mirror), request({ set: headers(1) }), response({ set: headers(1) })];
    expect(problems({ filters })).toEqual([]);
    expect(
      manifestsOfKind('HTTPRoute', { http: [{ backendRefs, filters }], stickiness: MCP })[0]?.spec.rules[0].filters,
    ).toHaveLength(16);
  });

  test.each([
    ['two request headers are set', MCP, (count: number) => request({ set: headers(count), add: headers(16) }), 14],
    ['one is removed', MCP, (count: number) => request({ remove: times(count, (i) => `x-${i}`) }), 15],
    ['one response header is set', MCP, (count: number) => response({ set: headers(count), add: headers(16) }), 15],
    ['a cookie is added', COOKIE, (count: number) => response({ add: headers(count), set: headers(16) }), 15],
  ])('is needed where %s', (_, stickiness, filter, most) => {
    expect(problems({ filters: [filter(most)] }, stickiness)).toEqual([]);
    expect(problems({ filters: [filter(most + 1)] }, stickiness)).toEqual([room([filter(most + 1)])]);
  });

  test('is not needed in a rule without backends, which gets none', () => {
    const extensionRef = { group: 'gateway.envoyproxy.io', kind: 'HTTPRouteFilter', name: 'gone' };
    const filters = times(16, () => ({ type: FilterType.EXTENSION_REF, extensionRef }));
    expect(problems({ backendRefs: undefined, filters })).toEqual([]);
  });
});
