import { Stickiness } from 'cdk8s-sticky-gateway-route';
import type { Echo } from '../../cluster/backends/http-backend';
import { Cluster } from '../../cluster/gateway/cluster';
import { stickyRoute } from '../../cluster/gateway/synthesize';
import { expectAccepted } from './expect-accepted';

const rooms = Array.from({ length: 100 }, (_, index) => `room-${index}`);
const stickiness = Stickiness.path('/rooms/{room}');
const keyHeader = 'x-envoy-retriable-header-names';
const host = 'rooms.test';

let cluster: Cluster;

beforeAll(async () => {
  cluster = await Cluster.start('path');
  await cluster.replicas('api', 3);
  await expectAccepted(cluster, stickyRoute(cluster, 'rooms', { stickiness }));
});
afterAll(() => cluster.stop());

function podsOfPaths(pathOf: (room: string) => string, headers = {}): Promise<string[]> {
  return cluster.podsOf(rooms.map((room) => ({ host, path: pathOf(room), headers })));
}

test('path() keeps each room on one pod, whatever follows in the path, and spreads the rooms over all pods', async () => {
  const pods = await podsOfPaths((room) => `/rooms/${room}`);
  expect(new Set(pods).size).toBe(3);
  const tails = ['', '/', '?user=1', '/messages', '/messages/7?rooms=/rooms/other', '/rooms/other', '/%20other'];
  for (const tail of tails) {
    expect(await podsOfPaths((room) => `/rooms/${room}${tail}`, { 'x-user': String(Math.random()) })).toEqual(pods);
  }
});

test.each(['/', '/rooms', '/rooms/', '/rooms?room=1', '/other/rooms/one', '/Rooms/one'])(
  'path() spreads requests for %s, which have no room',
  async (path) => {
    expect(new Set(await podsOfPaths(() => path)).size).toBe(3);
  },
);

test('path() ignores a key header of the client, and the server never sees it', async () => {
  const pods = await podsOfPaths((room) => `/rooms/${room}`);
  const forged = { [keyHeader]: 'room-1' };
  expect(await podsOfPaths((room) => `/rooms/${room}`, forged)).toEqual(pods);
  expect(new Set(await podsOfPaths(() => '/', forged)).size).toBe(3);
  for (const path of ['/rooms/one', '/']) {
    const { headers }: Echo = JSON.parse((await cluster.request({ host, path, headers: forged })).body);
    expect(headers).not.toHaveProperty(keyHeader);
    expect(JSON.stringify(headers)).not.toContain('room-1');
  }
});

test('path() of one rule applies only to this rule, and hashes the path before its rewrite', async () => {
  const rewrite = { type: 'ReplacePrefixMatch', replacePrefixMatch: '/v2' };
  const rule = (name: string) => ({
    name,
    matches: [{ path: { value: `/${name}` } }],
    backendRefs: [{ name: 'api', port: 80 }],
  });
  const route = stickyRoute(cluster, 'rules', {
    http: [
      { ...rule('rooms'), filters: [{ type: 'URLRewrite', urlRewrite: { path: rewrite } }] } as never,
      rule('spread'),
    ],
    stickiness: Stickiness.none(),
    ruleStickiness: { rooms: Stickiness.path('/rooms/{room}/of/the') },
  });
  await cluster.apply(route);
  const ask = (path: string) => cluster.request({ host: 'rules.test', path });
  const answers = await Promise.all(
    rooms.flatMap((room) => [`/rooms/${room}/of/the`, `/rooms/${room}/of/the/a`].map(ask)),
  );
  const pods = answers.map(({ pod }) => pod);
  expect(pods.filter((pod, i) => pod !== pods[i - (i % 2)])).toEqual([]);
  expect(new Set(pods).size).toBe(3);
  expect(JSON.parse(answers[0]?.body ?? '')).toMatchObject({ path: '/v2/room-0/of/the' });
  for (const path of ['/spread/one/of/the', '/rooms/one/of']) {
    expect(new Set((await Promise.all(rooms.map(() => ask(path)))).map(({ pod }) => pod)).size).toBe(3);
  }
});
