import { Testing, Yaml } from 'cdk8s';
import { McpServer } from '../examples/typescript/mcp-server';
import { Quotes } from '../examples/typescript/quotes';
import { Rooms } from '../examples/typescript/rooms';
import { Shop } from '../examples/typescript/shop';
import type { Manifest } from './support/chart';
import { expectGolden } from './support/golden';

const EXAMPLES = { 'mcp-server': McpServer, quotes: Quotes, rooms: Rooms, shop: Shop };

function synth(id: keyof typeof EXAMPLES): Manifest[] {
  return Testing.synth(new EXAMPLES[id](Testing.app(), id, { namespace: id }));
}

const IDS = ['mcp-server', 'quotes', 'rooms', 'shop'] as const;

test.each(IDS)('the example %s renders the YAML of its golden file', (id) => {
  expectGolden(id, Yaml.stringify(...synth(id)));
});

test.each(IDS)('the example %s renders Services, a route to them and the policy of that route', (id) => {
  const manifests = synth(id);
  const services = manifests.filter(({ kind }) => kind === 'Service').map(({ metadata }) => metadata.name);
  const routes = manifests.filter(({ kind }) => kind.endsWith('Route'));
  const [policy] = manifests.filter(({ kind }) => kind === 'BackendTrafficPolicy');
  const backendRefs = routes.flatMap(({ spec }) => spec.rules).flatMap((rule) => rule.backendRefs);
  expect([...new Set(backendRefs.map(({ name }) => name))]).toEqual(services);
  expect(policy?.spec.targetRefs).toEqual(
    routes.map(({ kind, metadata }) => ({ group: 'gateway.networking.k8s.io', kind, name: metadata.name })),
  );
});

test('the example shop renders the default cookie of the platform, byte for byte', () => {
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
