import { CORPUS } from '../../cli/test/support/corpus';
import type { Manifest } from '../../cluster/control-plane/kube-client';
import { Cluster } from '../../cluster/gateway/cluster';
import { httpsListener } from '../../cluster/gateway/gateway-manifests';
import { migratedFile, podOf, servicesOf } from './migrated';

/** What is right here: policies of rules precede that of their route, and several files serve all hosts. */
const EXPECTED = ['Overridden', 'RouteRulesOverlap'];

let cluster: Cluster;

beforeAll(async () => {
  cluster = await Cluster.start('migrate-admission', [httpsListener]);
});
afterAll(() => cluster.stop());

async function judgement(manifest: Manifest): Promise<[string, Record<string, string>]> {
  const { kind, metadata } = manifest;
  const conditions = Object.entries(await cluster.status(manifest)).filter(([type]) => !EXPECTED.includes(type));
  return [`${kind} ${metadata.namespace}/${metadata.name}`, Object.fromEntries(conditions)];
}

test('Envoy Gateway accepts everything that the corpus becomes, and resolves all references', async () => {
  const files = await Promise.all(CORPUS.map((file) => migratedFile(cluster, file)));
  const manifests = files.flat();
  const services = servicesOf(manifests);
  await cluster.apply([...services, ...services.map(podOf), ...manifests]);
  const judged = await Promise.all(manifests.map(judgement));
  const good = (name: string) => (name.startsWith('HTTPRoute ') ? { Accepted: 'True', ResolvedRefs: 'True' } : {});
  const isPolicy = (name: string) => name.startsWith('BackendTrafficPolicy ');
  expect(Object.fromEntries(judged)).toEqual(
    Object.fromEntries(judged.map(([name]) => [name, isPolicy(name) ? { Accepted: 'True' } : good(name)])),
  );
  expect(judged.filter(([name]) => name.startsWith('HTTPRoute ')).length).toBeGreaterThan(90);
});
