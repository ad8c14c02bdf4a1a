import { App, Chart, JsonPatch, Testing } from 'cdk8s';
import { EnvoyGatewayVersion, Stickiness, StickyGatewayRoute, StickyPolicy } from '../../src';
import { messagesOfApp, refusalOf } from '../support/findings';
import {
  backend,
  clientPolicy,
  envoyProxy,
  findingsOf,
  findingsOfChart,
  gateway,
  gatewayPolicy,
  https,
  type Other,
  object,
  policy,
  route,
  service,
  toRoute,
  webChart,
} from './web';

const user = Stickiness.header('X-User');
const pod = Stickiness.sessionHeader('X-Pod');
const grpc = [{ matches: [{ method: { service: 'a.B' } }], backendRefs: [{ name: 'web', port: 80 }] }];
const canary = (stable: number, next: number) => [
  {
    backendRefs: [
      { name: 'stable', port: 80, weight: stable },
      { name: 'next', port: 80, weight: next },
    ],
  },
];

describe('case 1: gRPC clients keep no cookies and have no query string', () => {
  test('the default stickiness for gRPC rules asks for another one', () => {
    expect(findingsOf({ http: undefined, grpc })).toEqual(['not-for-grpc stickiness']);
  });

  test.each([
    ['cookie()', Stickiness.cookie()],
    ['passive cookie()', Stickiness.cookie({ name: 'a', passive: true })],
    ['sessionCookie()', Stickiness.sessionCookie({ name: 'a' })],
    ['queryParams()', Stickiness.queryParams(['room'])],
    ['path()', Stickiness.path('/rooms/{room}')],
    ['firstOf() with a cookie', Stickiness.firstOf([user, Stickiness.cookie({ name: 'a', passive: true })])],
  ])('%s for gRPC rules is an error', (_, stickiness) => {
    expect(findingsOf({ http: undefined, grpc, stickiness })).toEqual(['not-for-grpc stickiness']);
  });

  test('a cookie for HTTP rules and a header for the gRPC rules of one construct are fine', () => {
    const named = [{ name: 'quotes', ...grpc[0] }];
    expect(findingsOf({ grpc: named, ruleStickiness: { quotes: user } })).toEqual([]);
  });
});

describe('case 2: servers name the ids in these cookies and headers', () => {
  test.each([
    'JSESSIONID',
    'PHPSESSID',
    'connect.sid',
    'ASP.NET_SessionId',
    'sessionid',
    'laravel_session',
    'SESSION',
    'csrftoken',
    'XSRF-TOKEN',
    'AWSALB',
    'AWSALBCORS',
    '.AspNetCore.Cookies',
    'grafana_session',
    'PLAY_SESSION',
  ])('a cookie called %s is warned of in every factory that takes its name', (name) => {
    for (const stickiness of [
      Stickiness.cookie({ name }),
      Stickiness.cookie({ name, passive: true }),
      Stickiness.sessionCookie({ name }),
      Stickiness.firstOf([Stickiness.cookie({ name, passive: true }), user]),
    ]) {
      expect(findingsOf({ stickiness })).toEqual(['server-named-session stickiness']);
    }
  });

  test.each([
    ['header()', Stickiness.header('Mcp-Session-Id')],
    ['headers()', Stickiness.headers(['X-Tenant', 'mcp-session-id'])],
    ['sessionHeader()', Stickiness.sessionHeader('Mcp-Session-Id')],
  ])('%s of Mcp-Session-Id is warned of', (_, stickiness) => {
    expect(findingsOf({ stickiness })).toEqual(['server-named-session stickiness']);
  });

  test('serverSession() of the same header, and a cookie of another name, are fine', () => {
    const acknowledge = ['circuit-breaker'];
    expect(findingsOf({ stickiness: Stickiness.serverSession({ header: 'Mcp-Session-Id' }), acknowledge })).toEqual([]);
    expect(findingsOf({ stickiness: Stickiness.sessionCookie({ name: 'pod' }) })).toEqual([]);
  });
});

describe('case 3: keys that change', () => {
  test.each([
    'Set-Cookie',
    'Cookie',
    'traceparent',
    'X-B3-TraceId',
    'X-Amzn-Trace-Id',
    'Date',
    'Idempotency-Key',
    'Sec-WebSocket-Key',
    'X-Request-Id',
    'b3',
    'CF-Ray',
    'DPoP',
    'grpc-timeout',
    'sentry-trace',
    'X-Amzn-RequestId',
    'X-Request-Start',
    'X-Ot-Span-Context',
    'X-Envoy-Expected-Rq-Timeout-Ms',
    'Signature',
  ])('a hash of %s is an error', (name) => {
    expect(refusalOf(() => Stickiness.header(name))).toBe('header-changes Stickiness.header() name');
    expect(refusalOf(() => Stickiness.headers(['X-User', name]))).toBe('header-changes Stickiness.headers() names[1]');
  });

  test.each(['authorization', 'X-Forwarded-For', 'Forwarded'])('a hash of %s is warned of', (name) => {
    expect(findingsOf({ stickiness: Stickiness.header(name) })).toEqual(['rotating-key stickiness']);
  });

  test.each(['User-Agent', ':method', 'Accept-Language', 'Connection', 'Upgrade', 'Content-Encoding'])(
    'a hash of %s, with few values, is warned of',
    (name) => {
      expect(findingsOf({ stickiness: Stickiness.header(name) })).toEqual(['few-values stickiness']);
    },
  );
});

describe('case 3: filters that take the key from a request before Envoy hashes it', () => {
  const filter = (requestHeaderModifier: object) => [{ type: 'RequestHeaderModifier', requestHeaderModifier }];
  const ofRule = (modifier: object) => [{ backendRefs: [{ name: 'web', port: 80 }], filters: filter(modifier) }];
  const found = ['header-clash http[0].filters[0].requestHeaderModifier'];

  test.each([
    ['a hashed header', user, { remove: ['x-user'] }],
    ['one of several hashed headers', Stickiness.headers(['X-Tenant', 'X-User']), { remove: ['X-User'] }],
    ['all cookies', Stickiness.cookie(), { remove: ['Cookie'] }],
    ['all cookies for a passive one', Stickiness.cookie({ name: 'a', passive: true }), { remove: ['Cookie'] }],
    ['a hashed header by a constant', user, { set: [{ name: 'x-user', value: 'all' }] }],
  ])('a filter that removes %s is an error', (_, stickiness, modifier) => {
    expect(findingsOf({ http: ofRule(modifier), stickiness })).toEqual(found);
  });

  test('so is a filter of a backend', () => {
    const backendRefs = [{ name: 'web', port: 80, filters: filter({ remove: ['X-User'] }) }];
    expect(findingsOf({ http: [{ backendRefs }], stickiness: user })).toEqual([
      'header-clash http[0].backendRefs[0].filters[0].requestHeaderModifier',
    ]);
  });

  test.each([
    ['a value that Envoy computes', user, { set: [{ name: 'X-User', value: '%REQ(X-Account)%' }] }],
    ['the same after a removal', user, { remove: ['X-User'], set: [{ name: 'X-User', value: '%REQ(X-Account)%' }] }],
    ['another header', user, { remove: ['Cookie'] }],
    [
      'a member of firstOf(), which is read before',
      Stickiness.firstOf([user, Stickiness.header('a')]),
      { remove: ['a'] },
    ],
    ['any header without stickiness', Stickiness.none(), { remove: ['X-User'] }],
  ])('%s is fine', (_, stickiness, modifier) => {
    expect(findingsOf({ http: ofRule(modifier), stickiness })).toEqual([]);
  });
});

describe('case 4: kube-proxy chooses the pod where somebody else sets routingType: Service', () => {
  const merged = { mergeType: 'StrategicMerge' };
  const error = ['inherited-routing-type trafficPolicy.routingType'];

  test('an EnvoyProxy of the Gateway is an error', () => {
    const infrastructure = { parametersRef: { group: 'gateway.envoyproxy.io', kind: 'EnvoyProxy', name: 'proxy' } };
    expect(findingsOf({}, gateway({ infrastructure }), envoyProxy({ routingType: 'Service' }))).toEqual(error);
    expect(findingsOf({}, gateway({ infrastructure }), envoyProxy({ routingType: 'Endpoint' }))).toEqual([]);
    expect(findingsOf({}, gateway(), envoyProxy({ routingType: 'Service' }))).toEqual([]);
  });

  test('an EnvoyProxy of the GatewayClass is an error', () => {
    const spec = { parametersRef: { kind: 'EnvoyProxy', name: 'proxy', namespace: 'gateways' } };
    const gatewayClass = object('gateway.networking.k8s.io/v1', 'GatewayClass', { name: 'eg' }, spec);
    expect(findingsOf({}, gateway(), gatewayClass, envoyProxy({ routingType: 'Service' }))).toContain(error[0]);
  });

  test.each([
    ['1.9, merged', EnvoyGatewayVersion.V1_9, merged, true],
    ['1.9, not merged', EnvoyGatewayVersion.V1_9, undefined, false],
    ['1.8, not merged', EnvoyGatewayVersion.V1_8, undefined, true],
    ['1.7, not merged', EnvoyGatewayVersion.V1_7, undefined, true],
    ['1.6, not merged', EnvoyGatewayVersion.V1_6, undefined, false],
  ])('a policy of the Gateway counts as Envoy Gateway %s inherits it', (_, target, trafficPolicy, isInherited) => {
    const others = [gateway(), gatewayPolicy({ routingType: 'Service' })];
    const acknowledge = ['dropped-policy'];
    expect(findingsOf({ target, trafficPolicy, acknowledge }, ...others)).toEqual(isInherited ? error : []);
  });

  test('a policy that selects the Gateway by its labels counts as one that names it', () => {
    const spec = { gatewayClassName: 'eg', listeners: [https] };
    const labelled = object(
      'gateway.networking.k8s.io/v1',
      'Gateway',
      {
        name: 'public',
        namespace: 'gateways',
        labels: { tier: 'edge' },
      },
      spec,
    );
    const selecting = (tier: string) =>
      gatewayPolicy({
        targetRefs: undefined,
        targetSelectors: [{ kind: 'Gateway', matchLabels: { tier } }],
        routingType: 'Service',
      });
    expect(findingsOf({ trafficPolicy: merged }, labelled, selecting('edge'))).toEqual(error);
    expect(findingsOf({ trafficPolicy: merged }, labelled, selecting('other'))).toEqual([]);
    expect(findingsOf({}, labelled, selecting('edge'))).toEqual(['dropped-policy trafficPolicy.mergeType']);
  });

  test('Endpoint in the policy of the route settles it', () => {
    const trafficPolicy = { ...merged, routingType: 'Endpoint' };
    expect(findingsOf({ trafficPolicy }, gateway(), gatewayPolicy({ routingType: 'Service' }))).toEqual([]);
  });

  test('without stickiness it does not matter', () => {
    const others = [gateway(), gatewayPolicy({ routingType: 'Service' })];
    expect(findingsOf({ stickiness: Stickiness.none(), trafficPolicy: merged }, ...others)).toEqual([]);
  });
});

describe.each(['HTTPRoute', 'GRPCRoute'])('case 4: a StickyPolicy for a raw %s of the app', (kind) => {
  const parentRefs = [{ name: 'public', namespace: 'gateways' }];
  const wiki = (backendRefs: object[] = [{ name: 'wiki', port: 80 }]) =>
    object(
      'gateway.networking.k8s.io/v1',
      kind,
      { name: 'wiki' },
      { parentRefs, rules: [{ name: 'all', backendRefs }] },
    );
  const found = (props: object, ...others: Other[]) => {
    const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
    const targetRefs = [{ ...toRoute('wiki'), kind }];
    new StickyPolicy(chart, 'sticky', { targetRefs, stickiness: user, ...props });
    for (const add of others) {
      add(chart);
    }
    return findingsOfChart(chart);
  };
  const infrastructure = { parametersRef: { group: 'gateway.envoyproxy.io', kind: 'EnvoyProxy', name: 'proxy' } };
  const inherited = ['inherited-routing-type trafficPolicy.routingType'];

  test('inherits the routing type of an EnvoyProxy', () => {
    const proxy = envoyProxy({ routingType: 'Service' });
    expect(found({}, wiki(), gateway({ infrastructure }), proxy)).toEqual(inherited);
    expect(found({ stickiness: Stickiness.none() }, wiki(), gateway({ infrastructure }), proxy)).toEqual([]);
    const trafficPolicy = { routingType: 'Endpoint' };
    expect(found({ trafficPolicy }, wiki(), gateway({ infrastructure }), proxy)).toEqual([]);
    expect(found({}, wiki(), gateway(), proxy)).toEqual([]);
    expect(found({}, gateway({ infrastructure }), proxy)).toEqual([]);
  });

  test('inherits or replaces the policy of the Gateway', () => {
    const platform = gatewayPolicy({ routingType: 'Service', retry: {} });
    const trafficPolicy = { mergeType: 'StrategicMerge' };
    expect(found({ trafficPolicy }, wiki(), gateway(), platform)).toEqual([
      ...inherited,
      'retry trafficPolicy.mergeType',
    ]);
    expect(found({}, wiki(), gateway(), platform)).toEqual(['dropped-policy trafficPolicy.mergeType']);
    expect(found({}, gateway(), platform)).toEqual([]);
  });

  test('has backends without pods', () => {
    const external = service('wiki', { type: 'ExternalName' });
    expect(found({}, wiki(), external)).toEqual(['external-name spec.targetRefs[0]']);
    expect(found({}, wiki(), service('wiki'))).toEqual([]);
    expect(found({ targetRefs: [{ ...toRoute('wiki', 'all'), kind }] }, wiki(), external)).toEqual([
      'external-name spec.targetRefs[0]',
    ]);
    const resolver = { group: 'gateway.envoyproxy.io', kind: 'Backend', name: 'any' };
    expect(found({}, wiki([resolver]), backend('any', { type: 'DynamicResolver' }))).toEqual([
      'backend-without-pods spec.targetRefs[0]',
    ]);
  });

  test.each([
    ['weights and no filter', [{ weight: 90 }, { weight: 10 }], ['target-weights spec.targetRefs[0]']],
    ['weights and a filter', [{ weight: 90, filters: [{}] }, { weight: 10 }], []],
    ['the same weight', [{}, { weight: 1 }], []],
    ['one weight of 0', [{ weight: 100 }, { weight: 0 }], []],
  ])('has several backends with %s', (_, backends, expected) => {
    const refs = backends.map((each, i) => ({ name: `wiki-${i}`, port: 80, ...each }));
    expect(found({}, wiki(refs))).toEqual(expected);
    expect(found({ stickiness: Stickiness.none() }, wiki(refs))).toEqual([]);
  });

  test('cannot have sessions', () => {
    expect(found({ stickiness: pod }, wiki())).toEqual(['needs-filters stickiness']);
  });
});

describe('case 4: JSON patches of the objects of the construct', () => {
  const patched = (stickiness: Stickiness, ...patches: JsonPatch[]) => {
    const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
    const http = [{ backendRefs: [{ name: 'web', port: 80 }] }];
    const props = { parentRefs: [{ name: 'public', namespace: 'gateways' }], http, stickiness };
    const { policies, httpRoutes } = new StickyGatewayRoute(chart, 'web', props);
    for (const patch of patches) {
      const objects = patch._toJson().path.startsWith('/spec/rules') ? httpRoutes : policies;
      objects[0]?.addJsonPatch(patch);
    }
    const infrastructure = { parametersRef: { kind: 'EnvoyProxy', name: 'proxy' } };
    gateway({ infrastructure })(chart);
    envoyProxy({ routingType: 'Service' })(chart);
    return findingsOfChart(chart);
  };
  const endpoint = JsonPatch.add('/spec/routingType', 'Endpoint');

  test.each([
    ['routing to the Service', user, JsonPatch.replace('/spec/routingType', 'Service'), 'spec.routingType'],
    ['no load balancer', user, JsonPatch.remove('/spec/loadBalancer'), 'spec.loadBalancer'],
    ['no filters', pod, JsonPatch.remove('/spec/rules/0/filters'), 'spec.rules[0].filters'],
  ])('%s is an error', (_, stickiness, patch, property) => {
    expect(patched(stickiness, endpoint, patch)).toEqual([`patched-stickiness ${property}`]);
  });

  test('routing to endpoints settles what an EnvoyProxy says', () => {
    expect(patched(user)).toEqual(['inherited-routing-type trafficPolicy.routingType']);
    expect(patched(user, endpoint)).toEqual([]);
  });
});

describe("case 5: somebody else's policy for a rule of the construct", () => {
  const http = [
    { name: 'api', matches: [{ path: { value: '/api' } }], backendRefs: [{ name: 'web', port: 80 }] },
    { name: 'login', backendRefs: [{ name: 'web', port: 80 }] },
  ];
  const props = { http, stickiness: user, ruleStickiness: { login: Stickiness.none() } };

  test('it replaces the policy of the route for a sticky rule, which is an error', () => {
    expect(findingsOf(props, policy('mine', { targetRefs: [toRoute('web', 'api')] }))).toEqual([
      'policy-conflict spec.targetRefs[0]',
    ]);
  });

  test('so does a StickyPolicy', () => {
    const sticky: Other = (chart) => {
      new StickyPolicy(chart, 'sticky', { targetRefs: [toRoute('web', 'api')], stickiness: Stickiness.cookie() });
    };
    expect(findingsOf(props, sticky)).toEqual(['policy-conflict spec.targetRefs[0]']);
  });

  test('for a rule that does not exist it is an error', () => {
    expect(findingsOf(props, policy('mine', { targetRefs: [toRoute('web', 'apo')] }))).toEqual([
      'unknown-section spec.targetRefs[0].sectionName',
    ]);
  });

  test("so it is for a rule of somebody else's route", () => {
    const wiki = route('wiki', { rules: [{ name: 'a' }] });
    const typo = 'unknown-section spec.targetRefs[0].sectionName';
    expect(findingsOf({}, wiki, policy('mine', { targetRefs: [toRoute('wiki', 'b')] }))).toEqual([typo]);
    expect(findingsOf({}, wiki, policy('mine', { targetRefs: [toRoute('wiki', 'a')] }))).toEqual([]);
  });
});

describe.each(['SecurityPolicy', 'EnvoyExtensionPolicy'])('case 5: a %s for routes of the construct', (kind) => {
  const other = (...targetRefs: object[]) =>
    object('gateway.envoyproxy.io/v1alpha1', kind, { name: 'other' }, { targetRefs });
  const sessions = { http: canary(90, 10), stickiness: pod };
  const split = {
    http: Array.from({ length: 17 }, (_, i) => ({
      name: `r${i}`,
      matches: [{ path: { value: `/${i}` } }],
      backendRefs: [{ name: 'web', port: 80 }],
    })),
    stickiness: user,
  };

  test('that misses the requests with a session is an error', () => {
    expect(findingsOf(sessions, other(toRoute('web')))).toEqual(['missed-route spec.targetRefs[0]']);
    expect(findingsOf(sessions, other(toRoute('web'), toRoute('web-sessions')))).toEqual([]);
  });

  test('that misses the other half of a split route is an error', () => {
    expect(findingsOf(split, other(toRoute('web')))).toEqual(['missed-route spec.targetRefs[0]']);
    expect(findingsOf(split, other(toRoute('web'), toRoute('web-r1')))).toEqual([]);
  });

  test('for a rule that no other route has, or for the only route, is fine', () => {
    expect(findingsOf(split, other(toRoute('web', 'r1')))).toEqual([]);
    expect(findingsOf({}, other(toRoute('web')))).toEqual([]);
  });

  test('for a rule that does not exist is an error, and names the route that has it', () => {
    expect(findingsOf({}, other(toRoute('web', 'api')))).toEqual(['unknown-section spec.targetRefs[0].sectionName']);
    const [message] = messagesOfApp(webChart(split, [other(toRoute('web', 'r16'))]));
    expect(message).toMatchObject({
      id: 'unknown-section',
      remedy: 'write name: "web-r1", the route that this rule is in',
    });
  });
});

describe('case 6: the policy of the Gateway beside that of the route', () => {
  test('it is dropped without mergeType, which is warned of', () => {
    expect(findingsOf({}, gatewayPolicy({ rateLimit: {} }))).toEqual(['dropped-policy trafficPolicy.mergeType']);
    expect(findingsOf({ trafficPolicy: { mergeType: 'StrategicMerge' } }, gatewayPolicy({ rateLimit: {} }))).toEqual(
      [],
    );
  });

  test('a construct without any policy drops nothing', () => {
    expect(findingsOf({ stickiness: Stickiness.none() }, gatewayPolicy({ rateLimit: {} }))).toEqual([]);
  });

  test('a policy of another Gateway or listener is not dropped', () => {
    const target = { group: 'gateway.networking.k8s.io', kind: 'Gateway' };
    expect(findingsOf({}, gatewayPolicy({ targetRefs: [{ ...target, name: 'other' }] }))).toEqual([]);
    expect(findingsOf({}, gatewayPolicy({ targetRefs: [{ ...target, name: 'public', sectionName: 'http' }] }))).toEqual(
      [],
    );
  });

  test('merged, its retry and health checks are judged as those of trafficPolicy', () => {
    const merged = { trafficPolicy: { mergeType: 'StrategicMerge' } };
    expect(findingsOf(merged, gatewayPolicy({ retry: { numRetries: 2 }, healthCheck: { passive: {} } }))).toEqual([
      'retry trafficPolicy.mergeType',
      'health-check trafficPolicy.mergeType',
    ]);
    expect(findingsOf({ ...merged, stickiness: pod }, gatewayPolicy({ retry: {}, healthCheck: {} }))).toEqual([]);
  });
});

describe('case 7: parents on which policies are ignored', () => {
  const parentRefs = (kind: string, group?: string) => [{ name: 'public', namespace: 'gateways', kind, group }];

  test('a ListenerSet needs Envoy Gateway 1.9', () => {
    const props = { parentRefs: parentRefs('ListenerSet') };
    expect(findingsOf({ ...props, target: EnvoyGatewayVersion.V1_8 })).toEqual([
      'newer-envoy-gateway parentRefs[0].kind',
    ]);
    expect(findingsOf({ ...props, target: EnvoyGatewayVersion.V1_9 })).toEqual([]);
  });

  test.each([
    ['XListenerSet', 'gateway.networking.x-k8s.io'],
    ['Service', ''],
    ['Gateway', 'example.com'],
  ])('a parent of kind %s in group "%s" is an error', (kind, group) => {
    expect(findingsOf({ parentRefs: parentRefs(kind, group) })).toEqual(['parent-kind parentRefs[0].kind']);
  });

  test('any parent is fine for a route without a policy', () => {
    const stickiness = Stickiness.none();
    const target = EnvoyGatewayVersion.V1_8;
    const mesh = { parentRefs: parentRefs('Service', ''), stickiness };
    expect(findingsOf({ parentRefs: parentRefs('ListenerSet'), stickiness, target })).toEqual([]);
    expect(findingsOf(mesh)).toEqual([]);
    expect(findingsOf({ ...mesh, trafficPolicy: { retry: {} } })).toEqual(['parent-kind parentRefs[0].kind']);
    const http = [{ name: 'a', backendRefs: [{ name: 'web', port: 80 }] }];
    expect(findingsOf({ ...mesh, http, ruleStickiness: { a: user } })).toEqual(['parent-kind parentRefs[0].kind']);
  });
});

describe('case 8: a canary at weight 0', () => {
  test.each([
    [100, 0],
    [0, 100],
    [90, 10],
  ])('weights %i/%i get the filter that makes later weights hold', (stable, next) => {
    const chart = webChart({ http: canary(stable, next), stickiness: user });
    const [rendered] = Testing.synth(chart);
    const refs: { filters: unknown[] }[] = rendered.spec.rules[0].backendRefs;
    expect(refs.map(({ filters }) => filters?.length)).toEqual([1, 1]);
  });

  test('it is not warned of', () => {
    expect(findingsOf({ http: canary(100, 0), stickiness: user })).toEqual([]);
  });
});

describe('case 9: the scope of a cookie', () => {
  const http = (...paths: string[]) =>
    paths.map((value) => ({ matches: [{ path: { value } }], backendRefs: [{ name: 'web', port: 80 }] }));

  test('a path that a rule is not below is an error', () => {
    expect(findingsOf({ http: http('/ui', '/api'), stickiness: Stickiness.cookie({ path: '/ui' }) })).toEqual([
      'cookie-path http[1].matches[0].path',
    ]);
  });

  test('a domain that does not cover a hostname is an error', () => {
    const stickiness = Stickiness.sessionCookie({ name: 'a', domain: 'example.com' });
    expect(findingsOf({ hostnames: ['a.example.com', 'a.example.org'], stickiness })).toEqual([
      'cookie-domain hostnames[1]',
    ]);
  });

  test('a cookie without a path for rules of several paths is warned of', () => {
    expect(findingsOf({ http: http('/ui', '/api') })).toEqual(['cookie-without-path stickiness']);
    expect(findingsOf({ http: http('/ui', '/api'), stickiness: Stickiness.cookie({ path: '/' }) })).toEqual([]);
    expect(findingsOf({ http: http('/ui') })).toEqual([]);
  });

  test('a rule that only redirects does not count', () => {
    const redirect = {
      matches: [{ path: { value: '/old' } }],
      filters: [{ type: 'RequestRedirect', requestRedirect: { hostname: 'b.example.com' } }],
    };
    expect(findingsOf({ http: [...http('/ui'), redirect], stickiness: Stickiness.cookie({ path: '/ui' }) })).toEqual(
      [],
    );
    expect(findingsOf({ http: [...http('/ui'), redirect] })).toEqual([]);
  });
});

describe('case 10: one cookie name for two services of one host', () => {
  const rules = [
    { matches: [{ path: { value: '/a' } }], backendRefs: [{ name: 'a', port: 80 }] },
    { matches: [{ path: { value: '/b' } }], backendRefs: [{ name: 'b', port: 80 }] },
  ];

  test('two rules of a construct are an error, once', () => {
    expect(findingsOf({ http: rules, stickiness: Stickiness.sessionCookie({ name: 'pod' }) })).toEqual([
      'session-cookie-conflict http[1]',
    ]);
  });

  test('cookie paths that do not meet, or a name for each, are fine', () => {
    const [a, b] = rules;
    const named = [
      { ...a, name: 'a' },
      { ...b, name: 'b' },
    ];
    const cookie = (name: string, path: string) => Stickiness.sessionCookie({ name, path });
    expect(findingsOf({ http: named, ruleStickiness: { a: cookie('x', '/a'), b: cookie('x', '/b') } })).toEqual([]);
    expect(findingsOf({ http: named, ruleStickiness: { a: cookie('x', '/'), b: cookie('y', '/') } })).toEqual([]);
  });
});

describe('case 11: backends that leave the cluster', () => {
  const props = { http: canary(90, 10), stickiness: pod };

  test.each([
    ['trafficDistribution', service('next', { trafficDistribution: 'PreferClose' })],
    ['topology-mode: Auto', service('next', {}, { annotations: { 'service.kubernetes.io/topology-mode': 'Auto' } })],
    ['another appProtocol', service('next', { ports: [{ port: 80, appProtocol: 'kubernetes.io/h2c' }] })],
  ])('a Service with %s among several backends of a session is an error', (_, next) => {
    expect(findingsOf(props, service('stable'), next)).toEqual(['several-clusters http[0].backendRefs']);
  });

  test('alike Services, or one backend, are fine', () => {
    expect(findingsOf(props, service('stable'), service('next'))).toEqual([]);
    const plain = service('next', { ports: [{ port: 80, appProtocol: 'http' }] });
    expect(findingsOf(props, service('stable'), plain)).toEqual([]);
    expect(findingsOf({ stickiness: pod }, service('web', { trafficDistribution: 'PreferClose' }))).toEqual([]);
  });

  test('Services of gRPC rules may have any appProtocol', () => {
    const { backendRefs } = canary(90, 10)[0] ?? {};
    const next = service('next', { ports: [{ port: 80, appProtocol: 'kubernetes.io/h2c' }] });
    const matches = [{ method: { service: 'a.B' } }];
    expect(findingsOf({ http: undefined, grpc: [{ matches, backendRefs }], stickiness: pod }, next)).toEqual([]);
  });

  describe('backends of several kinds', () => {
    const group = 'gateway.envoyproxy.io';
    const ip = { ip: { address: '10.0.0.1', port: 80 } };
    const fqdn = { fqdn: { hostname: 'a.example.com', port: 80 } };
    const socket = { unix: { path: '/a.sock' } };
    const mixed = (...backendRefs: object[]) => ({
      http: [{ backendRefs: [{ name: 'stable', port: 80 }, ...backendRefs] }],
      stickiness: pod,
    });
    const withBackend = mixed({ group, kind: 'Backend', name: 'old' });
    const refused = ['several-clusters http[0].backendRefs'];

    test('a ServiceImport has pods as a Service does', () => {
      expect(
        findingsOf(mixed({ group: 'multicluster.x-k8s.io', kind: 'ServiceImport', name: 'all', port: 80 })),
      ).toEqual([]);
    });

    test('a Backend of addresses beside a Service is fine, any other is an error', () => {
      expect(findingsOf(withBackend, backend('old', { endpoints: [ip] }))).toEqual([]);
      expect(findingsOf(withBackend, backend('old', { endpoints: [ip, fqdn] }))).toEqual(refused);
      expect(findingsOf(withBackend, backend('old', { endpoints: [fqdn] }))).toEqual(refused);
      expect(findingsOf(withBackend)).toEqual(refused);
    });

    test('a Backend that speaks HTTP/2 beside a Service that does not is an error', () => {
      const h2c = backend('old', { endpoints: [ip], appProtocols: ['gateway.envoyproxy.io/h2c'] });
      const ofService = (appProtocol: string) => service('stable', { ports: [{ port: 80, appProtocol }] });
      expect(findingsOf(withBackend, h2c, ofService('http'))).toEqual(refused);
      expect(findingsOf(withBackend, h2c, ofService('kubernetes.io/h2c'))).toEqual([]);
      expect(findingsOf(withBackend, h2c)).toEqual([]);
    });

    test('a Unix socket is an address from Envoy Gateway 1.9 on', () => {
      const old = backend('old', { endpoints: [socket] });
      expect(findingsOf(withBackend, old)).toEqual([]);
      expect(findingsOf({ ...withBackend, target: EnvoyGatewayVersion.V1_8 }, old)).toEqual(refused);
    });

    test('Backends that the app does not define are taken for alike', () => {
      const [a, b] = ['a', 'b'].map((name) => ({ group, kind: 'Backend', name }));
      const both = { http: [{ backendRefs: [a, b] }], stickiness: pod };
      expect(findingsOf(both, backend('a', { endpoints: [fqdn] }))).toEqual([]);
      expect(findingsOf(both, backend('a', { endpoints: [fqdn] }), backend('b', { endpoints: [ip] }))).toEqual(refused);
    });

    test('backends that an extension reads are an error beside others', () => {
      expect(findingsOf(mixed({ group: 'example.com', kind: 'Bucket', name: 'a' }))).toEqual(refused);
    });
  });

  test('an ExternalName Service, an InferencePool and a Backend of type DynamicResolver are errors', () => {
    expect(findingsOf({}, service('web', { type: 'ExternalName' }))).toEqual(['external-name http[0].backendRefs[0]']);
    const pool = [{ backendRefs: [{ group: 'inference.networking.k8s.io', kind: 'InferencePool', name: 'llm' }] }];
    expect(findingsOf({ http: pool })).toEqual(['backend-picks-pod http[0].backendRefs[0].kind']);
    const http = [{ backendRefs: [{ group: 'gateway.envoyproxy.io', kind: 'Backend', name: 'any' }] }];
    const found = ['backend-without-pods http[0].backendRefs[0]'];
    expect(findingsOf({ http }, backend('any', { type: 'DynamicResolver' }))).toEqual(found);
    expect(findingsOf({ http }, backend('any', { endpoints: [] }))).toEqual([]);
  });
});

describe('case 12: routes that no Gateway serves', () => {
  test('a listener that does not allow the namespace is an error', () => {
    const error = ['not-allowed-by-listener parentRefs[0]'];
    expect(findingsOf({}, gateway({ listeners: [{ ...https, allowedRoutes: undefined }] }))).toEqual(error);
    const selected = { namespaces: { from: 'Selector', selector: { matchLabels: { team: 'shop' } } } };
    const listeners = [{ ...https, allowedRoutes: selected }];
    const namespace = (labels: object) => object('v1', 'Namespace', { name: 'shop', labels });
    expect(findingsOf({}, gateway({ listeners }))).toEqual([]);
    expect(findingsOf({}, gateway({ listeners }), namespace({ team: 'shop' }))).toEqual([]);
    expect(findingsOf({}, gateway({ listeners }), namespace({ team: 'desk' }))).toEqual(error);
  });

  test('a listener that does not allow the kind of the route is an error', () => {
    const kinds = (kind: string) => ({ allowedRoutes: { ...https.allowedRoutes, kinds: [{ kind }] } });
    expect(findingsOf({}, gateway({ listeners: [{ ...https, ...kinds('GRPCRoute') }] }))).toEqual([
      'not-allowed-by-listener parentRefs[0]',
    ]);
    expect(findingsOf({}, gateway({ listeners: [{ ...https, ...kinds('HTTPRoute') }] }))).toEqual([]);
    expect(findingsOf({}, gateway({ listeners: [{ ...https, protocol: 'TCP' }] }))).toEqual([
      'not-allowed-by-listener parentRefs[0]',
    ]);
  });

  test('a listener that the Gateway does not have is an error', () => {
    const ref = { name: 'public', namespace: 'gateways' };
    expect(findingsOf({ parentRefs: [{ ...ref, sectionName: 'htps' }] }, gateway())).toEqual([
      'unknown-listener parentRefs[0].sectionName',
    ]);
    expect(findingsOf({ parentRefs: [{ ...ref, port: 80 }] }, gateway())).toEqual(['unknown-listener parentRefs[0]']);
    expect(findingsOf({ parentRefs: [{ ...ref, port: 443 }] }, gateway())).toEqual([]);
  });

  test.each([
    ['a.example.com', '*.example.com', true],
    ['a.b.example.com', '*.example.com', true],
    ['example.com', '*.example.com', false],
    ['*.example.com', 'a.example.com', true],
    ['a.example.com', 'a.example.com', true],
    ['a.example.com', 'b.example.com', false],
    ['a.example.com', undefined, true],
  ])('hostname %s on a listener for %s is served: %s', (hostname, ofListener, isServed) => {
    expect(findingsOf({ hostnames: [hostname] }, gateway({ listeners: [{ ...https, hostname: ofListener }] }))).toEqual(
      isServed ? [] : ['unserved-hostname hostnames[0]'],
    );
  });

  test('a hostname that one of several parents serves is fine, and so is one that an unknown parent may serve', () => {
    const hostnames = ['a.example.com'];
    const listeners = [{ ...https, hostname: 'b.example.com' }];
    const parentRefs = [
      { name: 'public', namespace: 'gateways' },
      { name: 'other', namespace: 'gateways' },
    ];
    expect(findingsOf({ hostnames, parentRefs }, gateway({ listeners }))).toEqual([]);
  });

  test('a forgotten or wrong namespace of a parent is warned of', () => {
    expect(findingsOf({ parentRefs: [{ name: 'public' }] }, gateway())).toEqual(['parent-typo parentRefs[0]']);
    expect(findingsOf({ parentRefs: [{ name: 'public', namespace: 'gateway' }] }, gateway())).toEqual([
      'parent-typo parentRefs[0].namespace',
    ]);
  });

  test('a parent but for a slip is warned of', () => {
    const parentRefs = (name: string) => [{ name, namespace: 'gateways' }];
    expect(findingsOf({ parentRefs: parentRefs('pubilc') }, gateway())).toEqual(['parent-typo parentRefs[0].name']);
    expect(findingsOf({ parentRefs: parentRefs('internal') }, gateway())).toEqual([]);
    expect(findingsOf({ parentRefs: [{ namespace: 'gateways' }] }, gateway())).toEqual([
      'missing-field parentRefs[0].name',
    ]);
    expect(findingsOf({ parentRefs: parentRefs('pubilc') }, gateway({}, 'other'))).toEqual([]);
  });

  test('a namespace in the name of a parent is an error', () => {
    expect(findingsOf({ parentRefs: [{ name: 'gateways/public' }] })).toEqual(['reference-name parentRefs[0].name']);
  });

  test('another route with the same parent, host and match is warned of', () => {
    const parentRefs = [{ name: 'public', namespace: 'gateways', sectionName: 'https' }];
    const older = (spec: object) => route('older', { parentRefs, rules: [{ backendRefs: [] }], ...spec });
    expect(findingsOf({}, older({}))).toEqual(['rival-route http[0]']);
    expect(findingsOf({}, older({ hostnames: ['a.example.com'] }))).toEqual([]);
    expect(findingsOf({}, older({ rules: [{ matches: [{ path: { value: '/a' } }] }] }))).toEqual([]);
    expect(findingsOf({}, older({ parentRefs: [{ name: 'public', sectionName: 'http' }] }))).toEqual([]);
  });
});

test('case 13: a backend that is a Service of the app but for a slip is warned of', () => {
  const http = [{ backendRefs: [{ name: 'wbe', port: 80 }] }];
  expect(findingsOf({ http }, service('web'))).toEqual(['backend-typo http[0].backendRefs[0].name']);
  expect(findingsOf({ http }, service('other'))).toEqual([]);
  expect(findingsOf({ http }, service('web'), service('wbe'))).toEqual([]);
});

test('case 13: so is a Backend but for a slip, and a backend that the app has as another kind', () => {
  const to = (ref: object) => ({ http: [{ backendRefs: [ref] }] });
  const ofGroup = { group: 'gateway.envoyproxy.io', kind: 'Backend' };
  const legacy = backend('legacy', { endpoints: [] });
  expect(findingsOf(to({ ...ofGroup, name: 'legcay' }), legacy)).toEqual(['backend-typo http[0].backendRefs[0].name']);
  expect(findingsOf(to({ name: 'legacy', port: 80 }), legacy)).toEqual(['backend-typo http[0].backendRefs[0].kind']);
  expect(findingsOf(to({ ...ofGroup, name: 'web' }), service('web'))).toEqual([
    'backend-typo http[0].backendRefs[0].kind',
  ]);
  expect(findingsOf(to({ name: 'legacy', port: 80 }), legacy, service('legacy'))).toEqual([]);
  expect(findingsOf(to({ group: 'example.com', kind: 'Bucket', name: 'legacy' }), legacy)).toEqual([]);
});

test('sourceIp() and names with "_" need a ClientTrafficPolicy on every Gateway', () => {
  const detection = { clientIPDetection: { xForwardedFor: { numTrustedHops: 1 } } };
  const allowing = { headers: { withUnderscoresAction: 'Allow' } };
  const address = { stickiness: Stickiness.sourceIp() };
  const underscore = { stickiness: Stickiness.header('X_User') };
  expect(findingsOf(address)).toEqual(['source-ip stickiness']);
  expect(findingsOf(address, clientPolicy(detection))).toEqual([]);
  expect(findingsOf(address, clientPolicy(allowing))).toEqual(['source-ip stickiness']);
  expect(findingsOf(underscore)).toEqual(['underscore stickiness']);
  expect(findingsOf(underscore, clientPolicy(allowing))).toEqual([]);
  const parentRefs = [{ name: 'public', namespace: 'gateways' }, { name: 'other' }];
  expect(findingsOf({ ...address, parentRefs }, clientPolicy(detection))).toEqual(['source-ip stickiness']);
});
