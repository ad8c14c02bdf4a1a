import { Testing } from 'cdk8s';
import { StickyGatewayRoute } from '../src';
import { HTTP, type Manifest, PARENT_REFS, testChart } from './chart';

test('in a chain of 1,000, for which cdk8s would walk 2^1000 paths, each comes behind the one that it depends on', () => {
  const chart = testChart();
  const names = Array.from({ length: 1000 }, (_, i) => `route-${i}`);
  const routes = names.map(
    (name) => new StickyGatewayRoute(chart, name, { metadata: { name }, parentRefs: PARENT_REFS, http: HTTP }),
  );
  routes.slice(1).forEach((dependency, i) => {
    routes[i]?.node.addDependency(dependency);
  });
  expect(Testing.synth(chart).map(({ kind, metadata }: Manifest) => `${metadata.name} ${kind}`)).toEqual(
    names.reverse().flatMap((name) => [`${name} HTTPRoute`, `${name} BackendTrafficPolicy`]),
  );
});
