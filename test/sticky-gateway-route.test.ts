import { ApiObject, Chart, Testing, Yaml } from 'cdk8s';
import { Stickiness, StickyGatewayRoute, type StickyGatewayRouteProps } from '../src';
import { appChart, web } from './support/app';
import {
  backends,
  GRPC,
  HTTP,
  hosts,
  type Manifest,
  manifestsOf,
  PARENT_REFS,
  pathRule,
  pathRules,
  route,
  testChart,
} from './support/chart';
import { errorsOfApp, printedWarnings, refusalOf } from './support/findings';
import { expectGolden } from './support/golden';
import { yamlOf } from './support/render';

const LISTENER = [{ name: 'public', namespace: 'gateways', sectionName: 'https' }];

const kindsAndNames = (manifests: Manifest[]) => manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`);

describe('a StickyGatewayRoute renders the YAML of', () => {
  test('a route and its policy', () => {
    const manifests = manifestsOf({
      parentRefs: LISTENER,
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
    - group: gateway.networking.k8s.io
      kind: Gateway
      name: public
      namespace: gateways
      sectionName: https
  rules:
    - backendRefs:
        - group: ""
          kind: Service
          name: api
          port: 80
          weight: 1
      matches:
        - path:
            type: PathPrefix
            value: /
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

  test('a canary whose sessions stay, with a route for these, a policy for one rule and a ReferenceGrant', () => {
    expectGolden('canary', yamlOf(CANARY));
  });
});

/** Everything that one construct can render. */
const CANARY: StickyGatewayRouteProps = {
  metadata: { name: 'web', labels: { team: 'a' } },
  parentRefs: LISTENER,
  hostnames: ['shop.example.com', 'www.shop.example.com'],
  http: [
    pathRule('login'),
    { matches: [{ path: { value: '/' }, queryParams: [{ name: 'beta', value: '1' }] }], ...HTTP[0] },
    { name: 'shop', backendRefs: backends(90, 10).map((each) => ({ ...each, namespace: 'desk' })) },
  ],
  grpc: GRPC,
  stickiness: Stickiness.sessionHeader('X-Pod'),
  ruleStickiness: { login: Stickiness.none(), shop: Stickiness.mcp() },
  trafficPolicy: { mergeType: 'StrategicMerge', circuitBreaker: { maxConnections: 10_000 } },
  referenceGrants: true,
  acknowledge: ['circuit-breaker'],
};

describe('the rules of a construct', () => {
  test('have one policy, HTTP and gRPC', () => {
    const [http, grpc, policy, ...others] = manifestsOf({
      grpc: GRPC,
      hostnames: ['a.example.com'],
      stickiness: Stickiness.header('X-User'),
    });
    const parentRefs = [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', ...PARENT_REFS[0] }];
    const storedRef = { group: '', kind: 'Service', weight: 1 };
    expect(http?.spec).toEqual({
      parentRefs,
      hostnames: ['a.example.com'],
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: '/' } }],
          backendRefs: [{ ...HTTP[0]?.backendRefs[0], ...storedRef }],
        },
      ],
    });
    expect(grpc?.spec).toEqual({
      parentRefs,
      hostnames: ['a.example.com'],
      rules: [
        {
          matches: [{ method: { type: 'Exact', service: 'desk.v1.Quotes' } }],
          backendRefs: [{ ...GRPC[0]?.backendRefs[0], ...storedRef }],
        },
      ],
    });
    expect(policy?.spec.targetRefs).toEqual([
      { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: http?.metadata.name },
      { group: 'gateway.networking.k8s.io', kind: 'GRPCRoute', name: grpc?.metadata.name },
    ]);
    expect(others).toEqual([]);
  });

  test('are sticky by the cookie if there is no stickiness', () => {
    expect(manifestsOf()).toEqual(manifestsOf({ stickiness: Stickiness.cookie() }));
  });

  test('keep the weights of a canary under a hash, HTTP and gRPC', () => {
    const rules = [{ backendRefs: backends(9, 1) }];
    const [http] = manifestsOf({ http: rules });
    const [grpc] = manifestsOf({ http: [], grpc: rules, stickiness: Stickiness.header('X-User') });
    for (const manifest of [http, grpc]) {
      const { backendRefs } = manifest?.spec.rules[0] ?? {};
      expect(
        backendRefs.map((each: { weight: number; filters: unknown[] }) => [each.weight, each.filters.length]),
      ).toEqual([
        [9, 1],
        [1, 1],
      ]);
    }
  });
});

describe('the objects of a construct', () => {
  test('are exposed by kind and in their order, together with the stickiness', () => {
    const stickiness = Stickiness.header('X-User');
    const made = route({
      metadata: { name: 'web' },
      hostnames: hosts(17),
      http: [{ name: 'far', backendRefs: [{ name: 'api', namespace: 'desk', port: 80 }] }],
      grpc: GRPC,
      stickiness,
      ruleStickiness: { far: Stickiness.none() },
      referenceGrants: true,
    });
    expect(made.httpRoutes.map(({ kind, name }) => `${kind} ${name}`)).toEqual(['HTTPRoute web', 'HTTPRoute web-1']);
    expect(made.grpcRoutes.map(({ kind, name }) => `${kind} ${name}`)).toEqual(['GRPCRoute web', 'GRPCRoute web-1']);
    expect(made.policies.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'BackendTrafficPolicy web',
      'BackendTrafficPolicy web-rule-far',
    ]);
    expect(made.referenceGrants.map(({ kind, name }) => `${kind} ${name}`)).toEqual(['ReferenceGrant shop.web']);
    expect(made.stickiness).toBe(stickiness);
    expect(made.node.children).toEqual([
      ...made.httpRoutes,
      ...made.grpcRoutes,
      ...made.policies,
      ...made.referenceGrants,
    ]);
  });

  test('are named by the chart if the metadata has no name', () => {
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

  test('are named after metadata.name', () => {
    const manifests = manifestsOf({
      metadata: { name: 'shop' },
      hostnames: hosts(17),
      http: pathRules(17),
      grpc: GRPC,
      stickiness: Stickiness.header('X-User'),
    });
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

  test('have stable ids, and the first object is the default child', () => {
    const made = route({
      hostnames: hosts(17),
      http: pathRules(17),
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

  test('all have the labels, the annotations and the namespace of the metadata', () => {
    const metadata = { labels: { team: 'a' }, annotations: { note: 'b' }, namespace: 'elsewhere' };
    const manifests = manifestsOf({ metadata, grpc: GRPC, stickiness: Stickiness.header('X-User') });
    expect(manifests.map((manifest) => manifest.metadata)).toEqual(
      Array(3).fill({ ...metadata, name: 'test-route-c88d80d5' }),
    );
  });

  test('all have the labels of the metadata, also routes for sessions, policies of rules and ReferenceGrants', () => {
    const labels = { team: 'a' };
    expect(manifestsOf(CANARY).map(({ kind, metadata }) => [kind, metadata.namespace, metadata.labels])).toEqual([
      ['HTTPRoute', 'shop', labels],
      ['HTTPRoute', 'shop', labels],
      ['GRPCRoute', 'shop', labels],
      ['BackendTrafficPolicy', 'shop', labels],
      ['BackendTrafficPolicy', 'shop', labels],
      ['BackendTrafficPolicy', 'shop', labels],
      ['ReferenceGrant', 'desk', labels],
    ]);
  });
});

test('many hostnames and rules are split into as many routes and policies as they need', () => {
  const manifests = manifestsOf({
    hostnames: hosts(40),
    http: [...pathRules(40), { ...pathRule('canary'), backendRefs: backends(9, 1) }, pathRule('mcp')],
    grpc: GRPC,
    stickiness: Stickiness.header('X-User'),
    ruleStickiness: { 'rule-3': Stickiness.none(), canary: Stickiness.sessionHeader('x-pod'), mcp: Stickiness.mcp() },
  });
  const count = (kind: string) => manifests.filter((manifest) => manifest.kind === kind).length;
  // Three lists of hostnames, each with three lists of rules and one for sessions.
  expect(count('HTTPRoute')).toBe(3 * (3 + 1));
  expect(count('GRPCRoute')).toBe(3);
  expect(count('BackendTrafficPolicy')).toBe(4);
  expect(manifests).toHaveLength(3 * (3 + 1) + 3 + 4);
});

describe('StickyGatewayRoute.acknowledge()', () => {
  test('leaves out findings of all constructs in the scope', () => {
    const chart = appChart();
    const stickiness = Stickiness.sourceIp();
    web(chart, { stickiness });
    new StickyGatewayRoute(new Chart(chart.node.root as never, 'other'), 'route', {
      parentRefs: LISTENER,
      hostnames: ['other.example.com'],
      http: HTTP,
      stickiness,
    });
    StickyGatewayRoute.acknowledge(chart, ['source-ip']);
    expect(errorsOfApp(chart)).toEqual([]);
    expect(printedWarnings().map(({ path, id }) => `${path} ${id}`)).toEqual(['other/route source-ip']);
  });

  test('throws for an id that does not exist or cannot be acknowledged', () => {
    const acknowledge = (id: string) => () => StickyGatewayRoute.acknowledge(testChart(), ['source-ip', id]);
    for (const id of ['everything', 'no-rule']) {
      expect(refusalOf(acknowledge(id))).toBe('unknown-finding StickyGatewayRoute.acknowledge() ids[1]');
    }
    expect(acknowledge('reference-grant')).not.toThrow();
  });
});
