import { BackendTrafficPolicySpecRetryRetryOnTriggers as Trigger } from '../../../imports/gateway.envoyproxy.io';
import { HttpRouteSpecRulesFiltersType as FilterType } from '../../../imports/gateway.networking.k8s.io';
import { Stickiness, type StickyGatewayRouteProps } from '../../../src';
import { GRPC, HTTP, problemsOf } from '../../support/chart';

const MCP = Stickiness.mcp();
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
    'allowed: backends of one kind and without filters, otherwise Envoy Gateway makes one cluster per backend, and sessions are lost; remedy: move the filters to the rule, or use Stickiness.header().';
  const filtered = [A, { ...B, filters: FILTERS }];
  const mixed = [A, { name: 'b', kind: 'Backend', group: 'gateway.envoyproxy.io' }];

  test.each([
    ['a session cookie', COOKIE],
    ['a session header', HEADER],
    ['a server', MCP],
  ])('lose sessions of %s', (_, stickiness) => {
    for (const backendRefs of [filtered, [...filtered].reverse(), mixed]) {
      expect(
        problems({ http: [...HTTP, { matches: [{ path: { value: '/a' } }], backendRefs }], stickiness }),
      ).toContain(refused('http[1].backendRefs', backendRefs, rest));
    }
  });

  test.each([
    ['one backend, whatever its filters', [{ ...A, filters: FILTERS }]],
    ['backends without filters', [A, B]],
    ['an empty list of filters', [A, { ...B, filters: [] }]],
    ['kinds that are written and left out', [A, { ...B, kind: 'Service' }]],
  ])('are no problem with %s', (_, backendRefs) => {
    for (const stickiness of [COOKIE, HEADER, MCP]) {
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

describe('a match on the header of the session', () => {
  const rest =
    'allowed: no match on X-Pod, whose value Envoy and the server choose; remedy: remove the match, or use another header for the stickiness.';
  const asking = (headers: object[], backendRefs: object[] = [A]) => ({
    http: [{ matches: [{ headers: headers as never }], backendRefs: backendRefs as never }],
    stickiness: HEADER,
  });
  const others = (count: number) => Array.from({ length: count }, (_, i) => ({ name: `x-${i}`, value: 'a' }));

  test('cannot know its value', () => {
    const headers = [{ name: 'x-pod', value: '1' }];
    expect(problems(asking(headers))).toEqual([refused('http[0].matches[0].headers', headers, rest)]);
  });

  test('may say its form, unless the rule for sessions has to', () => {
    const headers = [{ name: 'x-pod', type: 'RegularExpression', value: '.+' }];
    expect(problems(asking(headers))).toEqual([]);
    expect(problems(asking(headers, [A, B]))).toEqual([refused('http[0].matches[0].headers', headers, rest)]);
  });

  test('has room beside 15 others, and not beside 16', () => {
    expect(problems(asking(others(15), [A, B]))).toEqual([]);
    expect(problems(asking(others(16)))).toEqual([]);
    expect(problems(asking(others(16), [A, B]))).toEqual([
      refused(
        'http[0].matches[0].headers',
        others(16),
        'allowed: at most 15 headers, as one on X-Pod tells the requests of a session where there are several backends; remedy: remove one, or name one backend.',
      ),
    ]);
  });
});

describe('a rule that needs a copy for the sessions of another', () => {
  const query = { queryParams: [{ name: 'a', value: '1' }] };
  const rest =
    'allowed: one backend: another rule for this path keeps sessions and needs a copy of this rule, and weights edited in the cluster would not reach the copy; remedy: give both rules the same stickiness, or another path.';
  const rules = (matches: object[], backendRefs: object[]) => [
    { backendRefs: [A, B] },
    { name: 'other', matches: matches as never, backendRefs: backendRefs as never },
  ];
  const NONE = { other: Stickiness.none() };

  test('cannot have several backends, whose weights the copy would not follow', () => {
    const http = rules([query], [B, A]);
    const value = refused('http[1].backendRefs', ['b', 'a'], rest);
    expect(problems({ http, stickiness: HEADER, ruleStickiness: NONE })).toEqual([value]);
    expect(problems({ http, stickiness: HEADER, ruleStickiness: { other: MCP } })).toEqual([value]);
  });

  test.each([
    ['it has one backend', rules([query], [B]), NONE],
    ['its sessions are the same', rules([query], [B, A]), undefined],
    ['it is for another path', rules([{ ...query, path: { value: '/a' } }], [B, A]), NONE],
    ['it asks for more headers than that', rules([{ headers: others(2) }], [B, A]), NONE],
  ])('is fine where %s', (_, http, ruleStickiness) => {
    expect(problems({ http, stickiness: HEADER, ruleStickiness })).toEqual([]);
  });

  function others(count: number) {
    return Array.from({ length: count }, (_, i) => ({ name: `x-${i}`, value: 'a' }));
  }

  describe('asks for one header more there', () => {
    const room =
      'allowed: at most 15 header matches, none on the header of the session: another rule for this path keeps sessions and needs a copy of this rule; remedy: remove a header, or give the other rule another path.';
    const expressions = (count: number) => others(count).map((each) => ({ ...each, type: 'RegularExpression' }));
    const copied = (ofSessions: object[], headers: object[]) =>
      problems({
        http: [
          { matches: [{ headers: ofSessions as never }], backendRefs: [A, B] },
          { name: 'other', matches: [{ headers: headers as never }], backendRefs: [A] },
        ],
        stickiness: HEADER,
        ruleStickiness: NONE,
      });

    test('so that it may not ask for that of the session itself', () => {
      const headers = [{ name: 'x-pod', type: 'RegularExpression', value: '.+' }];
      expect(copied([], headers)).toEqual([refused('http[1].matches', [{ headers }], room)]);
      expect(copied([], [{ name: 'x-pods', type: 'RegularExpression', value: '.+' }])).toEqual([]);
    });

    test('so that it has room beside 15, and not beside 16', () => {
      expect(copied(expressions(14), expressions(15))).toEqual([]);
      expect(copied(expressions(15), expressions(16))).toEqual([
        refused('http[1].matches', [{ headers: expressions(16) }], room),
      ]);
    });
  });

  test('cannot have sessions of another pin over several backends, as those without one would not be shared', () => {
    const first = { name: 'first', matches: [query], backendRefs: [B, A] };
    const http = [first, { backendRefs: [A, B] }];
    expect(problems({ http, stickiness: HEADER, ruleStickiness: { first: COOKIE } })).toEqual([
      refused('http[0].backendRefs', ['b', 'a'], rest),
    ]);
    expect(problems({ http, stickiness: HEADER, ruleStickiness: { first: HEADER } })).toEqual([]);
  });

  test('is looked for among gRPC rules, too', () => {
    const grpc = [{ backendRefs: [A, B] }, { name: 'other', matches: [{ headers: others(1) }], backendRefs: [B, A] }];
    expect(problems({ http: undefined, grpc, stickiness: HEADER, ruleStickiness: NONE })).toEqual([]);
    const regular = [{ headers: [{ name: 'a', type: 'RegularExpression' as never, value: 'a' }] }];
    const tied = [grpc[0], { ...grpc[1], matches: regular }] as never;
    expect(problems({ http: undefined, grpc: tied, stickiness: HEADER, ruleStickiness: NONE })).toEqual([
      refused('grpc[1].backendRefs', ['b', 'a'], rest),
    ]);
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
    expect(problems({ stickiness: MCP, trafficPolicy: { retry } })).toEqual([
      refused('trafficPolicy.retry', retry, ofPolicy),
    ]);
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
    const http = [...HTTP, { matches: [{ path: { value: '/a' } }], backendRefs: [A], retry }];
    expect(problems({ http, stickiness: MCP })).toEqual([refused('http[1].retry', retry, ofRule)]);
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
