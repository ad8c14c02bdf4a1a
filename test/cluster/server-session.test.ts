import { isIPv6 } from 'node:net';
import { Stickiness } from 'cdk8s-sticky-gateway-route';
import type { Replicas } from '../../cluster/backends/replicas';
import { sessionBackend } from '../../cluster/backends/session-backend';
import { arrived, beginSession } from '../../cluster/clients/named-session';
import { envoyAddress, replicaAddresses6 } from '../../cluster/control-plane/network';
import { Cluster } from '../../cluster/gateway/cluster';
import { stickyRoute } from '../../cluster/gateway/synthesize';
import { podsOfSessions } from './session-clients';

const stickiness = Stickiness.mcp();
const host = 'mcp.test';
const choiceHeader = 'x-envoy-max-retries';

/** The id that the client keeps. It contains the length of the id of the server, if that is a usual length. */
function wrap(endpoint: string, id: string): string {
  return `${id},${endpoint},pod${[32, 36].includes(id.length) ? id.length : ''}`;
}

const visible = Array.from({ length: 0x7f - 0x21 }, (_, index) => String.fromCharCode(0x21 + index));
const every = visible.join('');
const lengths = [1, 31, 32, 33, 35, 36, 37, 128].map((length) => 'x'.repeat(length));
const commas = [',', ',,', 'a,b', ',a', 'a,', 'a,,b', ...[32, 36].map((length) => 'a,b'.padEnd(length, 'c'))];
const lookalikes = [
  'a b',
  'a,pod',
  'a,b,pod',
  'a,pod36',
  'a,b,pod32',

  '5',
  '10.0.0.1:80',
  'x,10.0.0.1:80',
  'x,[::1]:80',
  'x,pod,10.0.0.1:80',
  'x,pod36,10.0.0.1:80',
  ',pod,',
];
const tricky = [',pod36,', ',pod32,', ',pod,'].flatMap((text) => [text, text.padEnd(32, 'x'), text.padStart(36, 'x')]);
const ids = [
  ...visible,
  ...visible.map((character) => `a${character}b`),
  ...visible.map((character) => character.repeat(36)),
  ...[every, ...lengths, ...commas, ...lookalikes, ...tricky],
];

let cluster: Cluster;
let replicas: Replicas;
let others: Replicas[];

beforeAll(async () => {
  cluster = await Cluster.start('server-session');
  replicas = await cluster.replicas('api', 3, { backend: sessionBackend() });
  await cluster.replicas('plain', 3);
  others = [
    await cluster.replicas('other', 1, { backend: sessionBackend() }),
    await cluster.replicas('six', 3, { backend: sessionBackend(), addresses: replicaAddresses6 }),
  ];
  const six = [{ backendRefs: [{ name: 'six', port: 80 }] }];
  await cluster.apply([
    ...stickyRoute(cluster, 'mcp', { stickiness }),
    ...stickyRoute(cluster, 'six', { stickiness, http: six }),
  ]);
});
afterAll(() => cluster.stop());

/** The endpoints of the pods as in a URL, with brackets around IPv6 addresses. */
function endpointsOf({ endpoints }: Replicas): string[] {
  return endpoints.map((endpoint) => {
    const colon = endpoint.lastIndexOf(':');
    const [address, port] = [endpoint.slice(0, colon), endpoint.slice(colon + 1)];
    return isIPv6(address) ? `[${address}]:${port}` : endpoint;
  });
}

describe('mcp()', () => {
  test('shows the server exactly the id that it named, and the client an id that contains the pod', async () => {
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
    'keeps a session if the client writes the header as %s',
    async (header) => {
      for (let i = 0; i < 10; i++) {
        const { id, pod } = await beginSession({ host });
        const answers = await cluster.requestAll(Array(10).fill({ host, headers: { [header]: id } }));
        expect(new Set(answers.map((answer) => `${answer.status} ${answer.pod}`))).toEqual(new Set([`200 ${pod}`]));
      }
    },
  );

  test('keeps the sessions of pods with IPv6 addresses', async () => {
    expect(new Set(await podsOfSessions({ host: 'six.test' })).size).toBe(3);
  });

  test.each(['api', 'six'])('sends an id with a foreign endpoint to some pod of the Service %s', async (service) => {
    const own = service === 'api' ? replicas : others[1];
    const foreign = [replicas, ...others].filter((each) => each !== own).flatMap(endpointsOf);
    const forged = [
      ...['127.0.0.1:19000', '[::1]:19000', '[::ffff:127.0.0.1]:19000', 'localhost:19000', `${envoyAddress}:10080`],
      ...['10.77.1.99:9', '[fd00:77::99]:9', '0.0.0.0:0', '[::]:0', '999.999.999.999:99999', '10.77.1.10', '[', ''],
      ...foreign,
    ];
    const requests = forged.flatMap((endpoint) =>
      Array(6).fill({
        host: service === 'api' ? host : 'six.test',
        headers: { 'mcp-session-id': wrap(endpoint, 'unknown') },
      }),
    );
    const answers = await cluster.requestAll(requests);
    expect(answers.filter(({ status }) => status !== 404)).toEqual([]);
    expect([...new Set(answers.map(({ pod }) => pod))].sort()).toEqual(own?.pods);
  });
});

test('mcp() changes nothing for a server that names no session', async () => {
  const http = [{ backendRefs: [{ name: 'plain', port: 80 }] }];
  const route = stickyRoute(cluster, 'plain', { stickiness, http });
  await cluster.apply(route);
  const answers = await cluster.requestAll(Array(60).fill({ host: 'plain.test' }));
  expect(new Set(answers.map(({ pod }) => pod)).size).toBe(3);
  const names = answers.flatMap((answer) => [...Object.keys(answer.headers), ...Object.keys(arrived(answer))]);
  expect(names).toContain('x-pod');
  expect(names).not.toContain('mcp-session-id');
  expect(names).not.toContain(choiceHeader);
  await cluster.remove(route);
});

test('mcp() passes an id without a pod, as from before the route was sticky, unchanged to the server', async () => {
  for (const id of ['550e8400-e29b-41d4-a716-446655440000', 'plain', 'a,b', ...visible]) {
    expect(arrived(await cluster.request({ host, headers: { 'mcp-session-id': id } })).id).toBe(id);
  }
});

test('mcp() treats an empty session header as no session', async () => {
  const answer = await cluster.request({ host, path: '/?id=fresh', headers: { 'mcp-session-id': '' } });
  expect(answer.status).toBe(200);
});

describe('The internal header of mcp()', () => {
  const headersNaming = (endpoint = '') => ({ [choiceHeader]: [endpoint, endpoint] });

  test('is ignored if a client sends it, in a session and before one', async () => {
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
    expect(names).not.toContain(choiceHeader);
  });
});

test('mcp() gives the sessions of a crashed pod a 404 from another pod, and keeps all others', async () => {
  const crashing = await cluster.replicas('crash', 3, { backend: sessionBackend() });
  const http = [{ backendRefs: [{ name: 'crash', port: 80 }] }];
  await cluster.apply(stickyRoute(cluster, 'crash', { stickiness, http }));
  const target = { host: 'crash.test' };
  const sessions = await Promise.all(Array.from({ length: 30 }, () => beginSession(target)));
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
  expect(await podsOfSessions(target, 30)).not.toContain(crashed);
});
