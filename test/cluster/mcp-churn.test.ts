import { Stickiness } from 'cdk8s-sticky-gateway-route';
import type { Replicas } from '../../cluster/backends/replicas';
import { envoyAddress } from '../../cluster/control-plane/network';
import { sleep } from '../../cluster/control-plane/wait';
import { Cluster } from '../../cluster/gateway/cluster';
import { Table } from '../../cluster/table';
import { expectAccepted } from './expect-accepted';
import type { Assignment, Outcome } from './mcp/contract.cjs';
import { counter, mcpRoute } from './mcp-programs';
import { startNode } from './node-program';

const clients = 50;
const removed = ['counter-3', 'counter-4'];
const table = new Table('MCP sessions under load while 3 replicas become 5 and 3 again', [
  'on surviving pods',
  'of these lost',
  'on removed pods',
  'got a 404 and began a new session',
]);

let cluster: Cluster;
let replicas: Replicas;

beforeAll(async () => {
  cluster = await Cluster.start('mcp-churn', [{ name: 'mcp', protocol: 'HTTP', port: 9000 }]);
  replicas = await cluster.replicas('counter', 3, { backend: counter.backend });
});
afterAll(() => cluster.stop());
afterAll(() => table.print());

/** Starts clients that call all the time. A client begins another session only when it has lost its session. */
function startClients() {
  const url = `http://${envoyAddress}:9000/mcp`;
  const assignment: Assignment = { url, sessions: clients, calls: 0, tools: counter.tools, notifications: 0 };
  return startNode<Outcome[][]>('clients/sdk-load.ts', assignment);
}

test('mcp() loses no session whose pod stays, and clients of a removed pod begin a new session after a 404', async () => {
  await expectAccepted(cluster, mcpRoute(cluster, 'mcp', 'counter', Stickiness.mcp()));

  const early = await startClients();
  await replicas.scale(5);
  const late = await startClients();
  await replicas.scale(3);
  await sleep(2000);
  const sessionsOfClients = [...(await early.stop()), ...(await late.stop())];

  const podOf = (outcome?: Outcome) => outcome && counter.podOf(outcome.answers);
  const onRemoved = sessionsOfClients.filter(([first]) => removed.includes(podOf(first) ?? ''));
  const onSurvivors = sessionsOfClients.filter((sessions) => !onRemoved.includes(sessions));
  const lost = onSurvivors.filter(
    (sessions) => sessions.length > 1 || !replicas.pods.includes(podOf(sessions[0]) ?? ''),
  );
  const anew = onRemoved.filter(([first, second, ...more]) => {
    return first?.error === '404' && replicas.pods.includes(podOf(second) ?? '') && !second?.error && more.length === 0;
  });
  table.add(...[onSurvivors, lost, onRemoved, anew].map((sessions) => String(sessions.length)));
  expect(lost).toEqual([]);
  expect(onRemoved.length).toBeGreaterThan(0);
  expect(anew).toEqual(onRemoved);
});
