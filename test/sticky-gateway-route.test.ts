import { ApiObject, Chart, Testing, Yaml } from 'cdk8s';
import { HttpRouteSpecRulesFiltersType as FilterType } from '../imports/gateway.networking.k8s.io';
import { Stickiness } from '../src';
import { GRPC, HTTP, type Manifest, manifestsOf, manifestsOfKind, PARENT_REFS, route } from './support/chart';

const kindsAndNames = (manifests: Manifest[]) => manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
const hosts = (count: number) => Array.from({ length: count }, (_, i) => `h${i}.example.com`);
const named = (count: number) => Array.from({ length: count }, (_, i) => ({ name: `rule-${i}`, ...pathRule(`/${i}`) }));
const pathRule = (value: string) => ({ matches: [{ path: { value } }], backendRefs: [{ name: 'api', port: 80 }] });

test('the first example renders a route and its policy', () => {
  const manifests = manifestsOf({
    parentRefs: [{ name: 'public', namespace: 'gateways', sectionName: 'https' }],
    hostnames: ['api.example.com'],
    stickiness: Stickiness.header('X-Session-Id'),
  });
  expect(Yaml.stringify(...manifests)).toBe(`apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: test-route-c88d80d5
  namespace: shop
spec:
  hostnames:
    - api.example.com
  parentRefs:
    - name: public
      namespace: gateways
      sectionName: https
  rules:
    - backendRefs:
        - name: api
          port: 80
---
apiVersion: gateway.envoyproxy.io/v1alpha1
kind: BackendTrafficPolicy
metadata:
  name: test-route-c88d80d5
  namespace: shop
spec:
  loadBalancer:
    consistentHash:
      header:
        name: X-Session-Id
      type: Header
    type: ConsistentHash
  targetRefs:
    - group: gateway.networking.k8s.io
      kind: HTTPRoute
      name: test-route-c88d80d5
`);
});

describe('what is made', () => {
  test('HTTP and gRPC rules of one service come under one policy', () => {
    const [http, grpc, policy, ...others] = manifestsOf({ grpc: GRPC, hostnames: ['a.example.com'] });
    expect(http?.spec).toEqual({ parentRefs: PARENT_REFS, hostnames: ['a.example.com'], rules: HTTP });
    expect(grpc?.spec).toEqual({ parentRefs: PARENT_REFS, hostnames: ['a.example.com'], rules: GRPC });
    expect(policy?.spec.targetRefs).toEqual([
      { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: http?.metadata.name },
      { group: 'gateway.networking.k8s.io', kind: 'GRPCRoute', name: grpc?.metadata.name },
    ]);
    expect(others).toEqual([]);
  });

  test('the objects are exposed in their order, and the stickiness', () => {
    const stickiness = Stickiness.sourceIp();
    const made = route({ hostnames: hosts(17), grpc: GRPC, stickiness });
    expect(made.httpRoutes.map(({ name }) => name)).toEqual(['test-route-c88d80d5', 'test-route-c88d80d5-1']);
    expect(made.grpcRoutes.map(({ name }) => name)).toEqual(['test-route-c88d80d5', 'test-route-c88d80d5-1']);
    expect(made.policies.map(({ name }) => name)).toEqual(['test-route-c88d80d5']);
    expect(made.stickiness).toBe(stickiness);
    expect(made.node.children).toEqual([...made.httpRoutes, ...made.grpcRoutes, ...made.policies]);
  });

  test('without a stickiness it is the cookie', () => {
    expect(manifestsOf()).toEqual(manifestsOf({ stickiness: Stickiness.cookie() }));
  });

  test('with nothing to set there is no policy', () => {
    expect(manifestsOf({ stickiness: Stickiness.none() }).map(({ kind }) => kind)).toEqual(['HTTPRoute']);
    expect(manifestsOf({ stickiness: Stickiness.none(), trafficPolicy: {} }).map(({ kind }) => kind)).toEqual([
      'HTTPRoute',
    ]);
  });

  test('an empty list of hostnames is as good as none', () => {
    expect(manifestsOf({ hostnames: [] })).toEqual(manifestsOf());
  });

  test('sessions over several backends come into a route of their own, behind all others', () => {
    const backendRefs = ['stable', 'canary'].map((name) => ({ name, port: 80 }));
    const made = route({
      metadata: { name: 'shop', labels: { team: 'a' } },
      http: [{ name: 'all', backendRefs }, ...named(1)],
      grpc: [{ ...GRPC[0], backendRefs }],
      ruleStickiness: { all: Stickiness.sessionCookie({ name: 'pin' }) },
      stickiness: Stickiness.mcp(),
    });
    const objects = made.node.children.map((each) => (each as ApiObject).toJson() as Manifest);
    expect(
      made.node.children.map(({ node }, i) => `${node.id}: ${objects[i]?.kind} ${objects[i]?.metadata.name}`),
    ).toEqual([
      'Resource: HTTPRoute shop',
      'HttpRoute-sessions: HTTPRoute shop-sessions',
      'GrpcRoute: GRPCRoute shop',
      'GrpcRoute-sessions: GRPCRoute shop-sessions',
      'Policy: BackendTrafficPolicy shop',
      'Policy-rule-all: BackendTrafficPolicy shop-rule-all',
    ]);
    expect(made.httpRoutes.map(({ name }) => name)).toEqual(['shop', 'shop-sessions']);
    expect(made.grpcRoutes.map(({ name }) => name)).toEqual(['shop', 'shop-sessions']);
    expect(objects.map(({ metadata }) => metadata.labels)).toEqual(objects.map(() => ({ team: 'a' })));
    const targets = made.policies.map((policy) => policy.toJson().spec.targetRefs);
    expect(
      targets.map((refs) => refs.map(({ kind, name }: { kind: string; name: string }) => `${kind} ${name}`)),
    ).toEqual([
      ['HTTPRoute shop', 'HTTPRoute shop-sessions', 'GRPCRoute shop', 'GRPCRoute shop-sessions'],
      ['HTTPRoute shop', 'HTTPRoute shop-sessions'],
    ]);
  });

  test('a weighted canary keeps its weights under a hash', () => {
    const backendRefs = [
      { name: 'stable', port: 80, weight: 9 },
      { name: 'canary', port: 80, weight: 1 },
    ];
    const [http] = manifestsOf({ http: [{ backendRefs }] });
    const [grpc] = manifestsOf({ http: [], grpc: [{ backendRefs }] });
    for (const manifest of [http, grpc]) {
      expect(manifest?.spec.rules[0].backendRefs.map((ref: { filters: unknown[] }) => ref.filters.length)).toEqual([
        1, 1,
      ]);
    }
  });

  test('objects of the author are never changed', () => {
    const frozen = <T>(value: T): T => {
      if (typeof value === 'object' && value !== null) {
        Object.values(value).forEach(frozen);
        Object.freeze(value);
      }
      return value;
    };
    const props = frozen({
      metadata: { labels: { team: 'a' }, name: 'shop' },
      hostnames: hosts(40),
      http: [
        ...named(40),
        {
          name: 'canary',
          backendRefs: ['a', 'b'].map((name) => ({ name, port: 80 })),
          matches: [{ path: { value: '/c' } }],
        },
        {
          name: 'mcp',
          ...pathRule('/mcp'),
          filters: [
            { type: FilterType.RESPONSE_HEADER_MODIFIER, responseHeaderModifier: { set: [{ name: 'a', value: '1' }] } },
          ],
        },
      ],
      grpc: GRPC,
      ruleStickiness: { 'rule-3': Stickiness.none(), canary: Stickiness.sessionHeader('x-pod'), mcp: Stickiness.mcp() },
      trafficPolicy: { timeout: { http: { streamIdleTimeout: '2h' } } },
      streaming: true,
    });
    expect(manifestsOf(props)).toHaveLength(3 * (3 + 1) + 3 + 4);
  });
});

describe('names', () => {
  test('the base name is settable, and everything is named after it', () => {
    const manifests = manifestsOf({ metadata: { name: 'shop' }, hostnames: hosts(17), http: named(17), grpc: GRPC });
    expect(kindsAndNames(manifests)).toEqual([
      'HTTPRoute shop',
      'HTTPRoute shop-r1',
      'HTTPRoute shop-1',
      'HTTPRoute shop-1-r1',
      'GRPCRoute shop',
      'GRPCRoute shop-1',
      'BackendTrafficPolicy shop',
    ]);
  });

  test('a chart may name objects in its own way', () => {
    class Terse extends Chart {
      public override generateObjectName(object: ApiObject): string {
        return object.node.scope?.node.id ?? '';
      }
    }
    const chart = new Terse(Testing.app(), 'test');
    route({ hostnames: hosts(17) }, chart);
    expect(kindsAndNames(Testing.synth(chart))).toEqual([
      'HTTPRoute route',
      'HTTPRoute route-1',
      'BackendTrafficPolicy route',
    ]);
  });

  test('ids are stable: the first object is the default child', () => {
    const made = route({
      hostnames: hosts(17),
      http: named(17),
      grpc: GRPC,
      ruleStickiness: { 'rule-0': Stickiness.none() },
    });
    expect(made.node.children.map(({ node }) => node.id)).toEqual([
      'Resource',
      'HttpRoute-r1',
      'HttpRoute-1',
      'HttpRoute-1-r1',
      'GrpcRoute',
      'GrpcRoute-1',
      'Policy',
      'Policy-rule-rule-0',
    ]);
    expect(ApiObject.of(made)).toBe(made.httpRoutes[0]);
    const grpcOnly = route({ http: undefined, grpc: GRPC });
    expect(ApiObject.of(grpcOnly)).toBe(grpcOnly.grpcRoutes[0]);
  });

  test('labels, annotations and namespace reach every object', () => {
    const metadata = { labels: { team: 'a' }, annotations: { note: 'b' }, namespace: 'elsewhere' };
    for (const manifest of manifestsOf({ metadata, grpc: GRPC })) {
      expect(manifest.metadata).toEqual({ ...metadata, name: 'test-route-c88d80d5' });
    }
  });
});

describe('policies', () => {
  test('one serves all parts of a split route, up to 16, then a further one', () => {
    const policies = manifestsOfKind('BackendTrafficPolicy', {
      metadata: { name: 'a' },
      hostnames: hosts(16 * 16 + 1),
    });
    expect(policies.map(({ metadata, spec }) => [metadata.name, spec.targetRefs.length])).toEqual([
      ['a', 16],
      ['a-1', 1],
    ]);
    expect(policies[1]?.spec.targetRefs).toEqual([
      { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: 'a-16' },
    ]);
    expect({ ...policies[1]?.spec, targetRefs: [] }).toEqual({ ...policies[0]?.spec, targetRefs: [] });
  });

  test('a rule with another stickiness has a policy of its own that repeats everything else', () => {
    const policies = manifestsOfKind('BackendTrafficPolicy', {
      metadata: { name: 'a' },
      http: named(2),
      ruleStickiness: { 'rule-1': Stickiness.sourceIp() },
      trafficPolicy: { timeout: { http: { requestTimeout: '5s' } } },
    });
    expect(policies.map(({ metadata }) => metadata.name)).toEqual(['a', 'a-rule-rule-1']);
    expect(policies[0]?.spec.timeout).toEqual({ http: { requestTimeout: '5s' } });
    expect(policies[1]?.spec).toEqual({
      loadBalancer: { type: 'ConsistentHash', consistentHash: { type: 'SourceIP' } },
      timeout: { http: { requestTimeout: '5s' } },
      targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: 'a', sectionName: 'rule-1' }],
    });
  });
});
