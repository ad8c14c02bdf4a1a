/**
 * `npm run bench:gateway` measures what it costs Envoy to keep sessions on their pods, compared with round robin: processor time
 * per request, and memory per route.
 */
import { execFileSync } from 'node:child_process';
import { envoygateway, Stickiness } from 'cdk8s-sticky-gateway-route';
import { programBackend } from '../cluster/backends/program-backend';
import startControlPlane from '../cluster/control-plane/start';
import { Cluster } from '../cluster/gateway/cluster';
import { stickyRoute } from '../cluster/gateway/synthesize';
import { Table } from '../cluster/table';
import { memoryOf } from './gateway/memory';
import { programs } from './gateway/programs';
import { type Round, round } from './gateway/round';
import { inTurn, median } from './rounds';

const ROUNDS = 20;

/** Envoy has one core for itself, so that nothing else limits the requests. It starts one worker per core. */
const ENVOY_CORE = 0;
const OTHER_CORE = 1;

/** A length that the ids of no known server have. */
const ODD_LENGTH = 57;

const routes = {
  none: { stickiness: Stickiness.none() },
  streaming: { stickiness: Stickiness.none(), streaming: true },
  'session-header': { stickiness: Stickiness.sessionHeader('X-Session-Pod') },
  'session-cookie': { stickiness: Stickiness.sessionCookie({ name: 'pin' }) },
  mcp: { stickiness: Stickiness.mcp() },
  path: { stickiness: Stickiness.path('/{room}') },
};
type RouteName = keyof typeof routes;

/** The series to compare: each has a route, and the length of the session ids of its servers. */
const series = {
  'round robin': { route: 'none', length: 36 },
  'round robin, streaming': { route: 'streaming', length: 36 },
  'sessionHeader()': { route: 'session-header', length: 36 },
  'sessionCookie()': { route: 'session-cookie', length: 36 },
  'mcp(), ids of 36': { route: 'mcp', length: 36 },
  'mcp(), ids of 32': { route: 'mcp', length: 32 },
  'mcp(), other ids': { route: 'mcp', length: ODD_LENGTH },
  'path()': { route: 'path', length: 36 },
} satisfies Record<string, { route: RouteName; length: number }>;
type Name = keyof typeof series;
type Turn = Record<Name, Round>;
const names = Object.keys(series) as Name[];

const trafficPolicy = { loadBalancer: { type: envoygateway.BackendTrafficPolicySpecLoadBalancerType.ROUND_ROBIN } };
const acknowledge = ['circuit-breaker'];

async function main(): Promise<void> {
  startOn(OTHER_CORE);
  await startControlPlane();
  startOn(ENVOY_CORE);
  const cluster = await Cluster.start('bench');
  startOn(OTHER_CORE);
  await cluster.replicas('api', 3, { backend: programBackend(programs.backend) });
  for (const [name, route] of Object.entries(routes)) {
    const balanced = name === 'path' ? undefined : trafficPolicy;
    await cluster.apply(stickyRoute(cluster, name, { ...route, trafficPolicy: balanced, acknowledge }));
  }
  await turn(cluster, 0);
  const turns: Turn[] = [];
  while (turns.length < ROUNDS) {
    turns.push(await turn(cluster, turns.length));
  }
  printRequests(turns, await Promise.all(names.map((name) => podsOfSession(cluster, name))));
  await printMemory(cluster);
}

/** Pins this process, and every program that it starts from now on, to this core. */
function startOn(core: number): void {
  execFileSync('taskset', ['--cpu-list', '--pid', String(core), String(process.pid)]);
}

/** Runs one round of each series. */
async function turn(cluster: Cluster, number: number): Promise<Turn> {
  const rounds = {} as Turn;
  for (const name of inTurn(names, number)) {
    const { route, length } = series[name];
    rounds[name] = await round(cluster, `${route}.test`, length);
  }
  return rounds;
}

/** The number of pods that respond to the requests of one session. */
async function podsOfSession(cluster: Cluster, name: Name): Promise<number> {
  const { route, length } = series[name];
  const target = { host: `${route}.test`, path: `/mcp?length=${length}` };
  const { headers } = await cluster.request(target);
  const kept = {
    'mcp-session-id': String(headers['mcp-session-id']),
    'x-session-pod': String(headers['x-session-pod']),
    cookie: headers['set-cookie']?.[0]?.split(';')[0] ?? '',
  };
  return new Set(await cluster.podsOf(Array(30).fill({ ...target, headers: kept }))).size;
}

function printRequests(turns: Turn[], pods: number[]): void {
  const figures = ['requests/s', 'p50', 'p99', 'Envoy busy', 'Envoy per request', '× round robin', 'min', 'max'];
  const table = new Table(`${ROUNDS} rounds of each`, ['', 'pods per session', ...figures]);
  for (const [index, name] of names.entries()) {
    const middle = (figure: keyof Round) => median(turns.map((turn) => turn[name][figure]));
    // At the limit of Envoy this equals the ratio of requests per second, but other work on the machine does not change it.
    const ratios = turns.map((turn) => turn['round robin'].cost / turn[name].cost);
    table.add(
      name,
      String(pods[index]),
      middle('rate').toFixed(0),
      `${middle('p50').toFixed(2)} ms`,
      `${middle('p99').toFixed(2)} ms`,
      `${(100 * middle('busy')).toFixed(0)} %`,
      `${middle('cost').toFixed(1)} µs`,
      ...[median(ratios), Math.min(...ratios), Math.max(...ratios)].map((ratio) => ratio.toFixed(3)),
    );
  }
  table.print();
}

async function printMemory(cluster: Cluster): Promise<void> {
  const table = new Table('Memory of Envoy', ['', 'per route', 'more than round robin']);
  const plain = await memoryOf(cluster, 'plain', Stickiness.none());
  table.add('round robin', `${plain.toFixed(0)} kB`, '');
  for (const [name, { stickiness }] of Object.entries(routes).slice(2)) {
    const memory = await memoryOf(cluster, `memory-${name}`, stickiness);
    table.add(name, `${memory.toFixed(0)} kB`, `${(memory - plain).toFixed(0)} kB`);
  }
  table.print();
}

main().then(
  () => process.exit(0),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
