import type { Manifest } from '../../../cluster/control-plane/kube-client';
import type { Cluster } from '../../../cluster/gateway/cluster';
import { services } from './rules';

export const slotCount = 100;

/** The number of cases on the cluster at a time. */
export const batchSize = 25;

/** The domain of all cases. */
export const fuzzDomain = 'fuzz.test';

const slotLabel = 'slot000';

/** A placeholder in every hostname for the domain of a slot, which has the same length and tells the cases of a batch apart. */
export const slotDomain = `${slotLabel}.${fuzzDomain}`;

/** A text of a case, for a slot. */
export function inSlot(text: string, slot: number): string {
  return text.replace(slotLabel, `slot${String(slot).padStart(3, '0')}`);
}

export function slotNamespace(slot: number): string {
  return `slot-${slot}`;
}

let taken = 0;

/**
 * The slot for the next case: the one that was given back longest ago.
 *
 * If a cluster is added again right after it was removed, Envoy waits up to 15 s for its endpoints.
 */
export function nextSlot(): number {
  return taken++ % slotCount;
}

/** Creates the namespaces of the slots, with everything that the rules of a case refer to. */
export async function makeSlots({ kube }: Cluster, endpoints: string[], count: number): Promise<void> {
  const slots = Array.from({ length: count }, (_, slot) => slotNamespace(slot));
  await inParallel(slots, async (namespace) => {
    await kube.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
    for (const manifest of services.flatMap((name) => service(name, namespace, endpoints))) {
      await kube.apply(manifest);
    }
  });
}

const requestsAtATime = 16;

/** Calls `work` for all items, a limited number at a time, and returns the results. */
export async function inParallel<T, R>(
  items: readonly T[],
  work: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const lane = async () => {
    while (next < items.length) {
      const index = next++;
      results[index] = await work(items[index] as T, index);
    }
  };
  await Promise.all(Array.from({ length: requestsAtATime }, lane));
  return results;
}

function service(name: string, namespace: string, endpoints: string[]): Manifest[] {
  const port = Number(endpoints[0]?.split(':')[1]);
  return [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, namespace },
      spec: { ports: [{ name: 'main', port: 80, protocol: 'TCP' }] },
    },
    {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { name: `${name}-0`, namespace, labels: { 'kubernetes.io/service-name': name } },
      addressType: 'IPv4',
      ports: [{ name: 'main', port, protocol: 'TCP' }],
      endpoints: endpoints.map((each) => ({ addresses: [each.split(':')[0]], conditions: { ready: true } })),
    },
  ];
}
