import type { Replicas } from '../../cluster/backends/replicas';
import { sessionBackend } from '../../cluster/backends/session-backend';
import type { Manifest } from '../../cluster/control-plane/kube-client';
import { resourcePath } from '../../cluster/control-plane/kube-client';
import { Cluster } from '../../cluster/gateway/cluster';
import { stickyRoute } from '../../cluster/gateway/synthesize';
import { Table } from '../../cluster/table';
import { expectAccepted } from './expect-accepted';
import { beginAll, countKept, type Pin, pins, type Session } from './session-clients';

/** The weights of stable and canary, while a canary is rolled out and then rolled back. */
const steps = [
  [90, 10],
  [50, 50],
  [0, 100],
  [100, 0],
] as const;
const sessions = 1000;
/** Enough that chance changes their share by less than one percentage point. */
const newcomers = 4000;
const backendRefs = [
  { name: 'stable', port: 80, weight: 90 },
  { name: 'canary', port: 80, weight: 10 },
];

const table = new Table('A canary whose weights are edited in the cluster, while 1,000 sessions are open', [
  'stickiness',
  'weights',
  'new sessions on the canary',
  'open sessions that moved or failed',
]);

let cluster: Cluster;
let canary: Replicas;

beforeAll(async () => {
  cluster = await Cluster.start('canary-sessions');
  await cluster.replicas('stable', 3, { backend: sessionBackend() });
  canary = await cluster.replicas('canary', 2, { backend: sessionBackend() });
});
afterAll(() => cluster.stop());
afterAll(() => table.print());

/** Edits the weights like Argo Rollouts: reads the live object, changes it, and writes it back as a whole. */
async function edit(route: Manifest, weights: readonly [number, number]): Promise<void> {
  const live = await cluster.kube.get(route);
  for (const { backendRefs } of live.spec.rules) {
    backendRefs[0].weight = weights[0];
    backendRefs[1].weight = weights[1];
  }
  await cluster.kube.request('PUT', resourcePath(live), live);
  await cluster.settled();
}

/** Begins sessions, a hundred at a time, each on a new connection, because an edit closes the shared connections. */
async function begin(pin: Pin, host: string, count: number): Promise<Session[]> {
  const begun: Session[] = [];
  while (begun.length < count) {
    begun.push(...(await beginAll(pin, { host, newConnection: true }, 100)));
  }
  return begun;
}

/** The number of sessions that get a response of another pod, or an error, until `isOver`. */
async function countLost(open: readonly Session[], isOver: () => boolean): Promise<number> {
  const lost = new Set<Session>();
  do {
    for (let start = 0; start < open.length; start += 100) {
      const some = open.slice(start, start + 100);
      const answers = await Promise.all(some.map((session) => session.request()));
      some
        .filter(({ pod }, i) => answers[i]?.status !== 200 || answers[i]?.pod !== pod)
        .forEach((each) => {
          lost.add(each);
        });
    }
  } while (!isOver());
  return lost.size;
}

async function shareOfCanary(host: string): Promise<number> {
  const pods = await cluster.podsOf(Array(newcomers).fill({ host }));
  return (100 * pods.filter((pod) => pod.startsWith('canary')).length) / pods.length;
}

test.each(pins)('with $name new sessions follow edited weights, and open sessions keep their pod', async (pin) => {
  const name = `step-${pins.indexOf(pin)}`;
  const host = `${name}.test`;
  const manifests = stickyRoute(cluster, name, { http: [{ backendRefs }], stickiness: pin.stickiness });
  await expectAccepted(cluster, manifests);
  const [route] = manifests;
  const open = await begin(pin, host, sessions);
  expect(new Set(open.map(({ pod }) => pod)).size).toBe(5);
  for (const weights of steps) {
    let isEdited = false;
    const editing = edit(route, weights).then(() => {
      isEdited = true;
    });
    const lost = await countLost(open, () => isEdited);
    await editing;
    const lostAfter = await countLost(open, () => true);
    const share = await shareOfCanary(host);
    table.add(pin.name, weights.join('/'), `${share.toFixed(1)} %`, String(Math.max(lost, lostAfter)));
    expect([lost, lostAfter]).toEqual([0, 0]);
    expect(Math.abs(share - weights[1])).toBeLessThanOrEqual(weights[1] % 100 === 0 ? 0 : 3);
  }
  await cluster.remove(manifests);
});

test.each(pins)(
  'with $name a version without pods loses only its own sessions, and no request gets a 503',
  async (pin) => {
    const name = `empty-${pins.indexOf(pin)}`;
    const manifests = stickyRoute(cluster, name, { http: [{ backendRefs }], stickiness: pin.stickiness });
    await cluster.apply(manifests);
    const [route] = manifests;
    const open = await begin(pin, `${name}.test`, 300);
    const onCanary = open.filter(({ pod }) => pod.startsWith('canary'));
    const onStable = open.filter(({ pod }) => pod.startsWith('stable'));
    await edit(route, [100, 0]);
    await canary.scale(0);
    expect(await countKept(onStable, 3)).toBe(onStable.length);
    const answers = await Promise.all(onCanary.map((session) => session.request()));
    expect(answers.filter(({ status }) => status === 503)).toEqual([]);
    expect(new Set(answers.map(({ pod }) => pod.split('-')[0]))).toEqual(new Set(['stable']));
    await cluster.remove(manifests);
    await canary.scale(2);
  },
);
