import { Stickiness } from 'cdk8s-sticky-gateway-route';
import { clientAddresses } from '../../../cluster/control-plane/network';
import { Cluster } from '../../../cluster/gateway/cluster';
import { stickyRoute } from '../../../cluster/gateway/synthesize';
import { expectAccepted } from '../expect-accepted';
import { type Hash, hashes } from '../hash-clients';
import { has, target } from '../target';
import { saw } from './figures';

const clients = Array.from({ length: 20 }, (_, index) => index);
const requestsOfClient = 5;

/** Every factory that hashes a value as the request has it, and those whose key a filter computes. */
const keys: Hash[] = [
  ...hashes,
  {
    name: 'path()',
    stickiness: Stickiness.path('/rooms/{room}'),
    requestOf: (client) => ({ path: `/rooms/room-${client}/messages` }),
  },
  {
    name: 'firstOf()',
    stickiness: Stickiness.firstOf([
      Stickiness.header('X-User-Id'),
      Stickiness.cookie({ name: 'sid', passive: true }),
      Stickiness.sourceIp(),
    ]),
    requestOf: (client) => {
      const bySid = { cookie: `theme=dark; sid=session-${client}` };
      const ways: Record<string, string>[] = [{ 'x-user-id': `user-${client}` }, bySid, {}];
      return { headers: ways[client % ways.length], from: clientAddresses[client], newConnection: true };
    },
  },
];

/** The first version that has a factory. All versions that run here have the other factories. */
const since: Record<string, string> = { 'queryParams()': '1.7' };
const weightsSince = '1.9';

let cluster: Cluster;

beforeAll(async () => {
  cluster = await Cluster.start('keys');
  await cluster.replicas('api', 3);
  await cluster.replicas('canary', 1);
});
afterAll(() => cluster.stop());

/** The number of clients whose requests all reach one pod. */
async function countKept(host: string, { requestOf }: Hash): Promise<number> {
  const requests = clients.map((client) => ({ host, ...requestOf(client) }));
  const first = await cluster.podsOf(requests);
  expect(new Set(first).size).toBeGreaterThan(1);
  const kept = new Set(clients);
  for (let sent = 1; sent < requestsOfClient; sent++) {
    const pods = await cluster.podsOf(requests);
    for (const client of clients) {
      if (pods[client] !== first[client]) {
        kept.delete(client);
      }
    }
  }
  return kept.size;
}

test.each(keys)('$name keeps its clients on their pod, or is refused if the version lacks it', async (hash) => {
  const { name, stickiness } = hash;
  const render = () => stickyRoute(cluster, 'key', { stickiness, target });
  const first = since[name];
  if (first && !has(first)) {
    saw(name, `refused, first in ${first}`);
    return expect(render).toThrow('[newer-envoy-gateway]');
  }
  const manifests = render();
  await expectAccepted(cluster, manifests);
  const kept = await countKept('key.test', hash);
  saw(name, `${kept} of ${clients.length}`);
  await cluster.remove(manifests);
  expect(kept).toBe(clients.length);
});

test('header() keeps its clients on weighted backends, or is refused if the version ignores weights', async () => {
  const stickiness = Stickiness.header('X-User-Id');
  const backendRefs = [
    { name: 'api', port: 80, weight: 90 },
    { name: 'canary', port: 80, weight: 10 },
  ];
  const render = () => stickyRoute(cluster, 'weighted', { http: [{ backendRefs }], stickiness, target });
  const what = 'header(), weighted backends';
  if (!has(weightsSince)) {
    saw(what, `refused, first in ${weightsSince}`);
    return expect(render).toThrow('[ignored-weights]');
  }
  await expectAccepted(cluster, render());
  const requestOf = (client: number) => ({ headers: { 'x-user-id': `user-${client}` } });
  const kept = await countKept('weighted.test', { name: what, stickiness, requestOf });
  saw(what, `${kept} of ${clients.length}`);
  expect(kept).toBe(clients.length);
});
