import { Duration } from 'cdk8s';
import { Stickiness } from 'cdk8s-sticky-gateway-route';
import { Cluster } from './harness/cluster';
import { expectAccepted } from './harness/expect-accepted';
import { grpcBackend } from './harness/grpc-backend';
import { GrpcClient } from './harness/grpc-client';
import type { HttpRequest } from './harness/http-client';
import type { Manifest } from './harness/kube-client';
import { clientAddresses } from './harness/network';
import { stickyRoute } from './harness/synthesize';

const keys = Array.from({ length: 200 }, (_, index) => `key-${index}`);
const [home = '', office = ''] = clientAddresses;
const internal = { name: 'internal', protocol: 'HTTP', port: 8181 };
const userOrSessionOrAddress = Stickiness.firstOf([
  Stickiness.header('X-User'),
  Stickiness.cookie({ name: 'JSESSIONID', passive: true }),
  Stickiness.sourceIp(),
]);

let cluster: Cluster;

beforeAll(async () => {
  cluster = await Cluster.start('first-of', [internal]);
  await cluster.replicas('api', 3);
  await cluster.replicas('quotes', 3, { backend: grpcBackend(), port: 50051 });
});
afterAll(() => cluster.stop());

/** The pods of each key, from both addresses; always one and the same for a key that decides. */
async function podsOf(host: string, requestOf: (key: string) => HttpRequest): Promise<string[][]> {
  const from = (address: string) => keys.map((key) => ({ host, from: address, ...requestOf(key) }));
  const [atHome, atOffice] = [await cluster.podsOf(from(home)), await cluster.podsOf(from(office))];
  return keys.map((_, i) => [atHome[i] ?? '', atOffice[i] ?? '']);
}

function expectByKey(pods: string[][]): void {
  expect(pods.filter(([one, other]) => one !== other)).toEqual([]);
  expect(new Set(pods.flat()).size).toBe(3);
}

const byHeader = (key: string) => ({ headers: { 'x-user': key } });
const byCookie = (key: string) => ({ headers: { cookie: `JSESSIONID=${key}` } });

async function routesInEnvoy(): Promise<Manifest[]> {
  const { configs } = await cluster.envoyConfig();
  const routeConfigurations = configs.flatMap((each: Manifest) => each.dynamic_route_configs ?? []);
  const routes = routeConfigurations.flatMap(({ route_config }: Manifest) =>
    (route_config.virtual_hosts ?? []).flatMap((host: Manifest) => host.routes),
  );
  return routes.filter(({ name }: Manifest) => !name.includes('/barrier'));
}

describe('a list of header, cookie and address', () => {
  const host = 'list.test';
  let manifests: Manifest[];

  beforeAll(async () => {
    manifests = stickyRoute(cluster, 'list', { stickiness: userOrSessionOrAddress });
    await expectAccepted(cluster, manifests);
  });

  test('keeps clients with the header, whatever their address', async () => {
    expectByKey(await podsOf(host, byHeader));
  });

  test('keeps clients with the cookie alone', async () => {
    expectByKey(await podsOf(host, byCookie));
  });

  test('keeps clients with neither by their address', async () => {
    const pods = await podsOf(host, () => ({ newConnection: true }));
    expect(new Set(pods.map(([atHome]) => atHome)).size).toBe(1);
    expect(new Set(pods.map(([, atOffice]) => atOffice)).size).toBe(1);
    const everywhere = await cluster.podsOf(clientAddresses.slice(0, 50).map((from) => ({ host, from })));
    expect(new Set(everywhere).size).toBe(3);
  });

  test('takes the header where there are both', async () => {
    const byUser = await podsOf(host, byHeader);
    const both = await podsOf(host, (key) => ({ headers: { 'x-user': key, cookie: `JSESSIONID=other-${key}` } }));
    expect(both).toEqual(byUser);
  });

  test('is the first member alone without its patch', async () => {
    const byUser = await podsOf(host, byHeader);
    await cluster.remove(manifests.filter(({ kind }) => kind === 'EnvoyPatchPolicy'));
    expect(await podsOf(host, byHeader)).toEqual(byUser);
    const byNothing = await podsOf(host, byCookie);
    expect(byNothing.filter(([one, other]) => one !== other).length).toBeGreaterThan(keys.length / 3);
  });
});

test('routes of other constructs stay as they were, also those whose names begin alike', async () => {
  const others = ['a-b', 'xa', 'a.b', 'b'].map((name) => ({ name, hostnames: [`${name}.others.test`] }));
  const api = [{ backendRefs: [{ name: 'api', port: 80 }] }];
  for (const { name, hostnames } of others) {
    const spec = { parentRefs: [cluster.parentRef], hostnames, rules: api };
    const metadata = { name, namespace: 'shop' };
    await cluster.apply([{ apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', metadata, spec }]);
  }
  const before = await routesInEnvoy();
  await cluster.apply(stickyRoute(cluster, 'a', { stickiness: userOrSessionOrAddress }));
  const after = await routesInEnvoy();
  expect(after.filter(({ name }) => !name.startsWith('httproute/shop/a/'))).toEqual(before);
  expect(after.length).toBe(before.length + 1);
  expect(before.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      expect.stringMatching('httproute/shop/a-b/'),
      expect.stringMatching('httproute/shop/a.b/'),
    ]),
  );
});

test('gRPC callers are known by the first of two metadata keys', async () => {
  const grpc = [{ backendRefs: [{ name: 'quotes', port: 50051 }] }];
  const stickiness = Stickiness.firstOf([Stickiness.header('x-desk-id'), Stickiness.header('x-trader-id')]);
  await expectAccepted(cluster, stickyRoute(cluster, 'grpc', { grpc, stickiness }));
  const client = new GrpcClient('grpc.test');
  const podsOfDesk = async (key: string, other: string) =>
    new Set(
      (await Promise.all(keys.slice(0, 10).map((value) => client.unary(1, { [key]: 'one', [other]: value })))).flat(),
    );
  expect((await podsOfDesk('x-desk-id', 'x-trader-id')).size).toBe(1);
  expect((await podsOfDesk('x-trader-id', 'x-unrelated')).size).toBe(1);
  expect((await podsOfDesk('x-trader-id', 'x-desk-id')).size).toBeGreaterThan(1);
  client.close();
});

test('split routes, a single rule and two listeners of a Gateway each get the list, and nothing else does', async () => {
  const hostnames = Array.from({ length: 20 }, (_, i) => `host-${i}.split.test`);
  const rule = (name: string) => ({
    name,
    matches: [{ path: { value: `/${name}` } }],
    backendRefs: [{ name: 'api', port: 80 }],
  });
  const parentRefs = ['http', 'internal'].map((sectionName) => ({ ...cluster.parentRef, sectionName }));
  const manifests = stickyRoute(cluster, 'split', {
    parentRefs,
    hostnames,
    http: [...Array.from({ length: 17 }, (_, i) => rule(`rule-${i}`)), rule('list')],
    stickiness: Stickiness.header('X-Tenant'),
    ruleStickiness: { list: userOrSessionOrAddress },
  });
  await cluster.apply(manifests);
  const [patch] = manifests.filter(({ kind }) => kind === 'EnvoyPatchPolicy');
  expect(await cluster.status(patch as Manifest)).toEqual({ Accepted: 'True', Programmed: 'True' });
  expectByKey(await podsOf('host-19.split.test', (key) => ({ path: '/list', ...byCookie(key) })));
  const plain = await podsOf('host-19.split.test', (key) => ({ path: '/rule-1', ...byCookie(key) }));
  expect(plain.filter(([one, other]) => one !== other).length).toBeGreaterThan(keys.length / 3);
  const lists = (await routesInEnvoy()).filter(({ route }) => (route.hash_policy ?? []).length === 3);
  expect(lists.filter(({ name }) => name.includes('/split')).length).toBe(2 * hostnames.length);
});

test('a cookie at the end of the list is set with all its attributes', async () => {
  const attributes = { Secure: 'true', SameSite: 'None', Domain: 'example.com' };
  const stickiness = Stickiness.firstOf([
    Stickiness.header('X-User'),
    Stickiness.cookie({ name: 'basket', ttl: Duration.hours(30), path: '/', attributes }),
  ]);
  await expectAccepted(cluster, stickyRoute(cluster, 'cookie', { stickiness }));
  const { headers, pod } = await cluster.request({ host: 'cookie.test' });
  const [value = '', ...set] = headers['set-cookie']?.[0]?.split('; ') ?? [];
  expect(set.sort()).toEqual(
    ['Domain=example.com', 'HttpOnly', 'Max-Age=108000', 'SameSite=None', 'Secure=true', 'path=/'].sort(),
  );
  expect(new Set(await cluster.podsOf(Array(10).fill({ host: 'cookie.test', headers: { cookie: value } })))).toEqual(
    new Set([pod]),
  );
  const withHeader = await cluster.request({ host: 'cookie.test', ...byHeader('one') });
  expect(withHeader.headers['set-cookie']).toBeUndefined();
});
