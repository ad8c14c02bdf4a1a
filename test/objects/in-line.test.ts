import { ApiObject, type Chart, Testing } from 'cdk8s';
import { Dependable } from 'constructs';
import { Stickiness, StickyGatewayRoute, type StickyGatewayRouteProps } from '../../src';
import { GRPC, HTTP, type Manifest, PARENT_REFS, testChart } from '../support/chart';
import { errorsOfApp } from '../support/findings';

function route(chart: Chart, name: string, props: Partial<StickyGatewayRouteProps> = {}): StickyGatewayRoute {
  const stickiness = Stickiness.sourceIp();
  return new StickyGatewayRoute(chart, name, {
    metadata: { name },
    parentRefs: PARENT_REFS,
    http: HTTP,
    grpc: GRPC,
    stickiness,
    ...props,
  });
}

const order = (chart: Chart) => Testing.synth(chart).map(({ kind, metadata }: Manifest) => `${metadata.name} ${kind}`);
const ofRoute = (name: string) => [`${name} HTTPRoute`, `${name} GRPCRoute`, `${name} BackendTrafficPolicy`];

test('without dependencies constructs are rendered in their order, each with its routes before its policy', () => {
  const chart = testChart();
  route(chart, 'a');
  route(chart, 'b');
  expect(order(chart)).toEqual([...ofRoute('a'), ...ofRoute('b')]);
});

test('all objects of a construct are rendered after all of the construct that it depends on', () => {
  const chart = testChart();
  const [a, b] = [route(chart, 'a'), route(chart, 'b')];
  a.node.addDependency(b);
  expect(order(chart)).toEqual([...ofRoute('b'), ...ofRoute('a')]);
});

test('a dependency also covers routes for sessions, policies of rules and ReferenceGrants', () => {
  const chart = testChart();
  const backendRefs = ['stable', 'canary'].map((name) => ({ name, namespace: 'desk', port: 80 }));
  const a = route(chart, 'a');
  const b = route(chart, 'b', {
    http: [{ name: 'api', backendRefs }],
    ruleStickiness: { api: Stickiness.mcp() },
    grpc: undefined,
    referenceGrants: true,
  });
  const c = route(chart, 'c');
  a.addDependency(b);
  b.addDependency(c);
  expect(order(chart)).toEqual([
    ...ofRoute('c'),
    'b HTTPRoute',
    'b-sessions HTTPRoute',
    'b BackendTrafficPolicy',
    'b-rule-api BackendTrafficPolicy',
    'shop.b ReferenceGrant',
    ...ofRoute('a'),
  ]);
});

test('a construct is rendered after any other object that it depends on, and before any that depends on it', () => {
  const chart = testChart();
  const after = new ApiObject(chart, 'after', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'after' } });
  const a = route(chart, 'a');
  const before = new ApiObject(chart, 'before', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'before' } });
  a.node.addDependency(before);
  after.addDependency(a);
  expect(order(chart)).toEqual(['before ConfigMap', ...ofRoute('a'), 'after ConfigMap']);
});

test('a construct can have several dependencies', () => {
  const chart = testChart();
  const [a, b, c] = [route(chart, 'a'), route(chart, 'b'), route(chart, 'c')];
  a.addDependency(b, c);
  expect(order(chart)).toEqual([...ofRoute('b'), ...ofRoute('c'), ...ofRoute('a')]);
});

test('dependents of a construct depend only on its last object, which all others precede', () => {
  const a = route(testChart(), 'a', { stickiness: Stickiness.mcp() });
  expect(Dependable.of(a).dependencyRoots.map(({ node }) => node.path)).toEqual(['test/a/Policy']);
});

test('a cycle of dependencies is an error', () => {
  const chart = testChart();
  const [a, b] = [route(chart, 'a'), route(chart, 'b')];
  a.node.addDependency(b);
  b.node.addDependency(a);
  expect(() => Testing.synth(chart)).toThrow('Dependency cycle detected');
});

test('a construct without objects can be a dependency', () => {
  const chart = testChart();
  const empty = new StickyGatewayRoute(chart, 'empty', { parentRefs: PARENT_REFS });
  route(chart, 'a').node.addDependency(empty);
  expect(errorsOfApp(chart)).toEqual(['test/empty: no-rule http']);
});
