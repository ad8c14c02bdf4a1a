import { Duration } from 'cdk8s';
import {
  SameSite,
  type SessionCookieOptions,
  Stickiness,
  type StickyGatewayRouteProps,
} from 'cdk8s-sticky-gateway-route';
import type { Browser } from 'playwright-core';
import { type Echo, httpBackend } from '../../cluster/backends/http-backend';
import type { Replicas } from '../../cluster/backends/replicas';
import type { Manifest } from '../../cluster/control-plane/kube-client';
import { Cluster } from '../../cluster/gateway/cluster';
import { httpsListener } from '../../cluster/gateway/gateway-manifests';
import { stickyRoute } from '../../cluster/gateway/synthesize';
import { Table } from '../../cluster/table';
import { BrowserClient, startChromium } from './cookie-clients/chromium';
import { type Exchange, programs, requireTools, runProgram } from './cookie-clients/programs';
import { expectAccepted } from './expect-accepted';

interface SetCookie extends SessionCookieOptions {
  /** The text after the value. */
  readonly attributes: string;
}

/** The cookies of the routes, by the first label of their hostname. */
const cookies: Record<string, SetCookie> = {
  session: { name: 'pin', attributes: '; Path=/; Secure; HttpOnly; SameSite=Lax' },
  lasting: {
    name: 'pin',
    ttl: Duration.hours(1),
    attributes: '; Path=/; Max-Age=3600; Secure; HttpOnly; SameSite=Lax',
  },
  canary: { name: 'pin', attributes: '; Path=/; Secure; HttpOnly; SameSite=Lax' },
  wide: {
    name: 'pin',
    path: '/shop',
    domain: 'wide.test',
    sameSite: SameSite.STRICT,
    httpOnly: false,
    attributes: '; Path=/shop; Domain=wide.test; Secure; SameSite=Strict',
  },
  embedded: {
    name: '__Host-pin',
    sameSite: SameSite.NONE,
    partitioned: true,
    attributes: '; Path=/; Secure; HttpOnly; SameSite=None; Partitioned',
  },
  plain: { name: 'pin', secure: false, attributes: '; Path=/; HttpOnly; SameSite=Lax' },
};

const api = [{ name: 'api', port: 80 }];
const canary = ['stable', 'canary'].map((name) => ({ name, port: 80, weight: 50 }));

const columns = ['client', 'cookie', 'protocol', 'clients', 'requests', 'pods', 'moved', 'set again'];
const table = new Table('The session cookie in browsers and clients', columns);

let cluster: Cluster;
let services: Replicas[];
let browser: Browser;
let arrived: Echo[] = [];

/** Records each request, and responds with a page. */
const pages = httpBackend((request, response) => {
  arrived.push({ path: request.url ?? '', headers: request.headers });
  response.setHeader('content-type', 'text/html');
  response.end('<link rel="icon" href="data:,">');
});

beforeAll(async () => {
  requireTools();
  cluster = await Cluster.start('cookie-clients', [httpsListener]);
  const start = (name: string, count: number) => cluster.replicas(name, count, { backend: pages });
  services = [await start('api', 3), await start('stable', 2), await start('canary', 2)];
  const pinned = Object.entries(cookies).flatMap(([name, { attributes, ...cookie }]) => {
    const matches = [{ path: { value: cookie.path ?? '/' } }];
    const backendRefs = name === 'canary' ? canary : api;
    return route(name, { http: [{ matches, backendRefs }], stickiness: Stickiness.sessionCookie(cookie) });
  });
  const free = route('free', {
    hostnames: ['session.test'],
    http: [{ matches: [{ path: { value: '/free' } }], backendRefs: api }],
    stickiness: Stickiness.none(),
  });
  await expectAccepted(cluster, [...pinned, ...free]);
  browser = await startChromium();
});
afterAll(() => browser?.close());
afterAll(() => cluster?.stop());
afterAll(() => table.print());
beforeEach(() => {
  arrived = [];
});

function route(name: string, props: Partial<StickyGatewayRouteProps>): Manifest[] {
  const parentRefs = ['http', 'https'].map((sectionName) => ({ ...cluster.parentRef, sectionName }));
  return stickyRoute(cluster, name, { parentRefs, ...props });
}

function addressOf(pod: string): string {
  const service = services.find(({ pods }) => pods.includes(pod));
  return service?.endpoints[service.pods.indexOf(pod)] ?? '';
}

function setCookieOf(route: string, pod: string): string {
  return `${cookies[route]?.name}=",${addressOf(pod)},"${cookies[route]?.attributes}`;
}

/** Expects that each client stays on its pod, and gets the cookie only with its first response. */
function expectKept(name: string, route: string, exchanges: Exchange[]): void {
  const clients = new Set(exchanges.map(({ client }) => client));
  const all = [...clients].map((client) => exchanges.filter((each) => each.client === client));
  const firsts = all.flatMap((each) => each.slice(0, 1));
  const later = all.flatMap(([first, ...more]) => more.map((each) => ({ ...each, first: first?.pod })));
  const moved = later.filter(({ pod, first }) => pod !== first);
  const setAgain = later.filter(({ setCookie }) => setCookie);
  const protocols = [...new Set(exchanges.map(({ protocol }) => protocol))];
  const figures = [all, exchanges, [...podsOf(exchanges)], moved, setAgain].map(({ length }) => String(length));
  table.add(name, route, protocols.join(), ...figures);
  expect({ moved, setAgain }).toEqual({ moved: [], setAgain: [] });
  expect(firsts.map(({ setCookie }) => setCookie)).toEqual(firsts.map(({ pod }) => setCookieOf(route, pod)));
}

function podsOf(exchanges: Exchange[]): Set<string> {
  return new Set(exchanges.map(({ pod }) => pod));
}

/** The minutes until a cookie expires. Browsers report -1 for a cookie that they keep until they close. */
function minutesLeft(expires = 0): number {
  return expires === -1 ? -1 : Math.round((expires - Date.now() / 1000) / 60);
}

describe.each(programs)('$name', (program) => {
  test.each(['session', 'lasting', 'canary'])('keeps the cookie of the route `%s`', async (route) => {
    const host = `${route}.test`;
    const exchanges = await runProgram(program, `https://${host}:10443/`, 15, 4);
    expectKept(program.name, route, exchanges);
    expect(exchanges.length).toBe(60);
    expect(podsOf(exchanges).size).toBeGreaterThan(1);
    expect(new Set(exchanges.map(({ protocol }) => protocol))).toEqual(new Set([program.protocol]));
    const form = program.rewrites?.[route === 'lasting' ? 'lasting' : 'session'] ?? 'pin=",ADDRESS,"';
    const sent = exchanges.map(({ pod, setCookie }) =>
      setCookie ? undefined : form.replace('ADDRESS', addressOf(pod)).replace('HOST', host),
    );
    expect(arrived.map(({ headers }) => headers.cookie)).toEqual(sent);
  });
});

describe('Chromium', () => {
  const origin = 'https://session.test:10443';

  async function withClients(count: number, use: (client: BrowserClient) => Promise<Exchange[]>): Promise<Exchange[]> {
    const all: Exchange[] = [];
    for (let number = 0; number < count; number++) {
      const client = await BrowserClient.start(browser, number);
      all.push(...(await use(client)));
      await client.close();
    }
    return all;
  }

  test.each(['session', 'canary'])('keeps the cookie of the route `%s` together with other cookies', async (route) => {
    const url = `https://${route}.test:10443/`;
    const others = ['list=1,2,3', 'text="a, b"', 'json={"pods":[",10.0.0.1:80,"]}', 'odd="'];
    const exchanges = await withClients(10, async (client) => {
      const first = [await client.navigate(url), await client.fetch(url)];
      expect(await client.setCookies(...others)).toBe(others.join('; '));
      return [...first, await client.fetch(url), await client.navigate(url), await client.fetch(url)];
    });
    expectKept('Chromium', route, exchanges);
    expect(podsOf(exchanges).size).toBeGreaterThan(1);
    expect(new Set(exchanges.map(({ protocol }) => protocol))).toEqual(new Set(['HTTP/2.0']));
    const sent = exchanges.map(({ pod }, index) => {
      const pin = `pin=",${addressOf(pod)},"`;
      return [undefined, pin, ...Array(3).fill([pin, ...others].join('; '))][index % 5];
    });
    expect(arrived.map(({ headers }) => headers.cookie)).toEqual(sent);
  });

  test.each([
    'pin=old; path=/',
    'pin=old; path=/shop',
    'pin=old; path=/; domain=session.test',
    'pin=; path=/',
    'pin=",10.77.1.99:20000,"; path=/',
    'pin=",10.77.1.99:20000,"; path=/shop',
  ])('stays on its pod although it has the old cookie `%s`', async (old) => {
    const exchanges = await withClients(2, async (client) => {
      await client.navigate(`${origin}/free`);
      await client.setCookies(old);
      return [
        await client.navigate(`${origin}/shop/`),
        await client.fetch(`${origin}/shop/a`),
        await client.navigate(`${origin}/`),
        await client.fetch(`${origin}/shop/b`),
        await client.navigate(`${origin}/shop/`),
      ];
    });
    expectKept(`Chromium with \`${old}\``, 'session', exchanges);
    const first = arrived.find(({ path }) => path === '/shop/');
    expect(first?.headers.cookie).toBe(old.split(';')[0]);
  });

  test('lets no script see or change the cookie', async () => {
    const exchanges = await withClients(2, async (client) => {
      const first = await client.navigate(`${origin}/`);
      expect(await client.setCookies('pin=mine; path=/')).toBe('');
      return [first, await client.fetch(`${origin}/`), await client.navigate(`${origin}/`)];
    });
    expectKept('Chromium with a script that sets it', 'session', exchanges);
  });

  const usual = { name: 'pin', path: '/', httpOnly: true, secure: true, sameSite: 'Lax' };
  const embedded = { name: '__Host-pin', sameSite: 'None', partitionKey: 'https://embedded.test' };
  test.each([
    { route: 'session', seen: { ...usual, domain: 'session.test' } },
    { route: 'lasting', seen: { ...usual, domain: 'lasting.test' }, minutes: 60 },
    { route: 'wide', seen: { ...usual, domain: '.wide.test', path: '/shop', sameSite: 'Strict', httpOnly: false } },
    { route: 'embedded', seen: { ...usual, domain: 'embedded.test', ...embedded } },
    { route: 'plain', seen: { ...usual, domain: 'plain.test', secure: false }, listener: 'http://plain.test:10080' },
  ])('accepts all attributes of the cookie of the route `$route`', async ({ route, seen, minutes = -1, listener }) => {
    const url = `${listener ?? `https://${route}.test:10443`}/shop/`;
    const exchanges = await withClients(1, async (client) => {
      const first = await client.navigate(url);
      const [cookie, ...more] = await client.cookies();
      expect(more).toEqual([]);
      expect(cookie).toMatchObject({ ...seen, value: `",${addressOf(first.pod)},"` });
      expect(minutesLeft(cookie?.expires)).toBe(minutes);
      return [first, await client.fetch(url), await client.navigate(url)];
    });
    expectKept('Chromium', route, exchanges);
  });

  test('gets a new cookie when its pod is gone, and not before', async () => {
    const [api] = services;
    const exchanges = await withClients(1, async (client) => {
      const first = await client.navigate(`${origin}/`);
      await api?.terminate(first.pod);
      const draining = [await client.fetch(`${origin}/`), await client.navigate(`${origin}/`)];
      expectKept('Chromium while its pod terminates', 'session', [first, ...draining]);
      await api?.remove(first.pod);
      return [await client.fetch(`${origin}/`), await client.fetch(`${origin}/`), await client.navigate(`${origin}/`)];
    });
    expectKept('Chromium after its pod is gone', 'session', exchanges);
  });
});
