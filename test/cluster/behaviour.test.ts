import { Duration } from 'cdk8s';
import { SameSite, Stickiness } from 'cdk8s-sticky-gateway-route';
import type { HttpRequest } from '../../cluster/clients/http-client';
import type { Manifest } from '../../cluster/control-plane/kube-client';
import { clientAddresses } from '../../cluster/control-plane/network';
import { Cluster } from '../../cluster/gateway/cluster';
import { stickyRoute } from '../../cluster/gateway/synthesize';

const clients = Array.from({ length: 30 }, (_, index) => `client-${index}`);
const backendRefs = [{ name: 'api', port: 80 }];

let cluster: Cluster;

beforeAll(async () => {
  cluster = await Cluster.start('behaviour');
  await cluster.replicas('api', 3);
});
afterAll(() => cluster.stop());

/** The pods that respond to five equal requests of each client. */
function podsOfEach(requestOf: (client: string, index: number) => HttpRequest): Promise<string[][]> {
  return Promise.all(clients.map((client, index) => cluster.podsOf(Array(5).fill(requestOf(client, index)))));
}

function expectSticky(podsOfClients: string[][]): void {
  expect(podsOfClients.filter((pods) => new Set(pods).size > 1)).toEqual([]);
  expect(new Set(podsOfClients.flat()).size).toBe(3);
}

function expectSpread(podsOfClients: string[][]): void {
  expect(podsOfClients.filter((pods) => new Set(pods).size > 1).length).toBeGreaterThan(clients.length / 2);
}

test('headers() keeps a client while all of its headers stay the same', async () => {
  const stickiness = Stickiness.headers(['X-User-Id', 'X-Tenant-Id']);
  await cluster.apply(stickyRoute(cluster, 'headers', { stickiness }));
  const headersOf = (user: string, tenant: string) => ({ 'x-user-id': user, 'x-tenant-id': tenant });
  expectSticky(await podsOfEach((client) => ({ host: 'headers.test', headers: headersOf(client, 'acme') })));
  const tenants = clients.map((tenant) => ({ host: 'headers.test', headers: headersOf('one', tenant) }));
  expect(new Set(await cluster.podsOf(tenants)).size).toBe(3);
});

test('queryParams() keeps requests with the same values on one pod, whatever else is in the query', async () => {
  const stickiness = Stickiness.queryParams(['user', 'filter%5Bid%5D']);
  await cluster.apply(stickyRoute(cluster, 'query', { stickiness }));
  const path = (client: string) => `/?page=${Math.random()}&user=${client}&filter%5Bid%5D=7`;
  expectSticky(await podsOfEach((client) => ({ host: 'query.test', path: path(client) })));
});

test('sourceIp() keeps the requests of an address on one pod', async () => {
  await cluster.apply(stickyRoute(cluster, 'source', { stickiness: Stickiness.sourceIp() }));
  expectSticky(
    await podsOfEach((_, index) => ({ host: 'source.test', from: clientAddresses[index], newConnection: true })),
  );
});

test('a passive cookie() keeps a client on its pod by a cookie that Envoy never sets', async () => {
  const stickiness = Stickiness.cookie({ name: 'JSESSIONID', passive: true });
  await cluster.apply(stickyRoute(cluster, 'passive', { stickiness }));
  expectSticky(await podsOfEach((client) => ({ host: 'passive.test', headers: { cookie: `JSESSIONID=${client}` } })));
  expect((await cluster.request({ host: 'passive.test' })).headers['set-cookie']).toBeUndefined();
});

test('cookie() sets the path and the attributes of its options', async () => {
  const attributes = { Secure: 'true', SameSite: 'None', Domain: 'cookie.test' };
  await cluster.apply(stickyRoute(cluster, 'cookie', { stickiness: Stickiness.cookie({ path: '/', attributes }) }));
  const { headers } = await cluster.request({ host: 'cookie.test' });
  const [, ...set] = headers['set-cookie']?.[0]?.split('; ') ?? [];
  expect(set.sort()).toEqual(
    ['Domain=cookie.test', 'HttpOnly', 'Max-Age=85400', 'SameSite=None', 'Secure=true', 'path=/'].sort(),
  );
});

test.each([
  ['sessionCookie()', 'session-cookie', Stickiness.sessionCookie({ name: 'pod' })],
  ['sessionHeader()', 'session-header', Stickiness.sessionHeader('X-Pod-Key')],
])('%s keeps a client on the pod of its first request', async (_, name, stickiness) => {
  await cluster.apply(stickyRoute(cluster, name, { stickiness }));
  const host = `${name}.test`;
  for (let i = 0; i < 6; i++) {
    const { pod, headers } = await cluster.request({ host, newConnection: true });
    const cookie = headers['set-cookie']?.[0]?.split('; ')[0];
    const sent = cookie ? { cookie } : { 'x-pod-key': String(headers['x-pod-key']) };
    expect(new Set(await cluster.podsOf(Array(20).fill({ host, headers: sent })))).toEqual(new Set([pod]));
  }
});

test('sessionCookie() sets a cookie with the attributes of its options, and not again once the client sends it', async () => {
  const defaults = stickyRoute(cluster, 'pin', { stickiness: Stickiness.sessionCookie({ name: 'pod' }) });
  const options = { ttl: Duration.hours(30), path: '/app', domain: 'all.test', sameSite: SameSite.NONE };
  const stickiness = Stickiness.sessionCookie({ name: 'pod', httpOnly: false, partitioned: true, ...options });
  const http = [{ matches: [{ path: { value: '/app' } }], backendRefs }];
  await cluster.apply([...defaults, ...stickyRoute(cluster, 'all', { http, stickiness })]);
  const [first, all] = await cluster.requestAll([{ host: 'pin.test' }, { host: 'all.test', path: '/app' }]);
  const [pair, ...attributes] = first?.headers['set-cookie']?.[0]?.split('; ') ?? [];
  expect(pair).toMatch(/^pod=",[0-9.]+:\d+,"$/);
  expect(attributes).toEqual(['Path=/', 'Secure', 'HttpOnly', 'SameSite=Lax']);
  expect(all?.headers['set-cookie']?.[0]?.split('; ').slice(1)).toEqual([
    'Path=/app',
    'Domain=all.test',
    'Max-Age=108000',
    'Secure',
    'SameSite=None',
    'Partitioned',
  ]);
  const known = { host: 'pin.test', headers: { cookie: `other="1,2"; ${pair}; more=3` } };
  expect(await cluster.request(known)).toMatchObject({
    pod: first?.pod,
    headers: expect.not.objectContaining({ 'set-cookie': expect.anything() }),
  });
});

test('none() spreads the requests of each client over several pods', async () => {
  await cluster.apply(stickyRoute(cluster, 'none', { stickiness: Stickiness.none() }));
  expectSpread(await podsOfEach((client) => ({ host: 'none.test', headers: { 'x-user-id': client } })));
});

test('ruleStickiness gives each rule of a route its own stickiness', async () => {
  const rule = (name: string) => ({ name, matches: [{ path: { value: `/${name}` } }], backendRefs });
  const route = stickyRoute(cluster, 'rules', {
    http: [rule('by-user'), rule('by-tenant'), rule('spread')],
    stickiness: Stickiness.header('X-User-Id'),
    ruleStickiness: { 'by-tenant': Stickiness.header('X-Tenant-Id'), spread: Stickiness.none() },
  });
  await cluster.apply(route);
  const podsOf = (path: string, header: string) =>
    podsOfEach((client) => ({ host: 'rules.test', path, headers: { [header]: client } }));
  expectSticky(await podsOf('/by-user', 'x-user-id'));
  expectSpread(await podsOf('/by-user', 'x-tenant-id'));
  expectSticky(await podsOf('/by-tenant', 'x-tenant-id'));
  expectSpread(await podsOf('/by-tenant', 'x-user-id'));
  expectSpread(await podsOf('/spread', 'x-user-id'));
});

test('a construct with 40 hostnames and 40 rules serves all of them with one affinity', async () => {
  const hostnames = Array.from({ length: 40 }, (_, i) => `host-${i}.split.test`);
  const paths = Array.from({ length: 40 }, (_, i) => `/path-${i}`);
  const http = paths.map((value) => ({ matches: [{ path: { value } }], backendRefs }));
  const stickiness = Stickiness.header('X-User-Id');
  const route = stickyRoute(cluster, 'split', { hostnames, http, stickiness });
  expect(countOf(route, 'HTTPRoute')).toBe(9);
  expect(countOf(route, 'BackendTrafficPolicy')).toBe(1);
  await cluster.apply(route);
  for (const host of hostnames) {
    const headers = { 'x-user-id': 'one' };
    const answered = await cluster.podsOf(paths.map((path) => ({ host, path, headers })));
    expect(new Set(answered).size).toBe(1);
  }
});

test('a rate limit works together with the stickiness in the same policy', async () => {
  const rateLimit = { type: 'Local', local: { rules: [{ limit: { requests: 20, unit: 'Hour' } }] } };
  const route = stickyRoute(cluster, 'limited', {
    stickiness: Stickiness.header('X-User-Id'),
    trafficPolicy: { rateLimit } as never,
  });
  await cluster.apply(route);
  const requests = Array(30).fill({ host: 'limited.test', headers: { 'x-user-id': 'one' } });
  const answers = await Promise.all(requests.map((request) => cluster.request(request)));
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(10);
  expect(new Set(answers.filter(({ status }) => status === 200).map(({ pod }) => pod)).size).toBe(1);
});

function countOf(manifests: Manifest[], wanted: string): number {
  return manifests.filter(({ kind }) => kind === wanted).length;
}
