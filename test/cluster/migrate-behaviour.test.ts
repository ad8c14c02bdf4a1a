import { CookieJar } from 'tough-cookie';
import { type Echo, httpBackend } from '../../cluster/backends/http-backend';
import { sessionBackend } from '../../cluster/backends/session-backend';
import { type Answer, type HttpRequest, request } from '../../cluster/clients/http-client';
import { beginSession } from '../../cluster/clients/named-session';
import type { Manifest } from '../../cluster/control-plane/kube-client';
import { clientAddresses } from '../../cluster/control-plane/network';
import { Cluster } from '../../cluster/gateway/cluster';
import { httpsListener } from '../../cluster/gateway/gateway-manifests';
import { migrated, migratedFile, servicesOf } from './migrated';

const FILES = [
  '01-affinity-only',
  '04-persistent-legacy-hash',
  '28-office-arg-hash',
  '38-strip-prefix-idiom',
  '43-hash-client-address',
  '44-hash-uri-charge-points',
  '46-hash-mcp-session',
  '49-hash-cookie-cors-rewrite',
  '50-hash-subset',
  '73-nasty-one-host-mixed-affinity',
  '74-nasty-canary-all-rules',
  '76-nasty-canary-weight-total',
  '80-nasty-regex-spreads',
  '89-nasty-unknown-variables',
];

/** No file of the corpus hashes the host alone. */
const HASH_BY_HOST = `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: tenants
  annotations:
    nginx.ingress.kubernetes.io/upstream-hash-by: "$host"
spec:
  ingressClassName: nginx
  rules:
    - host: "*.example.com"
      http:
        paths: [{ path: /, pathType: Prefix, backend: { service: { name: tenants, port: { number: 80 } } } }]
`;

const clients = Array.from({ length: 30 }, (_, index) => `client-${index}`);

let cluster: Cluster;

beforeAll(async () => {
  cluster = await Cluster.start('migrate-behaviour', [httpsListener]);
  const files = await Promise.all(FILES.map((file) => migratedFile(cluster, file)));
  const manifests = [...files.flat(), ...(await migrated(cluster, HASH_BY_HOST, '99'))];
  for (const service of servicesOf(manifests)) {
    await cluster.replicas(service.metadata.name, 3, { service, backend: backendOf(service) });
  }
  await cluster.apply(manifests);
});
afterAll(() => cluster.stop());

function backendOf({ metadata }: Manifest) {
  return metadata.name === 'mcp' ? sessionBackend() : httpBackend();
}

/** A browser: it keeps cookies, and sends them where their attributes say. */
class Browser {
  private readonly jar = new CookieJar();

  constructor(private readonly target: HttpRequest & { readonly host: string }) {}

  async get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    const { host, tls } = this.target;
    const url = `${tls ? 'https' : 'http'}://${host}${path}`;
    const sent = [headers.cookie, await this.jar.getCookieString(url)].filter(Boolean).join('; ');
    const answer = await request({
      ...this.target,
      path,
      newConnection: true,
      headers: { ...headers, ...(sent && { cookie: sent }) },
    });
    for (const cookie of answer.headers['set-cookie'] ?? []) {
      await this.jar.setCookie(cookie, url);
    }
    return answer;
  }

  /** The pods that respond to requests for these paths. */
  async pods(paths: string[], headers?: Record<string, string>): Promise<string[]> {
    const pods: string[] = [];
    for (const path of paths) {
      const { status, pod } = await this.get(path, headers);
      pods.push(status === 200 ? pod : String(status));
    }
    return pods;
  }
}

function podsOfBrowsers(target: HttpRequest & { readonly host: string }, paths: string[]): Promise<string[][]> {
  return Promise.all(clients.map(() => new Browser(target).pods(paths)));
}

/** The pods of five requests of each client, which differ in what should not matter. */
function podsOfEach(requestOf: (client: string, index: number, call: number) => HttpRequest): Promise<string[][]> {
  const calls = [0, 1, 2, 3, 4];
  return Promise.all(
    clients.map((client, index) => cluster.podsOf(calls.map((call) => requestOf(client, index, call)))),
  );
}

function expectSticky(podsOfClients: string[][], service: string): void {
  expect(podsOfClients.filter((pods) => new Set(pods).size > 1)).toEqual([]);
  expect([...new Set(podsOfClients.flat())].sort()).toEqual([0, 1, 2].map((index) => `${service}-${index}`));
}

function expectSpread(podsOfClients: string[][]): void {
  expect(podsOfClients.filter((pods) => new Set(pods).size > 1).length).toBeGreaterThan(clients.length / 2);
}

/** Name of the cookie that a response sets, and its attributes. */
function setCookie({ headers }: Answer): [string, string[]] {
  const [pair = '', ...attributes] = headers['set-cookie']?.[0]?.split('; ') ?? [];
  return [pair.split('=')[0] ?? '', attributes.sort()];
}

function pathAtPod({ body }: Answer): string {
  const { path }: Echo = JSON.parse(body);
  return path;
}

/** Expects plain requests to go to TLS. */
async function expectRedirect(host: string, path: string): Promise<void> {
  const { status, headers } = await cluster.request({ host, path });
  expect([status, headers.location]).toEqual([308, `https://${host}${path}`]);
}

test('a balanced affinity is a cookie of the browser session', async () => {
  const host = 'web.01.test';
  expectSticky(await podsOfBrowsers({ host }, ['/', '/cart', '/cart/1?a=b', '/', '/']), 'web');
  const browser = new Browser({ host });
  expect(setCookie(await browser.get('/cart'))).toEqual(['INGRESSCOOKIE', ['HttpOnly', 'path=/']]);
  expect((await browser.get('/')).headers['set-cookie']).toBeUndefined();
  const old = { cookie: 'INGRESSCOOKIE=1700000000.123.45.678901|0123456789abcdef0123456789abcdef' };
  const known = await cluster.requestAll(clients.map(() => ({ host, headers: old, newConnection: true })));
  expect(new Set(known.map(({ pod }) => pod)).size).toBe(1);
  expect(known.map(({ headers }) => headers['set-cookie'])).toEqual(known.map(() => undefined));
});

test('a persistent affinity is a cookie with the address of the pod, beside an old one of the same name', async () => {
  const host = 'app.04.test';
  const browser = new Browser({ host });
  expect(setCookie(await browser.get('/'))).toEqual([
    'INGRESSCOOKIE',
    ['HttpOnly', 'Max-Age=172800', 'Path=/', 'SameSite=Lax'],
  ]);
  expect((await browser.get('/')).headers['set-cookie']).toBeUndefined();
  expectSticky(await podsOfBrowsers({ host }, ['/', '/a', '/a/b', '/', '/']), 'app');
  const old = { cookie: 'INGRESSCOOKIE=1700000000.123.45.678901|0123456789abcdef0123456789abcdef' };
  expectSticky(await Promise.all(clients.map(() => new Browser({ host }).pods(['/', '/a', '/a/b'], old))), 'app');
});

test('a hash by a header', async () => {
  const host = 'cache.50.test';
  expectSticky(
    await podsOfEach((client, _, call) => ({ host, path: `/${call}`, headers: { 'x-client-id': client } })),
    'cache',
  );
});

test('a hash by an argument', async () => {
  const host = 'office.28.test';
  const path = (client: string, call: number) => `/hosting/${call}?page=${call}&WOPISrc=${client}`;
  expectSticky(await podsOfEach((client, _, call) => ({ host, tls: true, path: path(client, call) })), 'office');
  await expectRedirect(host, '/hosting/1?WOPISrc=a');
});

test('a hash by a cookie of the application, with rewrites and CORS on two hosts', async () => {
  const host = 'www.49.test';
  const headersOf = (client: string) => ({ cookie: `lang=en; session_id=${client}`, origin: 'https://m.49.test' });
  const visit = (path: string) => podsOfEach((client) => ({ host, tls: true, path, headers: headersOf(client) }));
  expectSticky(await visit('/api/users/7'), 'users');
  expectSticky(await visit('/api/orders'), 'orders');
  expectSticky(await visit('/basket'), 'front');
  const ask = (path: string) => cluster.request({ host, tls: true, path, headers: headersOf('one') });
  const users = await ask('/api/users/7?a=b');
  expect(pathAtPod(users)).toBe('/7?a=b');
  expect(users.headers).toMatchObject({
    'access-control-allow-origin': 'https://m.49.test',
    'access-control-allow-credentials': 'true',
  });
  expect(users.headers['set-cookie']).toBeUndefined();
  expect(pathAtPod(await ask('/api/orders'))).toBe('/');
  expect(pathAtPod(await ask('/basket/1'))).toBe('/basket/1');
  expect((await cluster.request({ host: 'm.49.test', tls: true })).pod).toMatch(/^mobile-/);
});

test('a hash by the address of the client', async () => {
  const host = 'hybrid.43.test';
  expectSticky(
    await podsOfEach((_, index, call) => ({ host, tls: true, path: `/${call}`, from: clientAddresses[index] })),
    'hybrid',
  );
  await expectRedirect(host, '/a?b=c');
});

test('a hash by the URI, with its query', async () => {
  const host = 'ocpp.44.test';
  expectSticky(await podsOfEach((client) => ({ host, tls: true, path: `/ocpp/${client}` })), 'api');
  expectSticky(await podsOfEach((client) => ({ host, tls: true, path: `/ocpp?id=${client}` })), 'api');
});

test('a hash by the host', async () => {
  expectSticky(await podsOfEach((client, _, call) => ({ host: `${client}.99.test`, path: `/${call}` })), 'tenants');
});

test('a hash by a cookie and an argument together', async () => {
  const host = 'z.89.test';
  const requestOf = (client: string, room: string) => ({
    host,
    path: `/?b=${room}`,
    headers: { cookie: `a=${client}` },
  });
  expectSticky(await podsOfEach((client) => requestOf(client, 'room')), 'hz');
  expectSticky(await podsOfEach((client) => requestOf('one', client)), 'hz');
});

test('the sessions of an MCP server that a hash of their id would lose', async () => {
  const target = { host: 'mcp.46.test', path: '/mcp', tls: true };
  const pods = await Promise.all(
    clients.map(async () => {
      const session = await beginSession(target);
      const answers = [await session.request(), await session.request(), await session.request()];
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
      return [session.pod, ...answers.map(({ pod }) => pod)];
    }),
  );
  expectSticky(pods, 'mcp');
});

test('a canary by header, then by cookie, then by weight', async () => {
  const host = 'app.74.test';
  const podsWith = async (headers: Record<string, string>) => {
    const pods = await cluster.podsOf(clients.map(() => ({ host, tls: true, headers })));
    return [...new Set(pods.map((pod) => pod.replace(/-\d$/, '')))].sort();
  };
  expect(await podsWith({ 'x-canary': 'always' })).toEqual(['app-v2']);
  expect(await podsWith({ 'x-canary': 'never', cookie: 'beta=always' })).toEqual(['app']);
  expect(await podsWith({ cookie: 'a=1; beta=always; b=2' })).toEqual(['app-v2']);
  expect(await podsWith({ cookie: 'beta=never' })).toEqual(['app']);
  expect(await podsWith({ cookie: 'alphabeta=always', 'x-canary': 'maybe' })).toEqual(['app', 'app-v2']);
});

test('a canary by weight keeps each client on its pod', async () => {
  const host = 'app.76.test';
  const users = Array.from({ length: 2000 }, (_, user) => ({ host, headers: { 'x-user': `user-${user}` } }));
  const pods = await cluster.podsOf(users);
  const canary = pods.filter((pod) => pod.startsWith('app-v2-')).length / users.length;
  expect(canary).toBeGreaterThan(0.03);
  expect(canary).toBeLessThan(0.07);
  expect(await cluster.podsOf(users)).toEqual(pods);
});

test('regular expressions for every path of a host', async () => {
  const host = 'r.80.test';
  const services = async (...paths: string[]) =>
    (await cluster.requestAll(paths.map((path) => ({ host, path })))).map(({ pod, status }) =>
      status === 200 ? pod.replace(/-\d$/, '') : status,
    );
  expect(await services('/v1/users', '/V22/Users/7', '/v1/users/me')).toEqual(['users', 'users', 'users']);
  expect(await services('/v1', '/V1x', '/v1/other')).toEqual(['legacy', 'legacy', 'legacy']);
  expect(await services('/a.b', '/aXb/c')).toEqual(['dot', 'dot']);
  expect(await services('/', '/v/users', '/x/v1')).toEqual([404, 404, 404]);
  expectSticky(await podsOfBrowsers({ host }, ['/v1/users', '/v1/users/7', '/v1/users?a=b']), 'users');
  expectSticky(await podsOfBrowsers({ host }, ['/v1', '/v1/other']), 'legacy');
});

test('a rewrite that strips a prefix, with a cookie below it', async () => {
  const host = 'mon.38.test';
  const browser = new Browser({ host, tls: true });
  const first = await browser.get('/metrics/a/b?c=d');
  expect(pathAtPod(first)).toBe('/a/b?c=d');
  expect(setCookie(first)).toEqual([
    'INGRESSCOOKIE',
    ['HttpOnly', 'Max-Age=86400', 'path=/metrics', 'samesite=Strict', 'secure=true'],
  ]);
  expect(pathAtPod(await browser.get('/metrics'))).toBe('/');
  expect(pathAtPod(await browser.get('/metrics/'))).toBe('/');
  expect((await browser.get('/metricsx')).status).toBe(404);
  expectSticky(
    await podsOfBrowsers({ host, tls: true }, ['/metrics', '/metrics/', '/metrics/a', '/metrics/a/b']),
    'metrics',
  );
  await expectRedirect(host, '/metrics/a');
});

test('several stickinesses on one host', async () => {
  const host = 'shop.73.test';
  expectSticky(await podsOfBrowsers({ host }, ['/', '/home', '/']), 'web');
  const visits = await podsOfBrowsers({ host }, ['/cart', '/pay', '/cart/1', '/pay/1', '/cart', '/pay']);
  expectSticky(
    visits.map((pods) => pods.filter((pod) => pod.startsWith('web'))),
    'web',
  );
  expectSticky(
    visits.map((pods) => pods.filter((pod) => pod.startsWith('pay'))),
    'pay',
  );
  expectSticky(await podsOfEach((client) => ({ host, path: '/api', headers: { 'x-user': client } })), 'api');
  expectSpread(await podsOfBrowsers({ host }, ['/static', '/static', '/static', '/static', '/static']));
  const cookies = await Promise.all(['/', '/cart', '/pay'].map((path) => new Browser({ host }).get(path)));
  expect(cookies.map(setCookie)).toEqual([
    ['front', ['HttpOnly', 'Max-Age=3600', 'path=/']],
    ['cart', ['HttpOnly', 'Path=/cart', 'SameSite=Lax']],
    ['cart', ['HttpOnly', 'Path=/pay', 'SameSite=Lax']],
  ]);
});
