import { Stickiness } from 'cdk8s-sticky-gateway-route';
import { envoyAddress } from '../../cluster/control-plane/network';
import { Cluster } from '../../cluster/gateway/cluster';
import { Table } from '../../cluster/table';
import { expectAccepted } from './expect-accepted';
import type { Assignment, Outcome } from './mcp/contract.cjs';
import { counter, mcpRoute } from './mcp-programs';
import { nodeBackend, runNode } from './node-program';

const fleet = { mixed: nodeBackend('servers/mixed.ts'), stateless: nodeBackend('servers/stateless.ts') };
const entries = Object.keys(fleet).map((server, index) => ({
  server,
  listener: `fleet-${index}`,
  port: 9000 + index,
}));
const columns = ['server', 'client', 'sessions', 'complete', 'on one pod'];
const table = new Table('Clients with and without sessions behind one route', columns);

let cluster: Cluster;

beforeAll(async () => {
  const listeners = entries.map(({ listener, port }) => ({ name: listener, protocol: 'HTTP', port }));
  cluster = await Cluster.start('mcp-fleet', listeners);
  for (const [name, backend] of Object.entries(fleet)) {
    await cluster.replicas(name, 3, { backend });
  }
  const routes = entries.map(({ server, listener }) => mcpRoute(cluster, listener, server, Stickiness.mcp()));
  await expectAccepted(cluster, routes.flat());
});
afterAll(() => cluster.stop());
afterAll(() => table.print());

/** Runs clients at the same time, and returns the outcomes of their sessions. */
async function runTogether(server: string, scripts: string[], notifications = 0): Promise<Outcome[][]> {
  const { port } = entries.find((entry) => entry.server === server) ?? {};
  const url = `http://${envoyAddress}:${port}/mcp`;
  const assignment: Assignment = { url, sessions: 20, calls: 20, tools: ['count'], notifications };
  const all = await Promise.all(scripts.map((script) => runNode<Outcome[]>(`clients/${script}.ts`, assignment)));
  all.forEach((outcomes, index) => {
    const complete = outcomes.filter(({ answers }) => answers.length === assignment.calls);
    const figures = [outcomes, complete, outcomes.filter((outcome) => podsOf(outcome).size === 1)];
    table.add(server, scripts[index] ?? '', ...figures.map(({ length }) => String(length)));
  });
  expect(all.flat().filter(({ error }) => error)).toEqual([]);
  expect(all.map(({ length }) => length)).toEqual(scripts.map(() => assignment.sessions));
  return all;
}

function podsOf({ answers }: Outcome): Set<string | undefined> {
  return new Set(answers.map((answer) => answer.split(' ')[0]));
}

test('mcp() keeps the sessions of old clients, and spreads the calls of new clients over the same pods', async () => {
  const [old = [], modern = []] = await runTogether('mixed', ['sdk', 'modern'], counter.notifications);
  expect(old.filter(({ answers }) => !counter.podOf(answers))).toEqual([]);
  expect(modern.filter((outcome) => podsOf(outcome).size === 1)).toEqual([]);
});

test('mcp() spreads the calls of old and new clients over the pods of a server without sessions', async () => {
  const all = await runTogether('stateless', ['sdk', 'openai-agents', 'modern']);
  expect(all.flat().filter((outcome) => podsOf(outcome).size === 1)).toEqual([]);
});
