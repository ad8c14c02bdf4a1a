import type { Stickiness } from 'cdk8s-sticky-gateway-route';
import type { Cluster } from '../../test/cluster/harness/cluster';
import { stickyRoute } from '../../test/cluster/harness/synthesize';
import { sleep } from '../../test/cluster/harness/wait';

const ROUTES = 100;

/** Envoy needs so many milliseconds to give back what it only needed for a change. */
const PAUSE = 5000;

const acknowledge = ['circuit-breaker'];

/** How many kilobytes of memory Envoy has allocated for each route of a stickiness. */
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
