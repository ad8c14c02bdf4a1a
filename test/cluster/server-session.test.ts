import { isIPv6 } from 'node:net';
import { SessionMechanism, Stickiness } from 'cdk8s-sticky-gateway-route';
import { Cluster } from './harness/cluster';
import { envoyAddress, replicaAddresses6 } from './harness/network';
import type { Replicas } from './harness/replicas';
import { arrived, beginSession, podsOfSessions, sessionBackend } from './harness/session-backend';
import { stickyRoute } from './harness/synthesize';

const endpointHeader = 'X-Test-Endpoint';
const base64 = (text: string) => Buffer.from(text).toString('base64');

/** Both mechanisms, and how they put a pod's address into the id that the client keeps. */
const mechanisms = [
  {
    name: 'override',
    stickiness: Stickiness.mcp({ endpointHeader }),
    wrap: (endpoint: string, id: string) => `${endpoint}~${id}`,
  },
  {
    name: 'envelope',
    stickiness: Stickiness.mcp({ mechanism: SessionMechanism.ENVELOPE }),
    wrap: (endpoint: string, id: string) => `${base64(endpoint)};UV:${base64(id)}`,
  },
];

const visible = Array.from({ length: 0x7f - 0x21 }, (_, index) => String.fromCharCode(0x21 + index));
const lookalikes = ['10.0.0.1:80~x', '[::1]:80~x', '~~', ';UV:', `${base64('10.0.0.1:80')};UV:${base64('x')}`];
const ids = [...visible, ...visible.map((character) => `a${character}b`), visible.join(''), ...lookalikes];

let cluster: Cluster;
let replicas: Replicas;
let others: Replicas[];

beforeAll(async () => {
  cluster = await Cluster.start('server-session');
  replicas = await cluster.replicas('api', 3, { backend: sessionBackend({ [endpointHeader]: '127.0.0.1:19000' }) });
  await cluster.replicas('plain', 3);
  others = [
    await cluster.replicas('other', 1, { backend: sessionBackend() }),
    await cluster.replicas('six', 3, { backend: sessionBackend(), addresses: replicaAddresses6 }),
  ];
  for (const { name, stickiness } of mechanisms) {
    const six = [{ backendRefs: [{ name: 'six', port: 80 }] }];
    await cluster.apply([
      ...stickyRoute(cluster, name, { stickiness }),
      ...stickyRoute(cluster, `${name}-six`, { stickiness, http: six }),
    ]);
  }
});
afterAll(() => cluster.stop());

/** The address of a pod as it is in a URL. */
function endpointsOf({ endpoints }: Replicas): string[] {
  return endpoints.map((endpoint) => {
    const colon = endpoint.lastIndexOf(':');
    const [address, port] = [endpoint.slice(0, colon), endpoint.slice(colon + 1)];
    return isIPv6(address) ? `[${address}]:${port}` : endpoint;
  });
}

describe.each(mechanisms)('$name', ({ name, wrap }) => {
  const host = `${name}.test`;

  test('the server sees exactly the id that it named, and the client one that has the pod in it', async () => {
    for (const named of ids) {
      const session = await beginSession({ host }, named);
      const again = await session.request();
      const endpoint = endpointsOf(replicas)[replicas.pods.indexOf(session.pod)] ?? '';
      expect(session.id).toBe(wrap(endpoint, named));
      expect(arrived(again).id).toBe(named);
      expect(again).toMatchObject({ status: 200, pod: session.pod, headers: { 'mcp-session-id': session.id } });
    }
  });

  test.each(['MCP-SESSION-ID', 'Mcp-Session-Id', 'mcp-session-id', 'mCP-sESSION-iD'])(
    'the client may write %s',
    async (header) => {
      for (let i = 0; i < 10; i++) {
        const { id, pod } = await beginSession({ host });
        const answers = await cluster.requestAll(Array(10).fill({ host, headers: { [header]: id } }));
        expect(new Set(answers.map((answer) => `${answer.status} ${answer.pod}`))).toEqual(new Set([`200 ${pod}`]));
      }
    },
  );

  test('replicas with IPv6 addresses keep their sessions', async () => {
    expect(new Set(await podsOfSessions({ host: `${name}-six.test` })).size).toBe(3);
  });

  test.each(['api', 'six'])('an id with an endpoint that is none of %s reaches some pod of it', async (service) => {
    const own = service === 'api' ? replicas : others[1];
    const foreign = [replicas, ...others].filter((each) => each !== own).flatMap(endpointsOf);
    const forged = [
      ...['127.0.0.1:19000', '[::1]:19000', '[::ffff:127.0.0.1]:19000', 'localhost:19000', `${envoyAddress}:10080`],
      ...['10.77.1.99:9', '[fd00:77::99]:9', '0.0.0.0:0', '[::]:0', '999.999.999.999:99999', '10.77.1.10', '[', ''],
      ...foreign,
    ];
    const requests = forged.flatMap((endpoint) =>
      Array(6).fill({
        host: service === 'api' ? host : `${name}-six.test`,
        headers: { 'mcp-session-id': wrap(endpoint, 'unknown') },
      }),
    );
    const answers = await cluster.requestAll(requests);
    expect(answers.filter(({ status }) => status !== 404)).toEqual([]);
    expect([...new Set(answers.map(({ pod }) => pod))].sort()).toEqual(own?.pods);
  });
});

test.each(mechanisms)('$name leaves a server alone that names no session', async ({ stickiness }) => {
  const http = [{ backendRefs: [{ name: 'plain', port: 80 }] }];
  const route = stickyRoute(cluster, 'plain', { stickiness, http });
  await cluster.apply(route);
  const answers = await cluster.requestAll(Array(60).fill({ host: 'plain.test' }));
  expect(new Set(answers.map(({ pod }) => pod)).size).toBe(3);
  const names = answers.flatMap((answer) => [...Object.keys(answer.headers), ...Object.keys(arrived(answer))]);
  expect(names).toContain('x-pod');
  expect(names).not.toContain('mcp-session-id');
  expect(names).not.toContain(endpointHeader.toLowerCase());
  await cluster.remove(route);
});

describe('The endpoint header', () => {
  const host = 'override.test';
  const headersNaming = (endpoint = '') => ({
    [endpointHeader]: [endpoint, endpoint],
    'x-envoy-max-retries': endpoint,
  });

  test('of a client has no say, neither in a session nor before one', async () => {
    const session = await beginSession({ host });
    for (const endpoint of endpointsOf(replicas)) {
      expect(await session.request({ headers: headersNaming(endpoint) })).toMatchObject({
        status: 200,
        pod: session.pod,
      });
      const fresh = await cluster.requestAll(Array(60).fill({ host, headers: headersNaming(endpoint) }));
      expect(new Set(fresh.map(({ pod }) => pod)).size).toBe(3);
    }
  });

  test('reaches neither the server nor the client', async () => {
    const session = await beginSession({ host, headers: headersNaming(endpointsOf(replicas)[0]) });
    const answer = await session.request({ headers: headersNaming('127.0.0.1:19000') });
    const names = [...Object.keys(arrived(answer)), ...Object.keys(answer.headers), ...Object.keys(session.headers)];
    expect(names).toContain('mcp-session-id');
    expect(names).not.toContain(endpointHeader.toLowerCase());
    expect(names).not.toContain('x-envoy-max-retries');
  });
});

test.each(mechanisms)(
  '$name: the sessions of a pod that crashed get a 404 of another one, and all others work',
  async ({ name, stickiness }) => {
    const service = `crash-${name}`;
    const host = `${service}.test`;
    const crashing = await cluster.replicas(service, 3, { backend: sessionBackend() });
    await cluster.apply(
      stickyRoute(cluster, service, { stickiness, http: [{ backendRefs: [{ name: service, port: 80 }] }] }),
    );
    const sessions = await Promise.all(Array.from({ length: 30 }, () => beginSession({ host })));
    const [crashed = ''] = crashing.pods;
    await crashing.kill(crashed);
    for (const { pod, request } of sessions) {
      const answer = await request();
      if (pod === crashed) {
        expect(answer.status).toBe(404);
        expect(crashing.pods.slice(1)).toContain(answer.pod);
      } else {
        expect(answer).toMatchObject({ status: 200, pod });
      }
    }
    expect(sessions.filter(({ pod }) => pod === crashed).length).toBeGreaterThan(0);
    expect(await podsOfSessions({ host }, 30)).not.toContain(crashed);
  },
);
