import { readFileSync } from 'node:fs';
import { readDocuments } from '../../cli/src/input/documents';
import { migrateInput } from '../../cli/src/migrate';
import { corpusFile } from '../../cli/test/support/corpus';
import type { Manifest } from '../../cluster/control-plane/kube-client';
import { replicaAddresses } from '../../cluster/control-plane/network';
import type { Cluster } from '../../cluster/gateway/cluster';
import { target } from './target';

type Parent = Pick<Cluster, 'parentRef'>;

/**
 * A file of the corpus, migrated to the Gateway of the cluster. It gets namespaces and a domain of its own, so that the files do
 * not disturb each other: in `01-affinity-only`, `default` becomes `default-01` and `example.com` becomes `01.test`.
 */
export function migratedFile(gateway: Parent, file: string, { version } = target): Promise<Manifest[]> {
  return migrated(gateway, readFileSync(corpusFile(file), 'utf8'), file.slice(0, 2), version);
}

/** Ingresses in YAML, migrated to the Gateway of the cluster, with namespaces and a domain of their own. */
export async function migrated(
  { parentRef: { namespace, name } }: Parent,
  text: string,
  id: string,
  version = target.version,
): Promise<Manifest[]> {
  const { objects } = readDocuments(text.replaceAll('example.com', `${id}.test`), id);
  const input = objects.map((each) => ({ ...each, object: inNamespace(each.object as Manifest, id) }));
  const migration = await migrateInput(input, { gateway: `${namespace}/${name}`, target: version });
  return [...migration.objects] as Manifest[];
}

function inNamespace({ metadata, ...rest }: Manifest, id: string): Manifest {
  return { ...rest, metadata: { ...metadata, namespace: `${metadata.namespace ?? 'default'}-${id}` } };
}

/** A Service for each backend of the routes. */
export function servicesOf(manifests: readonly Manifest[]): Manifest[] {
  const services = new Map<string, Manifest>();
  for (const { metadata, spec } of manifests.filter(({ kind }) => kind.endsWith('Route'))) {
    for (const { name, namespace = metadata.namespace, port } of spec.rules.flatMap(
      ({ backendRefs = [] }) => backendRefs,
    )) {
      const key = `${namespace}/${name}`;
      const ports = new Map(services.get(key)?.spec.ports.map((each: Manifest) => [each.port, each]));
      ports.set(port, { name: `port-${port}`, port, protocol: 'TCP' });
      services.set(key, {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name, namespace },
        spec: { ports: [...ports.values()] },
      });
    }
  }
  return [...services.values()];
}

/** A pod of a Service that no client ever reaches, so that its routes have a backend. */
export function podOf({ metadata, spec }: Manifest): Manifest {
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { ...metadata, labels: { 'kubernetes.io/service-name': metadata.name } },
    addressType: 'IPv4',
    ports: spec.ports,
    endpoints: [{ addresses: [replicaAddresses[0]], conditions: { ready: true } }],
  };
}
