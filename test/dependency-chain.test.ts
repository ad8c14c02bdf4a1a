import { Testing } from 'cdk8s';
import { SessionMechanism, Stickiness, StickyGatewayRoute } from '../src';
import { HTTP, type Manifest, testChart } from './chart';

const ENVELOPE = Stickiness.mcp({ mechanism: SessionMechanism.ENVELOPE });
const routeAndPolicy = (name: string) => [`${name} HTTPRoute`, `${name} BackendTrafficPolicy`];

test.each([
  ['a hash', Stickiness.cookie(), routeAndPolicy],
  ['code', Stickiness.mcp(), (name: string) => [...routeAndPolicy(name), `${name} EnvoyExtensionPolicy`]],
  ['patches', ENVELOPE, (name: string) => [...routeAndPolicy(name), `shop.${name}.public EnvoyPatchPolicy`]],
])(
  'in a chain of 1,000 with %s, for which cdk8s would walk 2^1000 paths, each comes behind the one that it depends on',
  (_, stickiness, objects) => {
    const chart = testChart();
    const names = Array.from({ length: 1000 }, (_, i) => `route-${i}`);
    const parentRefs = [{ name: 'public', namespace: 'gateways', sectionName: 'https' }];
    const routes = names.map(
      (name) => new StickyGatewayRoute(chart, name, { metadata: { name }, parentRefs, http: HTTP, stickiness }),
    );
    routes.slice(1).forEach((dependency, i) => {
      routes[i]?.node.addDependency(dependency);
    });
    expect(Testing.synth(chart).map(({ kind, metadata }: Manifest) => `${metadata.name} ${kind}`)).toEqual(
      names.reverse().flatMap(objects),
    );
  },
);
