import { Stickiness } from 'cdk8s-sticky-gateway-route';
import { grpcBackend } from '../../cluster/backends/grpc-backend';
import type { Echo } from '../../cluster/backends/http-backend';
import { GrpcClient } from '../../cluster/clients/grpc-client';
import type { HttpRequest } from '../../cluster/clients/http-client';
import { clientAddresses } from '../../cluster/control-plane/network';
import { Cluster } from '../../cluster/gateway/cluster';
import { stickyRoute } from '../../cluster/gateway/synthesize';
import { expectAccepted } from './expect-accepted';

const keys = Array.from({ length: 100 }, (_, index) => `key-${index}`);
const [home = '', office = ''] = clientAddresses;
const internal = { name: 'internal', protocol: 'HTTP', port: 8181 };
const keyHeader = 'x-envoy-retriable-header-names';
const members = [
  Stickiness.header('X-User'),
  Stickiness.cookie({ name: 'JSESSIONID', passive: true }),
  Stickiness.queryParams(['user', 'filter[id]']),
  Stickiness.headers(['X-Device', 'X-Model']),
  Stickiness.path('/rooms/{room}'),
];
const withAddress = Stickiness.firstOf([...members, Stickiness.sourceIp()]);

/** A place for a key, and a request that has a key only there. */
interface Member {
  readonly name: string;
  requestOf(key: string): HttpRequest;
}

const named: Member[] = [
  { name: 'a header', requestOf: (key) => ({ headers: { 'x-user': key } }) },
  { name: 'a cookie', requestOf: (key) => ({ headers: { cookie: `JSESSIONID=${key}` } }) },
  {
    name: 'a cookie between others',
    requestOf: (key) => ({ headers: { cookie: `XJSESSIONID=1; JSESSIONID=${key}; b="2"` } }),
  },
  { name: 'a query parameter', requestOf: (key) => ({ path: `/?page=1&user=${key}&superuser=2` }) },
  { name: 'a query parameter with brackets', requestOf: (key) => ({ path: `/?filter[id]=${key}` }) },
  { name: 'one of two headers', requestOf: (key) => ({ headers: { 'x-model': key } }) },
  { name: 'both of two headers', requestOf: (key) => ({ headers: { 'x-model': key, 'x-device': key } }) },
  { name: 'the path', requestOf: (key) => ({ path: `/rooms/${key}/messages` }) },
];

let cluster: Cluster;

beforeAll(async () => {
  cluster = await Cluster.start('first-of', [internal]);
  await cluster.replicas('api', 3);
  await cluster.replicas('quotes', 3, { backend: grpcBackend(), port: 50051 });
  await expectAccepted(cluster, [
    ...stickyRoute(cluster, 'list', { stickiness: withAddress }),
    ...stickyRoute(cluster, 'no-address', { stickiness: Stickiness.firstOf(members) }),
  ]);
});
afterAll(() => cluster.stop());

/** The pods of each key, one for each of two client addresses. If the key decides, both are the same. */
async function podsOf(host: string, requestOf: (key: string) => HttpRequest): Promise<string[][]> {
  const from = (address: string) => keys.map((key) => ({ host, from: address, ...requestOf(key) }));
  const [atHome, atOffice] = [await cluster.podsOf(from(home)), await cluster.podsOf(from(office))];
  return keys.map((_, i) => [atHome[i] ?? '', atOffice[i] ?? '']);
}

function expectByKey(pods: string[][]): void {
  expect(pods.filter(([one, other]) => one !== other)).toEqual([]);
  expect(new Set(pods.flat()).size).toBe(3);
}

describe.each(['list.test', 'no-address.test'])('firstOf() at %s', (host) => {
  test.each(named)('keeps clients by $name, whatever their address', async ({ requestOf }) => {
    expectByKey(await podsOf(host, requestOf));
  });

  test('uses the first member that a request has', async () => {
    const byUser = await podsOf(host, (key) => ({ headers: { 'x-user': key } }));
    const all = (key: string) => ({
      headers: { 'x-user': key, cookie: `JSESSIONID=other-${key}`, 'x-device': 'one' },
      path: `/rooms/${key}?user=one`,
    });
    expect(await podsOf(host, all)).toEqual(byUser);
    const byCookie = await podsOf(host, (key) => ({ headers: { cookie: `JSESSIONID=${key}` } }));
    const without = (key: string) => ({
      headers: { cookie: `JSESSIONID=${key}` },
      path: `/rooms/other-${key}?user=one`,
    });
    expect(await podsOf(host, without)).toEqual(byCookie);
  });

  test('ignores a key header of the client, and shows none to the server', async () => {
    const byUser = await podsOf(host, (key) => ({ headers: { 'x-user': key } }));
    const forged = { [keyHeader]: 'forged' };
    expect(await podsOf(host, (key) => ({ headers: { 'x-user': key, ...forged } }))).toEqual(byUser);
    for (const headers of [{ ...forged, 'x-user': 'one' }, forged]) {
      const arrived: Echo = JSON.parse((await cluster.request({ host, headers })).body);
      expect(arrived.headers).not.toHaveProperty(keyHeader);
      expect(JSON.stringify(arrived)).not.toContain('forged');
    }
  });
});

test('firstOf() keeps requests without any other member by their address, if sourceIp() is the last member', async () => {
  const requests = clientAddresses.slice(0, 100).map((from) => ({ host: 'list.test', from, newConnection: true }));
  const pods = await cluster.podsOf(requests);
  expect(await cluster.podsOf(requests)).toEqual(pods);
  expect(new Set(pods).size).toBe(3);
});

test.each([
  ['nothing', {}],
  ['empty values', { headers: { 'x-user': '', cookie: 'JSESSIONID=; user=one' }, path: '/rooms/?user=&filter[id]' }],
  [
    'other names',
    { headers: { cookie: 'jsessionid=one; xJSESSIONID=one' }, path: '/?User=one&superuser=one&filterxid]=one' },
  ],
  ['a forged key', { headers: { [keyHeader]: 'one' } }],
])('firstOf() without sourceIp() spreads requests with %s', async (_, request: HttpRequest) => {
  const pods = await cluster.podsOf(Array(60).fill({ host: 'no-address.test', ...request }));
  expect(new Set(pods).size).toBe(3);
});

test('firstOf() recognises gRPC clients by the first of two metadata keys', async () => {
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

test('firstOf() of one rule applies only to this rule, on all split routes and on both listeners', async () => {
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
    ruleStickiness: { list: withAddress },
  });
  await cluster.apply(manifests);
  const byCookie = (path: string) => (key: string) => ({ path, headers: { cookie: `JSESSIONID=${key}` } });
  expectByKey(await podsOf('host-19.split.test', byCookie('/list')));
  const plain = await podsOf('host-19.split.test', byCookie('/rule-1'));
  expect(plain.filter(([one, other]) => one !== other).length).toBeGreaterThan(keys.length / 3);
});
