import { App, Chart, JsonPatch, Lazy, Testing } from 'cdk8s';
import { Stickiness, StickyGatewayRoute } from '../../src';
import { messagesOfApp, printedWarnings } from '../support/findings';
import { findingsOf, findingsOfChart, gateway, object, policy, route, service, toRoute, webChart } from './web';

// biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of Flux
const VARIABLE = 'app.${DOMAIN}';

describe('case 14: a chart without a namespace', () => {
  const inOther = [{ backendRefs: [{ name: 'web', namespace: 'desk', port: 80 }] }];

  function withoutNamespace(props: object): Chart {
    const chart = new Chart(new App(), 'shop');
    new StickyGatewayRoute(chart, 'web', { parentRefs: [{ name: 'public' }], http: inOther, ...props });
    return chart;
  }

  test('a backend in a namespace that may be its own is no error', () => {
    expect(findingsOfChart(withoutNamespace({}))).toEqual([]);
  });

  test('a Gateway whose namespace is left to kubectl may be the one that is named', () => {
    const chart = withoutNamespace({ parentRefs: [{ name: 'public', namespace: 'gateways' }] });
    object('gateway.networking.k8s.io/v1', 'Gateway', { name: 'public' }, { listeners: [] })(chart);
    expect(findingsOfChart(chart)).toEqual([]);
  });

  test('a ReferenceGrant asks for the namespace', () => {
    expect(findingsOfChart(withoutNamespace({ referenceGrants: true }))).toEqual([
      'grant-without-namespace metadata.namespace',
    ]);
  });
});

describe('case 15: session cookies of one name', () => {
  const stickiness = Stickiness.sessionCookie({ name: 'pod' });

  function twoRoutes(a: object, b: object, acknowledge: string[] = []): string[] {
    const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
    for (const [id, props] of Object.entries({ a, b })) {
      const http = [{ matches: [{ path: { value: `/${id}` } }], backendRefs: [{ name: id, port: 80 }] }];
      new StickyGatewayRoute(chart, id, { parentRefs: [{ name: 'public' }], http, stickiness, acknowledge, ...props });
    }
    return findingsOfChart(chart);
  }

  test('two routes on one listener or host are an error', () => {
    expect(twoRoutes({}, {})).toEqual(['session-cookie-conflict http[0]']);
    const hostnames = ['a.example.com'];
    const on = (sectionName: string) => ({ hostnames, parentRefs: [{ name: 'public', sectionName }] });
    expect(twoRoutes(on('http'), on('https'))).toEqual(['session-cookie-conflict http[0]']);
  });

  test.each([
    ['Gateway', { parentRefs: [{ name: 'other' }] }, {}],
    ['namespace of Gateways', { parentRefs: [{ name: 'public', namespace: 'gateways' }] }, {}],
    [
      'listener',
      { parentRefs: [{ name: 'public', sectionName: 'a' }] },
      { parentRefs: [{ name: 'public', sectionName: 'b' }] },
    ],
    ['host', { hostnames: ['a.example.com'] }, { hostnames: ['b.example.com'] }],
  ])('two routes that share no %s are fine', (_, a, b) => {
    expect(twoRoutes(a, b)).toEqual([]);
  });

  test('two hosts below the domain of both cookies are an error', () => {
    const on = (name: string, domain: string) => ({
      hostnames: [`${name}.example.com`],
      stickiness: Stickiness.sessionCookie({ name: 'pod', domain }),
    });
    expect(twoRoutes(on('a', 'example.com'), on('b', '.Example.com'))).toEqual(['session-cookie-conflict http[0]']);
    expect(twoRoutes(on('a', 'a.example.com'), on('b', 'b.example.com'))).toEqual([]);
  });

  test('two ports of one Service are an error if the app says that they are different ones of its pods', () => {
    const to = (port: number) => [{ matches: [{ path: { value: `/${port}` } }], backendRefs: [{ name: 'web', port }] }];
    const stickiness = Stickiness.sessionCookie({ name: 'pod' });
    const ports = (targetPort: unknown) => service('web', { ports: [{ port: 80 }, { port: 81, targetPort }] });
    const http = [...to(80), ...to(81)];
    expect(findingsOf({ http, stickiness })).toEqual([]);
    expect(findingsOf({ http, stickiness }, ports(80))).toEqual([]);
    expect(findingsOf({ http, stickiness }, ports(undefined))).toEqual(['session-cookie-conflict http[1]']);
    expect(findingsOf({ http, stickiness }, ports(9090))).toEqual(['session-cookie-conflict http[1]']);
  });

  test('the error can be acknowledged', () => {
    expect(twoRoutes({}, {}, ['session-cookie-conflict'])).toEqual([]);
  });
});

describe('case 16: names that may be slips are warned of, and stop nothing', () => {
  test('a policy for a route that the app has but for one letter', () => {
    const mistyped = policy('mine', { targetRefs: [toRoute('apis')] });
    expect(findingsOf({ metadata: { name: 'api' } }, mistyped)).toEqual(['policy-typo spec.targetRefs[0]']);
  });

  test('a policy for a route that the app has in another namespace', () => {
    const props = { metadata: { name: 'api', namespace: 'team-a' } };
    expect(findingsOf(props, policy('mine', { targetRefs: [toRoute('api')] }))).toEqual([
      'policy-typo spec.targetRefs[0]',
    ]);
  });
});

describe('case 17: regular expressions of RE2', () => {
  const http = (value: string) => [
    { matches: [{ path: { type: 'RegularExpression', value } }], backendRefs: [{ name: 'web', port: 80 }] },
  ];

  test.each([
    '(?i:/api)',
    '(?s:.)*',
    '/a\\\\1',
    '/[[:alpha:]]+',
    '/(?P<a>x)',
    '/\\pL',
    '/\\p{Han}+',
    '/a{1,1000}',
    '/\\Qa.b\\E',
  ])('%s is fine', (value) => {
    expect(findingsOf({ http: http(value) })).toEqual([]);
  });

  test.each(['/a{1,1001}', '/(?=a)', '/(a)\\1', '/a**', '/[z-a]', '/(?<!a)b', '/\\y', '/(a{100}){11}'])(
    '%s is an error',
    (value) => {
      expect(findingsOf({ http: http(value) })).toEqual(['envoy-limit http[0].matches[0].path']);
    },
  );
});

test('case 18: a variable of Flux goes into all rendered routes, as the error says', () => {
  const [message] = messagesOfApp(webChart({ hostnames: ['a.example.com', VARIABLE] }));
  expect(message).toMatchObject({ id: 'wrong-form', property: 'hostnames[1]' });
  const patch = `JsonPatch.replace('/spec/hostnames/1', ${JSON.stringify(VARIABLE)})`;
  expect(message?.remedy).toContain(
    `for (const each of [...route.httpRoutes, ...route.grpcRoutes]) each.addJsonPatch(${patch})`,
  );
  const chart = new Chart(new App(), 'shop');
  const route = new StickyGatewayRoute(chart, 'web', {
    parentRefs: [{ name: 'public' }],
    hostnames: ['a.example.com', 'app.example.com'],
    http: [{ backendRefs: ['stable', 'next'].map((name) => ({ name, port: 80 })) }],
    stickiness: Stickiness.sessionHeader('X-Pod'),
  });
  for (const each of [...route.httpRoutes, ...route.grpcRoutes]) {
    each.addJsonPatch(JsonPatch.replace('/spec/hostnames/1', VARIABLE));
  }
  expect(findingsOfChart(chart)).toEqual([]);
  const routes = Testing.synth(chart).filter(({ kind }) => kind === 'HTTPRoute');
  expect(routes.map(({ spec }) => spec.hostnames)).toEqual(Array(2).fill(['a.example.com', VARIABLE]));
});

test('case 18: with more than 16 hostnames a variable goes into the routes that have it, as the error says', () => {
  const names = Array.from({ length: 18 }, (_, i) => `a${i}.example.com`);
  const [message] = messagesOfApp(webChart({ hostnames: [...names.slice(0, 17), VARIABLE] }));
  expect(message?.remedy).toContain(
    `if (each.toJson().spec.hostnames[1] === '<that name>') each.addJsonPatch(JsonPatch.replace('/spec/hostnames/1', `,
  );
  const chart = new Chart(new App(), 'shop');
  const http = [{ backendRefs: [{ name: 'web', port: 80 }] }];
  const route = new StickyGatewayRoute(chart, 'web', { parentRefs: [{ name: 'public' }], hostnames: names, http });
  for (const each of [...route.httpRoutes, ...route.grpcRoutes]) {
    if (each.toJson().spec.hostnames[1] === 'a17.example.com') {
      each.addJsonPatch(JsonPatch.replace('/spec/hostnames/1', VARIABLE));
    }
  }
  const rendered = Testing.synth(chart).flatMap(({ kind, spec }) => (kind === 'HTTPRoute' ? spec.hostnames : []));
  expect(rendered).toEqual([...names.slice(0, 17), VARIABLE]);
});

describe('case 18: variables in metadata', () => {
  test.each(['{{ .Release.Name }}', '$(NS)', '$NS', VARIABLE])(
    '%s is an error without a value to write',
    (variable) => {
      const messages = messagesOfApp(webChart({ metadata: { name: variable, namespace: variable } }));
      const remedy = 'compute it in the app, such as from process.env';
      expect(messages).toMatchObject([
        { id: 'object-name', property: 'metadata.name', remedy },
        { id: 'object-name', property: 'metadata.namespace', remedy },
      ]);
    },
  );
});

test('case 19: a rule or policy that switches retries off does not retry', () => {
  const http = (attempts: number) => [{ retry: { attempts }, backendRefs: [{ name: 'web', port: 80 }] }];
  expect(findingsOf({ http: http(0) })).toEqual([]);
  expect(findingsOf({ http: http(1) })).toEqual(['retry http[0].retry']);
  expect(findingsOf({ trafficPolicy: { retry: { numRetries: 0 } } })).toEqual([]);
  const mcp = { stickiness: Stickiness.mcp(), acknowledge: ['circuit-breaker'] };
  expect(findingsOf({ ...mcp, http: http(0) })).toEqual([]);
  expect(findingsOf({ ...mcp, http: http(1) })).toContain('session-retry http[0].retry');
});

test('case 19: what only synthesis knows is never taken for a retry', () => {
  const later = (value: unknown) => Lazy.any({ produce: () => value });
  const http = [{ retry: { attempts: later(0) }, backendRefs: [{ name: 'web', port: 80 }] }];
  const trafficPolicies = [
    { retry: { numRetries: later(0) } },
    { retry: { retryOn: { triggers: [later('connect-failure')] } } },
  ];
  for (const props of [{}, { stickiness: Stickiness.mcp(), acknowledge: ['circuit-breaker'] }]) {
    expect(findingsOf({ ...props, http })).toEqual([]);
    expect(trafficPolicies.flatMap((trafficPolicy) => findingsOf({ ...props, trafficPolicy }))).toEqual([]);
  }
});

test('case 19: a rule without backends does not retry, and the retry of a rule knows no connect-failure', () => {
  const redirect = { type: 'RequestRedirect', requestRedirect: { hostname: 'b.example.com' } };
  expect(findingsOf({ http: [{ retry: { attempts: 1 }, filters: [redirect] }] })).toEqual([]);
  messagesOfApp(webChart({ http: [{ retry: { attempts: 1 }, backendRefs: [{ name: 'web', port: 80 }] }] }));
  expect(printedWarnings()).toMatchObject([
    { id: 'retry', remedy: expect.stringMatching(/^remove it; trafficPolicy.retry accepts connect-failure/) },
  ]);
});

test('case 20: an address among the hostnames is an error', () => {
  expect(findingsOf({ hostnames: ['10.0.0.1'] })).toEqual(['wrong-form hostnames[0]']);
  expect(findingsOf({ hostnames: ['::1'] })).toEqual(['wrong-form hostnames[0]']);
  for (const hostname of ['10.0.0.1', '::1', '[::1]', '10.0.0.1:8080', 'http://10.0.0.1/']) {
    expect(messagesOfApp(webChart({ hostnames: [hostname] }))[0]?.remedy).toMatch(/^remove it: /);
  }
  expect(findingsOf({ hostnames: ['10.0.0.1.example.com', '1.example.com'] })).toEqual([]);
});

test('what the app does not define is never taken for wrong', () => {
  const parentRefs = [{ name: 'elsewhere', namespace: 'gateways' }];
  const http = [{ backendRefs: [{ name: 'elsewhere', port: 1 }] }];
  expect(findingsOf({ parentRefs, http, hostnames: ['a.example.com'] }, gateway(), route('other', {}))).toEqual([]);
});

test('a compressor without settings turns off that of the Gateway, and is an error where nothing is merged', () => {
  const compressor = [{ type: 'Gzip', gzip: null }, { type: 'Brotli' }, { type: 'Zstd', zstd: {} }];
  expect(findingsOf({ trafficPolicy: { compressor } })).toEqual([
    'envoy-limit trafficPolicy.compressor[0]',
    'envoy-limit trafficPolicy.compressor[1]',
  ]);
  expect(findingsOf({ trafficPolicy: { compressor, mergeType: 'JSONMerge' } })).toEqual([]);
});
