import { Testing } from 'cdk8s';
import { Stickiness, StickyGatewayRoute } from '../../src';
import { HTTP, type Manifest, testChart } from '../support/chart';

const CANARY = [{ backendRefs: ['a', 'b'].map((name) => ({ name, port: 80 })) }];
const sessionsToo = (name: string) => [
  `${name} HTTPRoute`,
  `${name}-sessions HTTPRoute`,
  `${name} BackendTrafficPolicy`,
];
const routeAndPolicy = (name: string) => [`${name} HTTPRoute`, `${name} BackendTrafficPolicy`];

test.each([
  ['one route each', HTTP, routeAndPolicy],
  ['two routes each', CANARY, sessionsToo],
])(
  'in a chain of 1,000 with %s, for which cdk8s would walk 2^1000 paths, each comes behind the one that it depends on',
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
