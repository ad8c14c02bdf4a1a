import { randomUUID } from 'node:crypto';
import type { Backend } from '../../cluster/backends/backend';
import { grpcBackend } from '../../cluster/backends/grpc-backend';
import { httpBackend } from '../../cluster/backends/http-backend';
import { GrpcClient } from '../../cluster/clients/grpc-client';
import type { Manifest } from '../../cluster/control-plane/kube-client';
import { Cluster } from '../../cluster/gateway/cluster';
import { httpsListener } from '../../cluster/gateway/gateway-manifests';
import { synthesizeApp } from '../../cluster/gateway/synthesize';
import { McpServer } from '../../examples/typescript/mcp-server';
import { Quotes } from '../../examples/typescript/quotes';
import { Rooms } from '../../examples/typescript/rooms';
import { Shop } from '../../examples/typescript/shop';
import { expectAccepted } from './expect-accepted';

const clients = Array.from({ length: 200 }, (_, index) => index);

let cluster: Cluster;
afterEach(() => cluster.stop());

/** Applies an example, with three pods for each of its Services. */
async function run(manifests: Manifest[], backend: Backend): Promise<void> {
  for (const service of manifests.filter(({ kind }) => kind === 'Service')) {
    await cluster.replicas(service.metadata.name, 3, { service, backend });
  }
  await expectAccepted(cluster, manifests);
}

test('the example shop keeps each returning browser on its pod, and a tenth of them on the canary', async () => {
  cluster = await Cluster.start('public', [httpsListener]);
  expect(await cluster.status(cluster.gateway)).toEqual({ Accepted: 'True', Programmed: 'True' });
  await run(
    synthesizeApp((app) => new Shop(app, 'shop', { namespace: 'shop' })),
    httpBackend(),
  );
  const browser = { tls: true, host: 'shop.example.com' };
  const answers = await cluster.requestAll(clients.map(() => browser));
  const returning = answers.map(({ headers }) => {
    const cookie = headers['set-cookie']?.[0]?.split('; ')[0] ?? '';
    return { ...browser, host: 'www.shop.example.com', headers: { cookie } };
  });
  const pods = await cluster.podsOf(returning);
  expect(await cluster.podsOf(returning)).toEqual(pods);
  const canaries = pods.filter((pod) => pod.includes('canary')).length / pods.length;
  expect(canaries).toBeGreaterThan(0.02);
  expect(canaries).toBeLessThan(0.2);
});

test('the example mcp-server keeps the sessions that its server names', async () => {
  cluster = await Cluster.start('public', [httpsListener]);
  const names = httpBackend((request, response) => {
    if (!request.headers['mcp-session-id']) {
      response.setHeader('mcp-session-id', randomUUID());
    }
    response.end();
  });
  await run(
    synthesizeApp((app) => new McpServer(app, 'mcp-server', { namespace: 'mcp-server' })),
    names,
  );
  const initialize = { tls: true, host: 'mcp.example.com', path: '/mcp' };
  const sessions = await cluster.requestAll(clients.map(() => initialize));
  const calls = sessions.map(({ headers }) => ({
    ...initialize,
    headers: { 'mcp-session-id': String(headers['mcp-session-id']) },
  }));
  const pods = sessions.map(({ pod }) => pod);
  expect(await cluster.podsOf(calls)).toEqual(pods);
  expect(new Set(pods).size).toBe(3);
});

test('the example quotes keeps each desk on its pod, for calls and streams, and limits requests to 100 per second', async () => {
  const service = 'quotes.v1.Quotes';
  cluster = await Cluster.start('internal', [{ name: 'grpc', protocol: 'HTTP', port: 50051 }]);
  await run(
    synthesizeApp((app) => new Quotes(app, 'quotes', { namespace: 'quotes' })),
    grpcBackend(service),
  );
  const client = new GrpcClient('quotes.internal.example.com', { port: 50051, service });
  for (const desk of clients.slice(0, 10)) {
    const metadata = { 'x-desk-id': `desk-${desk}` };
    const pods = [...(await client.unary(5, metadata)), ...(await client.stream(5, metadata))];
    expect(new Set(pods).size).toBe(1);
  }
  const calls = await Promise.allSettled(Array.from({ length: 300 }, () => client.unary(1)));
  const refused = calls.filter(({ status }) => status === 'rejected');
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.length).toBeLessThan(300);
  client.close();
});

test('the example rooms keeps all players of a room on one pod, also with WebSockets, and lists the rooms on any pod', async () => {
  cluster = await Cluster.start('public', [httpsListener]);
  await run(
    synthesizeApp((app) => new Rooms(app, 'rooms', { namespace: 'rooms' })),
    httpBackend(),
  );
  const player = { tls: true, host: 'play.example.com' };
  const rooms = clients.map((client) => `/rooms/${client % 20}`);
  const pods = await cluster.podsOf(rooms.map((path) => ({ ...player, path })));
  expect(pods).toEqual(clients.map((client) => pods[client % 20]));
  expect(new Set(pods).size).toBe(3);

  const headers = { connection: 'Upgrade', upgrade: 'websocket' };
  const sockets = await cluster.requestAll(rooms.map((path) => ({ ...player, path: `${path}/socket`, headers })));
  expect(sockets.map(({ status, pod }) => ({ status, pod }))).toEqual(pods.map((pod) => ({ status: 101, pod })));

  const list = { ...player, path: '/rooms' };
  expect(new Set(await cluster.podsOf(clients.map(() => list))).size).toBe(3);
});
