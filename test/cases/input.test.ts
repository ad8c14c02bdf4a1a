import { join } from 'node:path';
import { ApiObject, App, Chart, Lazy, Testing } from 'cdk8s';
import { Deployment, Pods, Service } from 'cdk8s-plus-33';
import {
  ApplicationAdvancedSettings,
  EnvoyGatewayVersion,
  Stickiness,
  StickyGatewayRoute,
  StickyPolicy,
} from '../../src';
import { messagesOfApp, printedWarnings, refusalOf, refusedBy } from '../support/findings';
import { findingsOf, findingsOfChart, gateway, https, object, policy, route, service, webChart } from './web';

const lazy = (value: unknown) => Lazy.any({ produce: () => value });
const backendRefs = [{ name: 'web', port: 80 }];

function chart(): Chart {
  return new Chart(new App(), 'shop', { namespace: 'shop' });
}

describe('case 22: Lazy', () => {
  test.each([
    ['filters', { http: [{ backendRefs, filters: lazy([]) }] }, 'lazy-structure http[0].filters'],
    ['matches', { http: [{ backendRefs, matches: lazy([]) }] }, 'lazy-structure http[0].matches'],
    ['backendRefs', { http: [{ backendRefs: lazy([]) }] }, 'lazy-structure http[0].backendRefs'],
    ['a backend', { http: [{ backendRefs: [lazy({})] }] }, 'lazy-structure http[0].backendRefs[0]'],
    ['timeouts', { http: [{ backendRefs, timeouts: lazy({}) }] }, 'lazy-structure http[0].timeouts'],
    ['timeout', { trafficPolicy: { timeout: lazy({}) } }, 'lazy-structure trafficPolicy.timeout'],
    ['trafficPolicy', { trafficPolicy: lazy({}) }, 'wrong-type trafficPolicy'],
    ['metadata', { metadata: lazy({}) }, 'wrong-type metadata'],
    ['labels', { metadata: { name: 'web', labels: lazy({}) } }, 'lazy-structure metadata.labels'],
    ['annotations', { metadata: { name: 'web', annotations: lazy({}) } }, 'lazy-structure metadata.annotations'],
    ['a rule', { http: [lazy({})] }, 'wrong-type http[0]'],
  ])('for %s it is an error', (_, props, finding) => {
    expect(findingsOf(props)[0]).toBe(finding);
  });

  test('for a text it is rendered, and equals no other', () => {
    const rule = (value: string) => ({ matches: [{ path: { value: lazy(value) } }], backendRefs });
    const http = [rule('/a'), rule('/b')];
    expect(findingsOf({ http, hostnames: [lazy('a.example.com')], stickiness: Stickiness.none() })).toEqual([]);
    const [route] = Testing.synth(webChart({ http, hostnames: [lazy('a.example.com')] }));
    expect(route.spec.hostnames).toEqual(['a.example.com']);
    expect(route.spec.rules.map((each: typeof route) => each.matches[0].path.value)).toEqual(['/a', '/b']);
  });
});

describe('case 22: a text that only synthesis knows is never taken for wrong', () => {
  const matching = (match: object) => ({ matches: [match], backendRefs });
  const grpc = (method: () => object) => ({
    http: undefined,
    grpc: [matching({ method: method() }), matching({ method: method() })],
    stickiness: Stickiness.header('X-User'),
  });

  test.each([
    ['gRPC services', grpc(() => ({ service: lazy('a.B') }))],
    ['gRPC methods', grpc(() => ({ service: 'a.B', method: lazy('C') }))],
    ['gRPC methods of any service', grpc(() => ({ method: lazy('C') }))],
    [
      'HTTP methods',
      { http: [matching({ method: lazy('GET') }), matching({ method: lazy('PUT') })], stickiness: Stickiness.none() },
    ],
    [
      'names of headers',
      {
        http: ['a', 'b'].map((name) => matching({ headers: [{ name: lazy(name), value: 'x' }] })),
        stickiness: Stickiness.none(),
      },
    ],
    ['paths of a cookie without one', { http: [matching({ path: { value: lazy('/') } }), { backendRefs }] }],
    [
      'a load balancer of new sessions',
      {
        stickiness: Stickiness.sessionHeader('X-Pod'),
        trafficPolicy: { loadBalancer: { type: lazy('Random') } },
      },
    ],
    ['a kind of parent', { parentRefs: [{ name: 'public', kind: lazy('Gateway') }] }],
    [
      'a timeout of streams',
      {
        http: [{ backendRefs, timeouts: { request: lazy('0s') } }],
        stickiness: Stickiness.mcp(),
        acknowledge: ['circuit-breaker'],
      },
    ],
  ])('%s', (_, props) => {
    expect(findingsOf(props)).toEqual([]);
  });

  test('hostnames of two routes with one session cookie', () => {
    const scope = chart();
    for (const name of ['a', 'b']) {
      new StickyGatewayRoute(scope, name, {
        parentRefs: [{ name: 'public' }],
        hostnames: [lazy(`${name}.example.com`)],
        http: [{ backendRefs: [{ name, port: 80 }] }],
        stickiness: Stickiness.sessionCookie({ name: 'pod' }),
      });
    }
    expect(findingsOfChart(scope)).toEqual([]);
  });

  test('the kind of a target', () => {
    const scope = chart();
    const targetRefs = [{ group: 'gateway.networking.k8s.io', kind: lazy('HTTPRoute'), name: 'wiki' }];
    new StickyPolicy(scope, 'sticky', { targetRefs, stickiness: Stickiness.header('X-User') });
    expect(findingsOfChart(scope)).toEqual([]);
  });
});

test('case 25: labels and annotations that are null are unset', () => {
  expect(findingsOf({ metadata: { name: 'web', labels: null, annotations: null } })).toEqual([]);
  const metadata = { name: 'web', labels: { app: null }, annotations: { note: null } };
  expect(findingsOf({ metadata })).toEqual([]);
  expect(Testing.synth(webChart({ metadata }))[0].metadata).not.toHaveProperty('labels.app');
});

test.each([
  ['labels', 'app=web', 'wrong-type metadata.labels'],
  ['labels', { replicas: 3 }, 'wrong-type metadata.labels["replicas"]'],
  ['annotations', { pinned: true }, 'wrong-type metadata.annotations["pinned"]'],
])('case 25: %s that are no texts are an error: %j', (field, value, finding) => {
  expect(findingsOf({ metadata: { name: 'web', [field]: value } })).toEqual([finding]);
});

describe('case 23: constructs in the place of references', () => {
  test('a Service of cdk8s-plus is a backend with its first port', () => {
    const scope = chart();
    const service = new Service(scope, 'web', { ports: [{ port: 8080 }], selector: Pods.all(scope, 'pods') });
    const parentRefs = [{ name: 'public' }];
    new StickyGatewayRoute(scope, 'route', { parentRefs, http: [{ backendRefs: [service] }] });
    expect(findingsOfChart(scope)).toEqual([]);
    const route = Testing.synth(scope).find(({ kind }) => kind === 'HTTPRoute');
    expect(route.spec.rules[0].backendRefs).toEqual([
      { group: '', kind: 'Service', name: service.name, port: 8080, weight: 1 },
    ]);
  });

  test('a Service of another namespace keeps it', () => {
    const scope = chart();
    const service = new Service(scope, 'web', { metadata: { namespace: 'desk' }, ports: [{ port: 80 }] });
    new StickyGatewayRoute(scope, 'route', {
      parentRefs: [{ name: 'public' }],
      http: [{ backendRefs: [service] }],
      referenceGrants: true,
    });
    const route = Testing.synth(scope).find(({ kind }) => kind === 'HTTPRoute');
    expect(route.spec.rules[0].backendRefs[0].namespace).toBe('desk');
  });

  test.each([
    { group: 'apps', kind: 'Deployment', name: 'web' },
    { kind: 'ConfigMap', name: 'web' },
    { group: 'core', kind: 'Service', name: 'web', port: 80 },
    { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: 'web', port: 80 },
    { group: 'networking.k8s.io', kind: 'Ingress', name: 'web', port: 80 },
    { group: 'gateway.envoyproxy.io', kind: 'EnvoyProxy', name: 'web', port: 80 },
  ])('a backend %j that is no Service is an error', (backend) => {
    const found = ['backend-kind http[0].backendRefs[0].kind'];
    expect(findingsOf({ http: [{ backendRefs: [backend] }], stickiness: Stickiness.none() })).toEqual(found);
  });

  test.each([
    ['', 'service', 'write "Service"'],
    ['gateway.envoyproxy.io', 'backend', 'write "Backend"'],
    ['apps', 'Deployment', 'name a Service, without a group'],
  ])('the remedy for a backend of %s/%s: %s', (group, kind, remedy) => {
    const http = [{ backendRefs: [{ group, kind, name: 'web', port: 80 }] }];
    expect(messagesOfApp(webChart({ http }))[0]).toMatchObject({ id: 'backend-kind', remedy });
  });

  test('a Deployment of cdk8s-plus is one as well, and a kind that an extension reads is not', () => {
    const scope = chart();
    const deployment = new Deployment(scope, 'web', { containers: [{ image: 'web' }] });
    expect(findingsOf({ http: [{ backendRefs: [deployment] }] })).toEqual(['backend-kind http[0].backendRefs[0].kind']);
    for (const backend of [
      { group: 'example.com', kind: 'Bucket', name: 'web' },
      { kind: 'Backend', name: 'web', port: 80 },
      { kind: lazy('Service'), name: 'web', port: 80 },
    ]) {
      expect(findingsOf({ http: [{ backendRefs: [backend] }] })).toEqual([]);
    }
  });

  test('an ApiObject is a parent', () => {
    const scope = chart();
    const gateway = new ApiObject(scope, 'gateway', {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: { name: 'public', namespace: 'gateways' },
      spec: { listeners: [https] },
    });
    new StickyGatewayRoute(scope, 'route', { parentRefs: [gateway as never], http: [{ backendRefs }] });
    const route = Testing.synth(scope).find(({ kind }) => kind === 'HTTPRoute');
    expect(route.spec.parentRefs).toEqual([
      { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'public', namespace: 'gateways' },
    ]);
  });

  test('a StickyGatewayRoute is the target of a policy, and stands for its first route', () => {
    const scope = chart();
    const target = new StickyGatewayRoute(scope, 'route', {
      parentRefs: [{ name: 'public' }],
      http: [{ backendRefs }],
      stickiness: Stickiness.none(),
    });
    new StickyPolicy(scope, 'sticky', { targetRefs: [target as never], stickiness: Stickiness.header('X-User') });
    expect(findingsOfChart(scope)).toEqual([]);
    const policy = Testing.synth(scope).find(({ kind }) => kind === 'BackendTrafficPolicy');
    const { name } = target.httpRoutes[0] ?? {};
    expect(policy.spec.targetRefs).toEqual([{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name }]);
  });

  test('a StickyGatewayRoute of several routes is a target for each of them', () => {
    const scope = chart();
    const target = new StickyGatewayRoute(scope, 'route', {
      parentRefs: [{ name: 'public' }],
      hostnames: Array.from({ length: 17 }, (_, i) => `a${i}.example.com`),
      http: [{ backendRefs }],
      stickiness: Stickiness.none(),
    });
    const { policy } = new StickyPolicy(scope, 'sticky', {
      targetRefs: [target as never],
      stickiness: Stickiness.header('X-User'),
    });
    expect(findingsOfChart(scope)).toEqual([]);
    const names = policy.toJson().spec.targetRefs.map(({ name }: { name: string }) => name);
    expect(names).toEqual(target.httpRoutes.map(({ name }) => name));
    expect(names.length).toBe(2);
  });

  test('a Service is no target', () => {
    const scope = chart();
    const service = new Service(scope, 'web', { ports: [{ port: 80 }] });
    new StickyPolicy(scope, 'sticky', { targetRefs: [service as never], stickiness: Stickiness.header('X-User') });
    expect(findingsOfChart(scope)).toContain('target-kind targetRefs[0].kind');
  });

  test('the namespace of a target goes into the metadata', () => {
    const scope = chart();
    const targetRefs = [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: 'wiki', namespace: 'desk' }];
    new StickyPolicy(scope, 'sticky', { targetRefs, stickiness: Stickiness.header('X-User') });
    expect(messagesOfApp(scope)).toMatchObject([
      {
        id: 'unknown-field',
        property: 'targetRefs[0].namespace',
        remedy: 'remove it, and set metadata.namespace to "desk" for a route of that namespace',
      },
    ]);
  });

  test('the fields of a Service are a backend, with a weight', () => {
    const scope = chart();
    const service = new Service(scope, 'web', { ports: [{ port: 8080 }] });
    const stickiness = Stickiness.sessionCookie({ name: 'pod' });
    const http = [
      {
        backendRefs: [{ ...service, weight: 90 } as never, { name: 'next', port: 80, weight: 10 }],
      },
    ];
    new StickyGatewayRoute(scope, 'route', { parentRefs: [{ name: 'public' }], http, stickiness });
    expect(findingsOfChart(scope)).toEqual([]);
    const route = Testing.synth(scope).find(({ kind }) => kind === 'HTTPRoute');
    expect(route.spec.rules[0].backendRefs[0]).toMatchObject({ name: service.name, port: 8080, weight: 90 });
  });

  test.each([
    ['hostnames', (scope: Chart) => ({ hostnames: [scope] }), 'wrong-type hostnames[0]'],
    ['parentRefs', (scope: Chart) => ({ parentRefs: [scope] }), 'wrong-type parentRefs[0]'],
    ['parentRefs', (scope: Chart) => ({ parentRefs: [scope.node.root] }), 'wrong-type parentRefs[0]'],
    ['metadata', (scope: Chart) => ({ metadata: new Service(scope, 'web') }), 'wrong-type metadata'],
    ['http', (scope: Chart) => ({ http: [new Service(scope, 'web')] }), 'wrong-type http[0]'],
  ])('any other construct in %s is one error, with the path of the construct', (_, propsOf, finding) => {
    const messages = messagesOfApp(webChart(propsOf(chart())));
    expect(messages.map(({ id, property }) => `${id} ${property}`)).toEqual([finding]);
    expect(messages[0]?.value).toMatch(/^"(shop(\/web)?)?"$/);
  });
});

test('case 23: the metadata of a construct are no plain object, which cdk8s would render with its private fields', () => {
  const { metadata } = new Service(chart(), 'web');
  expect(findingsOf({ metadata })).toEqual(['wrong-type metadata']);
});

test('case 24: what is pushed into a list after construction has no effect', () => {
  const http = [{ backendRefs: [{ name: 'web', port: 80 }] }];
  const hostnames = ['a.example.com'];
  const parentRefs = [{ name: 'public' }];
  const trafficPolicy = { retry: { numRetries: 0 } };
  const scope = chart();
  new StickyGatewayRoute(scope, 'route', { parentRefs, hostnames, http, trafficPolicy });
  const before = Testing.synth(scope);
  http[0]?.backendRefs.push({ name: 'more', port: 80 });
  http.push({ backendRefs: [] });
  hostnames.push('B');
  parentRefs.push({ name: 'more' });
  trafficPolicy.retry.numRetries = 5;
  expect(Testing.synth(scope)).toEqual(before);
  expect(findingsOfChart(scope)).toEqual([]);
});

describe('case 25: values that are missing, misplaced or misspelt', () => {
  test.each([
    ['hostnames', { hostnames: [undefined] }, 'empty-item hostnames[0]'],
    ['hostnames', { hostnames: ['a.example.com', null] }, 'empty-item hostnames[1]'],
    ['hostnames', { hostnames: Object.assign([], { 1: 'a.example.com' }) }, 'empty-item hostnames[0]'],
    ['backendRefs', { http: [{ backendRefs: [null] }] }, 'empty-item http[0].backendRefs[0]'],
    ['http', { http: [{ backendRefs }, null] }, 'empty-item http[1]'],
    ['http', { http: Object.assign([], { 1: { backendRefs } }) }, 'empty-item http[0]'],
    ['parentRefs', { parentRefs: [undefined] }, 'empty-item parentRefs[0]'],
    ['matches', { http: [{ backendRefs, matches: [undefined] }] }, 'empty-item http[0].matches[0]'],
    ['filters', { http: [{ backendRefs, filters: [null] }] }, 'empty-item http[0].filters[0]'],
    [
      'header matches',
      { http: [{ backendRefs, matches: [{ headers: [null] }] }] },
      'empty-item http[0].matches[0].headers[0]',
    ],
  ])('an item of %s without a value is an error', (_, props, finding) => {
    expect(findingsOf(props)).toContain(finding);
  });

  test('a stickiness of a rule without a value is unset', () => {
    const http = [{ name: 'a', backendRefs }];
    expect(findingsOf({ http, ruleStickiness: { a: undefined } })).toEqual([]);
    expect(findingsOf({ http, ruleStickiness: { a: null } })).toEqual([]);
  });

  test.each([
    ['a Symbol', Symbol('a')],
    ['a function', () => 'a'],
  ])('%s in any place is an error', (_, value) => {
    const props = {
      metadata: { name: value, namespace: value, labels: { a: value } },
      parentRefs: [{ name: value, sectionName: value }],
      hostnames: [value],
      http: [
        {
          name: value,
          matches: [{ path: { type: value, value }, method: value }],
          backendRefs: [{ name: value, port: 80 }],
        },
      ],
      trafficPolicy: { mergeType: value, timeout: { tcp: { connectTimeout: value } } },
      acknowledge: [value],
    };
    expect(findingsOf(props)).toEqual(
      [
        'metadata.name',
        'metadata.namespace',
        'metadata.labels.a',
        'parentRefs[0].name',
        'parentRefs[0].sectionName',
        'http[0].name',
        'http[0].matches[0].path.type',
        'http[0].matches[0].path.value',
        'http[0].matches[0].method',
        'http[0].backendRefs[0].name',
        'hostnames[0]',
        'trafficPolicy.mergeType',
        'trafficPolicy.timeout.tcp.connectTimeout',
        'acknowledge[0]',
      ].map((property) => `wrong-type ${property}`),
    );
  });

  test.each(['hostnames', 'trafficPolicy', 'http', 'acknowledge'])(
    'a very deep value of %s is an error',
    (property) => {
      let deep: unknown = {};
      for (let level = 0; level < 20_000; level += 1) {
        deep = property === 'trafficPolicy' ? { deep } : [deep];
      }
      const value = property === 'http' ? [{ backendRefs, filters: deep }] : deep;
      expect(findingsOf({ [property]: value })).toEqual([`out-of-range ${property}`]);
    },
  );

  test.each([
    [
      'no header',
      () => Stickiness.serverSession({ header: undefined as never }),
      'invalid-name Stickiness.serverSession() header',
    ],
    ['a text', () => Stickiness.cookie('session' as never), 'wrong-type Stickiness.cookie() options'],
    ['a list', () => Stickiness.sourceIp([] as never), 'wrong-type Stickiness.sourceIp() options'],
    ['another name', () => Stickiness.cookie({ nane: 'x' } as never), 'unknown-field Stickiness.cookie() nane'],
    ['another name', () => Stickiness.header('a', { size: 1 } as never), 'unknown-field Stickiness.header() size'],
    [
      'another name',
      () => Stickiness.sessionCookie({ name: 'a', maxAge: 1 } as never),
      'unknown-field Stickiness.sessionCookie() maxAge',
    ],
  ])('options of a factory with %s are refused', (_, call, finding) => {
    expect(refusalOf(call)).toBe(finding);
  });

  test.each([undefined, null, { 'network.gateway_api.enable_sticky_session': true }])(
    'advanced settings that nobody has read are refused: %j',
    (settings) => {
      expect(refusalOf(() => Stickiness.fromAdvancedSettings(settings as never))).toBe(
        'settings-value Stickiness.fromAdvancedSettings() settings',
      );
    },
  );

  test('an advanced setting that is misspelt is warned of', () => {
    ApplicationAdvancedSettings.fromJson({ 'network.gateway_api.enable_sticky_sesion': true, 'network.dns': 1 });
    expect(printedWarnings()).toMatchObject([
      { id: 'unknown-setting', property: 'network.gateway_api.enable_sticky_sesion' },
    ]);
  });
});

test.each([
  ['an HTTPRoute', route('wiki', { rules: [null, { backendRefs: [undefined] }], parentRefs: [null] })],
  ['a Gateway', gateway({ listeners: [null, https] })],
  ['a Service', service('web', { ports: [undefined, { port: 80 }] })],
  ['a policy', policy('mine', { targetRefs: [null], targetSelectors: [undefined] })],
  [
    'a ReferenceGrant',
    object('gateway.networking.k8s.io/v1beta1', 'ReferenceGrant', { name: 'a' }, { from: [null], to: [null] }),
  ],
])('case 25: an item without a value in %s of somebody else is no crash', (_, other) => {
  const sticky = (scope: Chart) => {
    const targetRefs = [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: 'wiki' }];
    new StickyPolicy(scope, 'sticky', { targetRefs, stickiness: Stickiness.header('X-User') });
  };
  expect(findingsOf({}, other, sticky)).toEqual([]);
});

test.each([
  ['StickyPolicy', (scope: Chart, targetRefs: object[]) => new StickyPolicy(scope, 'sticky', { targetRefs } as never)],
  ['raw policy', (scope: Chart, targetRefs: object[]) => policy('mine', { targetRefs })(scope)],
])('case 25: a target without a name or a kind in a %s is no crash', (_, add) => {
  const scope = webChart({ stickiness: Stickiness.none() });
  const group = 'gateway.networking.k8s.io';
  add(scope, [
    { group, kind: 'HTTPRoute' },
    { group, name: 'web' },
  ]);
  const required = findingsOfChart(scope).filter((finding) => !finding.startsWith('missing-field targetRefs'));
  expect(required.filter((finding) => !finding.startsWith('target-kind'))).toEqual([]);
});

describe('case 25: advanced settings in nested objects', () => {
  const ENABLE = 'network.gateway_api.enable_sticky_session';

  test.each([
    [
      { network: { gateway_api: { enable_sticky_session: true } } },
      '["network"]["gateway_api"]["enable_sticky_session"]',
    ],
    [{ 'network.gateway_api': { enable_sticky_session: true } }, '["network.gateway_api"]["enable_sticky_session"]'],
    [{ network: { 'gateway_api.enable_sticky_session': true } }, '["network"]["gateway_api.enable_sticky_session"]'],
    [{ network: { gatewayApi: { enableStickySession: true } } }, '["network"]["gatewayApi"]["enableStickySession"]'],
    [{ network_gateway_api: { enable_sticky_session: true } }, '["network_gateway_api"]["enable_sticky_session"]'],
  ])('%j are refused with the flat key', (json, property) => {
    const refused = refusedBy(() => ApplicationAdvancedSettings.fromJson(json));
    const remedy = `write "${ENABLE}": true`;
    expect(refused).toMatchObject({ id: 'settings-value', property: `json${property}`, value: 'true', remedy });
    expect(ApplicationAdvancedSettings.fromJson({ [ENABLE]: true }).networkGatewayApiEnableStickySession).toBe(true);
  });

  test('a header and a type are refused as well', () => {
    const type = { Header: { name: 'X-User' } };
    for (const setting of [{ sticky_session_header: 'X-User' }, { sticky_session_type: type }]) {
      const json = { [ENABLE]: true, network: { gateway_api: setting } };
      expect(refusedBy(() => ApplicationAdvancedSettings.fromJson(json)).id).toBe('settings-value');
    }
  });

  test.each([
    { network: { ingress: { enable_sticky_session: true }, gateway_api: { timeout: 1 } } },
    { network: { gateway_api: { enable_sticky_session: null } } },
    { network: 'public', 'network.gateway_api': ['enable_sticky_session'] },
    { 'network.gateway_api.sticky_session_type': { Header: { name: 'X-User' } } },
  ])('%j is none of them', (json) => {
    ApplicationAdvancedSettings.fromJson(json);
    expect(printedWarnings()).toEqual([]);
  });
});

test('case 25: a Map in the place of an object is an error', () => {
  const ruleStickiness = new Map([['a', Stickiness.none()]]);
  expect(findingsOf({ http: [{ name: 'a', backendRefs }], ruleStickiness })).toEqual(['wrong-type ruleStickiness']);
});

describe('case 24: values that contain themselves', () => {
  const cyclic = (value: Record<string, unknown>, name: string) => {
    value[name] = value;
    return value;
  };

  test.each([
    ['a policy', { trafficPolicy: cyclic({}, 'retry') }, 'trafficPolicy.retry'],
    [
      'a backend',
      { http: [{ backendRefs: [cyclic({ name: 'web', port: 80 }, 'ref')] }] },
      'http[0].backendRefs[0].ref',
    ],
    ['metadata', { metadata: cyclic({ name: 'web' }, 'labels') }, 'metadata.labels'],
  ])('%s is one error', (_, props, property) => {
    expect(findingsOf(props)).toEqual([`cyclic-value ${property}`]);
  });

  test('messages show them', () => {
    expect(findingsOf({ ruleStickiness: cyclic({}, 'a') })).toEqual(['wrong-type ruleStickiness["a"]']);
    expect(refusalOf(() => Stickiness.header(cyclic({}, 'a') as never))).toBe('invalid-name Stickiness.header() name');
  });

  test('an object that is used twice is none', () => {
    const backend = { name: 'web', port: 80 };
    const http = ['/a', '/b'].map((value) => ({ matches: [{ path: { value } }], backendRefs: [backend] }));
    expect(findingsOf({ http, stickiness: Stickiness.none() })).toEqual([]);
  });
});

test.each([undefined, null, 'web', []])('case 24: properties that are no object are refused: %j', (props) => {
  for (const Class of [StickyGatewayRoute, StickyPolicy]) {
    expect(refusalOf(() => new Class(chart(), 'web', props as never))).toBe('wrong-type props');
  }
});

test('case 26: a stickiness and a version of another installed copy are taken', () => {
  jest.isolateModules(() => {
    const other = require(join(__dirname, '../../src')) as typeof import('../../src');
    expect(other.Stickiness).not.toBe(Stickiness);
    const stickiness = other.Stickiness.firstOf([Stickiness.header('a'), other.Stickiness.sourceIp()]);
    const target = other.EnvoyGatewayVersion.V1_8;
    expect(target).not.toBe(EnvoyGatewayVersion.V1_8);
    const acknowledge = ['source-ip'];
    expect(findingsOf({ stickiness, target, ruleStickiness: {}, acknowledge })).toEqual([]);
    expect(findingsOf({ stickiness: { _plan: {} } })).toContain('wrong-type stickiness');
  });
});

describe('case 26: constructs of two installed copies in one app', () => {
  let other: typeof import('../../src');

  beforeAll(() => {
    jest.isolateModules(() => {
      other = require(join(__dirname, '../../src'));
    });
  });

  test('session cookies and policies of both are compared, and each error is reported once', () => {
    expect(other.StickyGatewayRoute).not.toBe(StickyGatewayRoute);
    const scope = chart();
    for (const [name, Route] of Object.entries({ web: StickyGatewayRoute, wiki: other.StickyGatewayRoute })) {
      new Route(scope, name, {
        metadata: { name },
        parentRefs: [{ name: 'public' }],
        http: [{ matches: [{ path: { value: `/${name}` } }], backendRefs: [{ name, port: 80 }] }],
        stickiness: Stickiness.sessionCookie({ name: 'pod' }),
      });
    }
    const targetRefs = [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: 'web' }];
    new other.StickyPolicy(scope, 'sticky', { targetRefs, stickiness: Stickiness.header('X-User') });
    expect(findingsOfChart(scope).sort()).toEqual([
      'policy-conflict spec.targetRefs[0]',
      'session-cookie-conflict http[0]',
    ]);
  });

  test('what one acknowledges counts for the other', () => {
    const scope = webChart({ stickiness: Stickiness.sourceIp() });
    other.StickyGatewayRoute.acknowledge(scope, ['source-ip']);
    expect(findingsOfChart(scope)).toEqual([]);
  });
});

test('case 27: a stickiness is no frozen object, which jsii could not extend', () => {
  expect(Object.isFrozen(Stickiness.header('a'))).toBe(false);
});
