import type { Replicas } from '../../../cluster/backends/replicas';
import { sessionBackend } from '../../../cluster/backends/session-backend';
import type { Manifest } from '../../../cluster/control-plane/kube-client';
import { Cluster } from '../../../cluster/gateway/cluster';
import { stickyRoute } from '../../../cluster/gateway/synthesize';
import { expectAccepted } from '../expect-accepted';
import { beginAll, countKept, pins } from '../session-clients';
import { target } from '../target';
import { saw } from './figures';

let cluster: Cluster;
let replicas: Replicas;

beforeAll(async () => {
  cluster = await Cluster.start('pins');
  replicas = await cluster.replicas('api', 3, { backend: sessionBackend() });
  await cluster.replicas('canary', 1, { backend: sessionBackend() });
});
afterAll(() => cluster.stop());

function nameOf(pin: string): string {
  return pin.replace('()', '').toLowerCase();
}

/** The author's route with other weights, as tools that shift a canary edit it. */
function reweighted(manifests: Manifest[], name: string, weights: Record<string, number>): Manifest {
  const route = structuredClone(manifests.find(({ kind, metadata }) => kind === 'HTTPRoute' && metadata.name === name));
  for (const { backendRefs } of route?.spec.rules ?? []) {
    for (const backendRef of backendRefs) {
      backendRef.weight = weights[backendRef.name];
    }
  }
  return route ?? {};
}

test.each(pins)('$name keeps its sessions, even while a pod terminates', async (pin) => {
  const host = `${nameOf(pin.name)}.test`;
  await expectAccepted(cluster, stickyRoute(cluster, nameOf(pin.name), { stickiness: pin.stickiness, target }));
  const sessions = await beginAll(pin, { host }, 20);
  const kept = await countKept(sessions);
  saw(pin.name, `${kept} of ${sessions.length}`);
  expect(kept).toBe(sessions.length);
  expect(new Set(sessions.map(({ pod }) => pod)).size).toBe(3);

  await replicas.terminate('api-0');
  const keptNow = await countKept(sessions);
  const young = await beginAll(pin, { host }, 20);
  const newOnDraining = young.filter(({ pod }) => pod === 'api-0').length;
  saw(`${pin.name}, one of 3 pods drains`, `${keptNow} of ${sessions.length}, ${newOnDraining} new on it`);
  await replicas.scale(3);
  expect(keptNow).toBe(sessions.length);
  expect(newOnDraining).toBe(0);
});

test.each(pins)('$name keeps its sessions while a canary gets all new ones', async (pin) => {
  const name = `${nameOf(pin.name)}-canary`;
  const host = `${name}.test`;
  const backendRefs = [
    { name: 'api', port: 80, weight: 90 },
    { name: 'canary', port: 80, weight: 10 },
  ];
  const manifests = stickyRoute(cluster, name, { http: [{ backendRefs }], stickiness: pin.stickiness, target });
  await expectAccepted(cluster, manifests);
  const sessions = await beginAll(pin, { host }, 100);
  const canaries = sessions.filter(({ pod }) => pod === 'canary-0').length;
  expect(canaries).toBeGreaterThan(0);
  expect(canaries).toBeLessThan(30);

  const kept = [await countKept(sessions)];
  for (const weights of [
    { api: 50, canary: 50 },
    { api: 0, canary: 100 },
    { api: 100, canary: 0 },
  ]) {
    await cluster.apply([reweighted(manifests, name, weights)]);
    kept.push(await countKept(sessions));
    const young = await beginAll(pin, { host }, 20);
    if (weights.api === 0) {
      expect(new Set(young.map(({ pod }) => pod))).toEqual(new Set(['canary-0']));
    }
    if (weights.canary === 0) {
      expect(young.map(({ pod }) => pod)).not.toContain('canary-0');
    }
  }
  const share = `${canaries} of them the canary's`;
  saw(`${pin.name}, canary 90/10, 50/50, 0/100, 100/0`, `${Math.min(...kept)} of ${sessions.length}, ${share}`);
  expect(kept).toEqual(kept.map(() => sessions.length));
});
