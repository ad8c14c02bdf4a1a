import type { Stickiness } from 'cdk8s-sticky-gateway-route';
import { sleep } from '../../cluster/control-plane/wait';
import type { Cluster } from '../../cluster/gateway/cluster';
import { stickyRoute } from '../../cluster/gateway/synthesize';

const ROUTES = 100;

/** Milliseconds after which Envoy has freed the memory that it needs only during a change. */
const PAUSE = 5000;

const acknowledge = ['circuit-breaker'];

/** The memory, in kilobytes, that Envoy allocates per route with this stickiness. */
export async function memoryOf(cluster: Cluster, name: string, stickiness: Stickiness): Promise<number> {
  const before = await allocated(cluster);
  const routes = Array.from({ length: ROUTES }, (_, i) =>
    stickyRoute(cluster, `${name}-${i}`, { stickiness, acknowledge }),
  ).flat();
  await cluster.apply(routes);
  const after = await allocated(cluster);
  await cluster.remove(routes);
  return (after - before) / ROUTES / 1000;
}

async function allocated({ envoy }: Cluster): Promise<number> {
  await sleep(PAUSE);
  return Number(JSON.parse(await envoy.admin('/memory')).allocated);
}
