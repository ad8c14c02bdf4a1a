import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { Stickiness, type StickyGatewayRouteProps } from 'cdk8s-sticky-gateway-route';
import { eventBackend } from '../../cluster/backends/http-backend';
import type { Answer } from '../../cluster/clients/http-client';
import type { Manifest } from '../../cluster/control-plane/kube-client';
import { envoyAddress } from '../../cluster/control-plane/network';
import { Cluster } from '../../cluster/gateway/cluster';
import { stickyRoute } from '../../cluster/gateway/synthesize';
import { repoFolder } from '../../cluster/install/paths';
import { Table } from '../../cluster/table';
import { expectAccepted } from './expect-accepted';
import { mcpFolder } from './mcp-install';
import {
  clients,
  counter,
  everything,
  type McpClient,
  type McpServer,
  mcpRoute,
  runSessions,
  sdk,
} from './mcp-programs';

const pin = { stickiness: Stickiness.mcp(), name: 'mcp()' };
const hash = { stickiness: Stickiness.header('Mcp-Session-Id'), name: "header('Mcp-Session-Id')" };
const servers = [counter, everything];

const entries = servers
  .flatMap((server) => [pin, hash].map((each) => ({ server, ...each })))
  .map((entry, index) => ({ ...entry, listener: `mcp-${index}`, port: 9000 + index }));

const table = new Table('MCP sessions on 3 replicas', ['client', 'server', 'stickiness', 'sessions', 'kept']);

const seconds = 60;
const streams = 10;

let cluster: Cluster;
/** Streams that stay open while all clients run. */
let openStreams: Promise<Answer[]>;

beforeAll(async () => {
  const listeners = entries.map(({ listener, port }) => ({ name: listener, protocol: 'HTTP', port }));
  cluster = await Cluster.start('mcp', listeners);
  for (const { name, backend } of servers) {
    await cluster.replicas(name, 3, { backend });
  }
  await cluster.replicas('events', 3, { backend: eventBackend(seconds) });
  const routes = entries.map(({ server, stickiness, listener }) =>
    mcpRoute(cluster, listener, server.name, stickiness),
  );
  await expectAccepted(cluster, [...routes.flat(), ...eventRoute('long')]);
  openStreams = cluster.requestAll(Array(streams).fill({ host: 'long.test', newConnection: true }));
});
afterAll(() => cluster.stop());
afterAll(() => table.print());

function eventRoute(name: string, props: Partial<StickyGatewayRouteProps> = {}): Manifest[] {
  const http = [{ backendRefs: [{ name: 'events', port: 80 }] }];
  return stickyRoute(cluster, name, { http, stickiness: pin.stickiness, ...props });
}

/** Runs the sessions of a client, and adds to the table how many were kept. */
async function sessionsOf(client: McpClient, server: McpServer, stickiness: string) {
  const port = entries.find((entry) => entry.server === server && entry.name === stickiness)?.port;
  const sessions = await runSessions(client, server, `http://${envoyAddress}:${port}/mcp`);
  const kept = sessions.filter(({ pod }) => pod);
  table.add(client.name, server.name, stickiness, String(sessions.length), String(kept.length));
  return sessions;
}

test('the programs in mcp/ compile', () => {
  const tsc = join(repoFolder, 'node_modules', '.bin', 'tsc');
  expect(() => execFileSync(tsc, ['--project', mcpFolder], { encoding: 'utf8' })).not.toThrow();
});

describe('mcp()', () => {
  const cases = servers.flatMap((server) => clients.map((client) => ({ client, server })));

  test.each(cases)('keeps every session of $client.name with the server $server.name', async ({ client, server }) => {
    const sessions = await sessionsOf(client, server, pin.name);
    expect(sessions.filter(({ pod }) => !pod)).toEqual([]);
    expect(sessions).toHaveLength(client.sessions * (client.sessionPerCall ? client.calls : 1));
    expect(new Set(sessions.map(({ pod }) => pod)).size).toBeGreaterThan(1);
  });
});

test("header('Mcp-Session-Id') loses most sessions, because the server names the id after the first request", async () => {
  const sessions = await sessionsOf(sdk, counter, hash.name);
  const kept = sessions.filter(({ pod }) => pod).length / sessions.length;
  expect(kept).toBeGreaterThan(0.15);
  expect(kept).toBeLessThan(0.55);
});

describe('A GET stream', () => {
  test('is cut by a requestTimeout in trafficPolicy', async () => {
    const trafficPolicy = { timeout: { http: { requestTimeout: '2s' } } };
    await cluster.apply(eventRoute('short', { trafficPolicy }));
    const started = Date.now();
    await expect(cluster.request({ host: 'short.test' })).rejects.toThrow('aborted');
    expect(Date.now() - started).toBeGreaterThan(2000);
    expect(Date.now() - started).toBeLessThan(5000);
  });

  test(`is otherwise not cut within ${seconds} s`, async () => {
    const bodies = (await openStreams).map(({ body }) => body);
    expect(bodies).toHaveLength(streams);
    expect(bodies.filter((body) => !body.endsWith(`data: ${seconds}\n\n`))).toEqual([]);
  });
});
