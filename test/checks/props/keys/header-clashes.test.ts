import {
  HttpRouteSpecRulesBackendRefsFiltersType as BackendFilterType,
  HttpRouteSpecRulesFiltersType as FilterType,
  type HttpRouteSpecRules,
} from '../../../../imports/gateway.networking.k8s.io';
import { Stickiness } from '../../../../src';
import { KEY_HEADER } from '../../../../src/stickiness/envoy-format';
import { manifestsOfKind } from '../../../support/chart';
import { request, response } from '../../../support/filters';
import { errorsOf, messagesOf } from '../../../support/findings';
import {
  A,
  FIRST_OF,
  HASH,
  headers,
  PATH_KEY,
  SERVER_SESSION,
  SESSION_COOKIE,
  SESSION_HEADER,
  times,
} from '../../fixtures';

const mirror = (i: number) => ({
  type: FilterType.REQUEST_MIRROR,
  requestMirror: { backendRef: { name: `mirror-${i}`, port: 80 } },
});
const valued = (name: string) => [{ name, value: 'a' }];
const propsOf = (rule: Partial<HttpRouteSpecRules>, stickiness = SERVER_SESSION) => ({
  http: [{ backendRefs: [A], ...rule }],
  stickiness,
});

describe('a filter of a rule', () => {
  const OWN = [
    ['the id of an MCP session', SERVER_SESSION, 'mcp-session-ID'],
    ['the retries of Envoy', SERVER_SESSION, 'X-Envoy-Max-Retries'],
    ['the cookie of a response', SESSION_COOKIE, 'Set-Cookie'],
    ['the cookies of a request', SESSION_COOKIE, 'cookie'],
    ['the header of a session', SESSION_HEADER, 'x-pod'],
    ['the key of firstOf()', FIRST_OF, KEY_HEADER],
    ['the key of path()', PATH_KEY, KEY_HEADER.toUpperCase()],
  ] as const;

  describe.each([
    ['sets', (name: string) => ({ set: valued(name) })],
    ['adds', (name: string) => ({ add: valued(name) })],
    ['removes', (name: string) => ({ remove: [name] })],
  ])('that %s', (_, modifier) => {
    test.each(OWN)('%s is an error', (_, stickiness, name) => {
      const clash = (field: string) => [
        {
          id: 'header-clash',
          property: `http[0].filters[1].${field}`,
          value: JSON.stringify(name.toLowerCase()),
        },
      ];
      const messages = (filter: object) => messagesOf(propsOf({ filters: [mirror(0), filter as never] }, stickiness));
      expect(messages(request(modifier(name)))).toMatchObject(clash('requestHeaderModifier'));
      expect(messages(response(modifier(name)))).toMatchObject(clash('responseHeaderModifier'));
    });
  });

  test('that changes several headers of the stickiness is an error for each header, once', () => {
    const set = [...valued('x-envoy-max-retries'), ...valued('x-other'), ...valued('mcp-session-id')];
    const messages = messagesOf(propsOf({ filters: [response({ set, remove: ['Mcp-Session-Id'] })] }));
    expect(messages.map(({ id, value }) => `${id} ${value}`)).toEqual([
      'header-clash "x-envoy-max-retries"',
      'header-clash "mcp-session-id"',
    ]);
  });

  test('is also checked if it is of a backend', () => {
    const filters = [
      { type: BackendFilterType.RESPONSE_HEADER_MODIFIER, responseHeaderModifier: { remove: ['Mcp-Session-Id'] } },
    ];
    expect(errorsOf(propsOf({ backendRefs: [{ ...A, filters }] }))).toEqual([
      'header-clash http[0].backendRefs[0].filters[0].responseHeaderModifier',
    ]);
  });

  test('is also checked if the rule is for gRPC', () => {
    const filters = [response({ remove: ['Mcp-Session-Id'] }) as never];
    expect(errorsOf({ http: undefined, grpc: [{ backendRefs: [A], filters }], stickiness: SERVER_SESSION })).toEqual([
      'header-clash grpc[0].filters[0].responseHeaderModifier',
    ]);
  });

  test.each([
    ['other headers', SERVER_SESSION, 'x-other'],
    ['the id of an MCP session under a hash', Stickiness.cookie(), 'mcp-session-id'],
    ['a hashed header', HASH, 'x-user'],
    ['the header of another stickiness', SESSION_HEADER, 'mcp-session-id'],
    ['a header that firstOf() reads', FIRST_OF, 'x-user'],
  ])('may set %s', (_, stickiness, name) => {
    expect(errorsOf(propsOf({ filters: [response({ set: valued(name) })] }, stickiness))).toEqual([]);
  });
});

describe('the header filters of the stickiness', () => {
  const FULL = ['no-room-for-headers http[0].filters'];

  test.each([
    ['two filters of an MCP session', SERVER_SESSION, 14],
    ['one filter of a session cookie', SESSION_COOKIE, 15],
    ['one filter of firstOf()', FIRST_OF, 15],
  ])('need room among 16 filters: %s', (_, stickiness, most) => {
    expect(errorsOf(propsOf({ filters: times(most, mirror) }, stickiness))).toEqual([]);
    expect(errorsOf(propsOf({ filters: times(most + 1, mirror) }, stickiness))).toEqual(FULL);
  });

  test('share 16 filters with those of the author', () => {
    const filters = [...times(14, mirror), request({ set: headers(1) }), response({ set: headers(1) })];
    expect(errorsOf(propsOf({ filters }))).toEqual([]);
    const [route] = manifestsOfKind('HTTPRoute', propsOf({ filters }));
    expect(route?.spec.rules[0].filters).toHaveLength(16);
  });

  test.each([
    [
      'two request headers that an MCP session sets',
      SERVER_SESSION,
      14,
      (count: number) => request({ set: headers(count), add: headers(16) }),
    ],
    [
      'one request header that an MCP session removes',
      SERVER_SESSION,
      15,
      (count: number) => request({ remove: times(count, (i) => `x-${i}`) }),
    ],
    [
      'one response header that an MCP session sets',
      SERVER_SESSION,
      15,
      (count: number) => response({ set: headers(count), add: headers(16) }),
    ],
    [
      'one response header that a session cookie adds',
      SESSION_COOKIE,
      15,
      (count: number) => response({ add: headers(count), set: headers(16) }),
    ],
  ])('need room among 16 headers: %s', (_, stickiness, most, filter) => {
    expect(errorsOf(propsOf({ filters: [filter(most)] }, stickiness))).toEqual([]);
    expect(errorsOf(propsOf({ filters: [filter(most + 1)] }, stickiness))).toEqual(FULL);
  });

  test('need no room in a rule without backends', () => {
    const extensionRef = { group: 'gateway.envoyproxy.io', kind: 'HTTPRouteFilter', name: 'gone' };
    const filters = times(16, () => ({ type: FilterType.EXTENSION_REF, extensionRef }));
    expect(errorsOf(propsOf({ backendRefs: undefined, filters }))).toEqual([]);
  });
});
