import { readFileSync } from 'node:fs';
import { Stickiness } from 'cdk8s-sticky-gateway-route';
import type { Replicas } from '../../cluster/backends/replicas';
import { sessionBackend } from '../../cluster/backends/session-backend';
import type { Manifest } from '../../cluster/control-plane/kube-client';
import { sleep } from '../../cluster/control-plane/wait';
import { Cluster } from '../../cluster/gateway/cluster';
import { stickyRoute } from '../../cluster/gateway/synthesize';
import { clusterCrds, crdFile } from '../../cluster/install/paths';
import { running } from '../../cluster/install/running';
import { Table } from '../../cluster/table';
import { expectAccepted } from './expect-accepted';
import { cookieClient, pins } from './session-clients';
import { SessionLoad } from './session-load';

/** How long an old pod serves while it terminates, and how long a session lasts, in milliseconds. */
const grace = 20_000;
const lasting = 12_000;
const load = { clients: 30, lasting, pause: 300 };

const table = new Table('A rolling update of 3 pods; each old pod terminates for 20 s', [
  'stickiness',
  'sessions',
  'lost',
]);

let cluster: Cluster;
let replicas: Replicas;

beforeAll(async () => {
  cluster = await Cluster.start('rollout');
  replicas = await cluster.replicas('api', 3, { backend: sessionBackend() });
});
afterAll(() => cluster.stop());
afterAll(() => table.print());

/** Replaces all pods under the given loads, and returns the outcome of each load. */
async function rolledUnder(loads: SessionLoad[]) {
  await sleep(lasting);
  await replicas.roll(grace);
  return Promise.all(loads.map((each) => each.stop()));
}

test('a rolling update loses no session that ends before its pod is gone', async () => {
  const old = [...replicas.pods];
  const routes = pins.map((pin, i) => ({ pin, name: `pin-${i}` }));
  await expectAccepted(
    cluster,
    routes.flatMap(({ pin: { stickiness }, name }) => stickyRoute(cluster, name, { stickiness })),
  );
  const outcomes = await rolledUnder(
    routes.map(({ pin, name }) => new SessionLoad(pin, { host: `${name}.test`, newConnection: true }, load)),
  );
  outcomes.forEach(({ sessions, lost, pods }, i) => {
    table.add(pins[i]?.name ?? '', String(sessions), String(lost.length));
    expect(lost).toEqual([]);
    expect([...pods].sort()).toEqual([...old, ...replicas.pods].sort());
  });
});

test('with the session persistence of the Gateway API each old pod loses its sessions when it begins to terminate', async () => {
  await cluster.kube.apply(httpRouteCrd(running.envoyGateway));
  const [route] = stickyRoute(cluster, 'raw', { stickiness: Stickiness.none() });
  const sessionPersistence = { sessionName: 'raw', type: 'Cookie' };
  await cluster.apply([{ ...route, spec: { ...route.spec, rules: [{ ...route.spec.rules[0], sessionPersistence }] } }]);
  const [outcome] = await rolledUnder([new SessionLoad(cookieClient, { host: 'raw.test', newConnection: true }, load)]);
  table.add('raw sessionPersistence', String(outcome?.sessions), String(outcome?.lost.length));
  expect(outcome?.lost.length).toBeGreaterThan(10);
  await cluster.kube.apply(httpRouteCrd(clusterCrds));
});

/** The CRD of HTTPRoutes. Envoy Gateway ships that of the experimental channel; the cluster has that of the standard channel. */
function httpRouteCrd(set: string): Manifest {
  const crds: Manifest[] = JSON.parse(readFileSync(crdFile(set), 'utf8'));
  return crds.find(({ spec }) => spec.names.kind === 'HTTPRoute');
}
