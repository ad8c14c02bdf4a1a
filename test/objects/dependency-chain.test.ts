import { Testing } from 'cdk8s';
import { Stickiness, StickyGatewayRoute } from '../../src';
import { backends, HTTP, type Manifest, testChart } from '../support/chart';

const CANARY = [{ backendRefs: backends(9, 1) }];
const routesAndPolicy = (name: string) => [
  `${name} HTTPRoute`,
  `${name}-sessions HTTPRoute`,
  `${name} BackendTrafficPolicy`,
];
const routeAndPolicy = (name: string) => [`${name} HTTPRoute`, `${name} BackendTrafficPolicy`];

test.each([
  ['with one route each', HTTP, routeAndPolicy],
  ['with two routes each', CANARY, routesAndPolicy],
])(
  '1,000 constructs in a chain of dependencies are rendered in its order, though cdk8s would walk 2^1000 paths: %s',
  (_, http, objects) => {
    const stickiness = Stickiness.sessionHeader('X-Pod');
    const chart = testChart();
    const names = Array.from({ length: 1000 }, (_, i) => `route-${i}`);
    const parentRefs = [{ name: 'public', namespace: 'gateways', sectionName: 'https' }];
    const routes = names.map(
      (name) => new StickyGatewayRoute(chart, name, { metadata: { name }, parentRefs, http, stickiness }),
    );
    routes.slice(1).forEach((dependency, i) => {
      routes[i]?.node.addDependency(dependency);
    });
    expect(Testing.synth(chart).map(({ kind, metadata }: Manifest) => `${metadata.name} ${kind}`)).toEqual(
      names.reverse().flatMap(objects),
    );
  },
);
