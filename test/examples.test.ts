import { Testing, Yaml } from 'cdk8s';
import { McpServer } from '../examples/mcp-server';
import { Quotes } from '../examples/quotes';
import { Shop } from '../examples/shop';
import type { Manifest } from './support/chart';

const EXAMPLES = { 'mcp-server': McpServer, quotes: Quotes, shop: Shop };

function synth(id: keyof typeof EXAMPLES): Manifest[] {
  return Testing.synth(new EXAMPLES[id](Testing.app(), id, { namespace: id }));
}

test.each(['mcp-server', 'quotes', 'shop'] as const)(
  '%s renders a service, a route to it, and the policy of that route',
  (id) => {
    const manifests = synth(id);
    const services = manifests.filter(({ kind }) => kind === 'Service').map(({ metadata }) => metadata.name);
    const routes = manifests.filter(({ kind }) => kind.endsWith('Route'));
    const [policy] = manifests.filter(({ kind }) => kind === 'BackendTrafficPolicy');
    const backends = routes.flatMap(({ spec }) => spec.rules).flatMap(({ backendRefs }) => backendRefs);
    expect(backends.map(({ name }) => name)).toEqual(services);
    expect(policy?.spec.targetRefs).toEqual(
      routes.map(({ kind, metadata }) => ({ group: 'gateway.networking.k8s.io', kind, name: metadata.name })),
    );
  },
);

test('the shop renders the default cookie of the platform, byte for byte', () => {
  const policy = synth('shop').find(({ kind }) => kind === 'BackendTrafficPolicy');
  expect(Yaml.stringify(policy?.spec.loadBalancer)).toBe(`consistentHash:
  cookie:
    attributes:
      samesite: Lax
      secure: "true"
    name: INGRESSCOOKIE_QOVERY
    ttl: 85400s
  type: Cookie
type: ConsistentHash
`);
});
