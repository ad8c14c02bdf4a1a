import { BackendTrafficPolicySpecRetryRetryOnTriggers as Trigger } from '../../imports/gateway.envoyproxy.io';
import { HttpRouteSpecRulesFiltersType as FilterType } from '../../imports/gateway.networking.k8s.io';
import { SessionMechanism, Stickiness, type StickyGatewayRouteProps } from '../../src';
import { GRPC, HTTP, problemsOf, QUOTES } from '../chart';

const MCP = Stickiness.mcp();
const ENVELOPE = Stickiness.mcp({ mechanism: SessionMechanism.ENVELOPE });
const COOKIE = Stickiness.sessionCookie({ name: 'session' });
const HEADER = Stickiness.sessionHeader('X-Pod');
const HASH = Stickiness.cookie();
const A = { name: 'a', port: 80 };
const B = { name: 'b', port: 80 };
const FILTERS = [{ type: FilterType.REQUEST_HEADER_MODIFIER as never, requestHeaderModifier: { remove: ['x-a'] } }];

const problems = (props: Partial<StickyGatewayRouteProps>) =>
  problemsOf({ parentRefs: [{ name: 'public', sectionName: 'https' }], ...props });
const refused = (property: string, value: unknown, rest: string) => {
  const got = JSON.stringify(value);
  return `${property}: got ${got.length > 120 ? `${got.slice(0, 120)}…` : got}; ${rest}`;
};

describe('backends that Envoy Gateway keeps apart', () => {
  const rest =
    'allowed: backends of one kind and without filters, as Envoy Gateway keeps others apart and a session is lost; remedy: move the filters to the rule, or use Stickiness.header().';
  const filtered = [A, { ...B, filters: FILTERS }];
  const mixed = [A, { name: 'b', kind: 'Backend', group: 'gateway.envoyproxy.io' }];

  test.each([
    ['a session cookie', COOKIE],
    ['a session header', HEADER],
    ['an envelope', ENVELOPE],
    ['an endpoint override', MCP],
  ])('lose sessions of %s', (_, stickiness) => {
    for (const backendRefs of [filtered, [...filtered].reverse(), mixed]) {
      expect(
        problems({ http: [...HTTP, { matches: [{ path: { value: '/a' } }], backendRefs }], stickiness }),
      ).toContain(refused('http[1].backendRefs', backendRefs, rest));
    }
  });

  test.each([
    ['one backend, whatever its filters', [{ ...A, filters: FILTERS }]],
    ['one backend with weight', [A, { ...B, weight: 0, filters: FILTERS }]],
    ['backends without filters', [A, B]],
    ['an empty list of filters', [A, { ...B, filters: [] }]],
    ['kinds that are written and left out', [A, { ...B, kind: 'Service' }]],
  ])('are no problem with %s', (_, backendRefs) => {
    for (const stickiness of [COOKIE, HEADER, ENVELOPE]) {
      expect(problems({ http: [{ backendRefs }], stickiness })).toEqual([]);
    }
  });

  test.each([
    ['a hash', HASH],
    ['none', Stickiness.none()],
  ])('are no problem with %s', (_, stickiness) => {
    expect(problems({ http: [{ backendRefs: filtered }], stickiness })).toEqual([]);
  });

  test('are found in the rules that have persistence alone', () => {
    const http = [{ name: 'a', backendRefs: filtered }];
    expect(problems({ http, stickiness: COOKIE, ruleStickiness: { a: HASH } })).toEqual([]);
    expect(problems({ http, stickiness: HASH, ruleStickiness: { a: COOKIE } })).toEqual([
      refused('http[0].backendRefs', filtered, rest),
    ]);
  });
});

describe('weights beside an endpoint override', () => {
  const rest =
    'allowed: one backend, as Envoy Gateway ignores weights beside an endpoint override; remedy: use SessionMechanism.ENVELOPE for HTTP, or one Service for all pods.';
  const weighted = [
    {
      backendRefs: [
        { ...A, weight: 9 },
        { ...B, weight: 1 },
      ],
    },
  ];
  const value = [
    { name: 'a', weight: 9 },
    { name: 'b', weight: 1 },
  ];

  test('are ignored by Envoy Gateway, for HTTP and gRPC', () => {
    expect(problems({ http: weighted, grpc: [{ ...weighted[0], matches: QUOTES }], stickiness: MCP })).toEqual([
      refused('http[0].backendRefs', value, rest),
      refused('grpc[0].backendRefs', value, rest),
    ]);
  });

  test('are equal where none are written', () => {
    expect(problems({ http: [{ backendRefs: [A, B] }], stickiness: MCP })).toEqual([
      refused('http[0].backendRefs', [{ name: 'a' }, { name: 'b' }], rest),
    ]);
  });

  test('are no problem with one backend of some weight, nor with an envelope', () => {
    expect(problems({ http: [{ backendRefs: [A, { ...B, weight: 0 }] }], stickiness: MCP })).toEqual([]);
    expect(problems({ http: weighted, stickiness: ENVELOPE })).toEqual([]);
  });
});

describe('retries', () => {
  const ofPolicy =
    'allowed: a retry after connect-failure alone, as it reaches another pod, which does not know the session; remedy: write retryOn: { triggers: ["connect-failure"] }, or remove it.';
  const ofRule =
    'allowed: nothing, as a retry reaches another pod, which does not know the session; remedy: remove it; trafficPolicy.retry takes connect-failure.';
  const retryOn = (...triggers: Trigger[]) => ({ retryOn: { triggers } });

  test.each([
    ['what Envoy Gateway retries by itself', {}],
    ['a number', { numRetries: 2 }],
    ['no triggers', retryOn()],
    ['another trigger', retryOn(Trigger.RESET)],
    ['another trigger besides', retryOn(Trigger.CONNECT_HYPHEN_FAILURE, Trigger.GATEWAY_HYPHEN_ERROR)],
  ])('after %s reach a pod that does not know the session', (_, retry) => {
    for (const stickiness of [MCP, ENVELOPE]) {
      expect(problems({ stickiness, trafficPolicy: { retry } })).toEqual([
        refused('trafficPolicy.retry', retry, ofPolicy),
      ]);
    }
  });

  test('after a connection that failed are fine, as no pod has seen the request', () => {
    const retry = { numRetries: 2, ...retryOn(Trigger.CONNECT_HYPHEN_FAILURE) };
    expect(problems({ stickiness: MCP, trafficPolicy: { retry } })).toEqual([]);
  });

  test('are refused where a single rule has sessions, HTTP or gRPC, whose policy repeats them', () => {
    const retry = { numRetries: 2 };
    const http = [{ ...HTTP[0], name: 'a' }];
    const grpc = [{ ...GRPC[0], name: 'b' }];
    for (const name of ['a', 'b']) {
      expect(problems({ http, grpc, ruleStickiness: { [name]: MCP }, trafficPolicy: { retry } })).toEqual([
        refused('trafficPolicy.retry', retry, ofPolicy),
      ]);
    }
  });

  test('of a rule are refused', () => {
    const retry = { attempts: 2 };
    for (const stickiness of [MCP, ENVELOPE]) {
      expect(
        problems({ http: [...HTTP, { matches: [{ path: { value: '/a' } }], backendRefs: [A], retry }], stickiness }),
      ).toEqual([refused('http[1].retry', retry, ofRule)]);
    }
  });

  test.each([
    ['a hash', HASH],
    ['a session cookie', COOKIE],
    ['a session header', HEADER],
  ])('are no problem with %s', (_, stickiness) => {
    const http = [{ backendRefs: [A], retry: { attempts: 2 } }];
    expect(problems({ http, stickiness, trafficPolicy: { retry: { numRetries: 2 } } })).toEqual([]);
  });
});
