/** Requests through one Envoy that keeps sessions on their pods, against plain round robin: `npm run bench:gateway`. */
import { execFileSync } from 'node:child_process';
import { envoygateway, SessionMechanism, Stickiness } from 'cdk8s-sticky-gateway-route';
import { Cluster } from '../test/cluster/harness/cluster';
import startControlPlane from '../test/cluster/harness/global-setup';
import { programBackend } from '../test/cluster/harness/program-backend';
import { stickyRoute } from '../test/cluster/harness/synthesize';
import { Table } from '../test/cluster/harness/table';
import { programs } from './gateway/programs';
import { type Round, round } from './gateway/round';
import { inTurn, median } from './rounds';

const ROUNDS = 20;

/** Envoy has a core to itself, so that it alone limits the requests; it starts as many workers as it has cores. */
const ENVOY_CORE = 0;
const OTHER_CORE = 1;

const routes = {
  'round-robin': { stickiness: Stickiness.none() },
  'round-robin-streaming': { stickiness: Stickiness.none(), streaming: true },
  'endpoint-override': { stickiness: Stickiness.mcp({ mechanism: SessionMechanism.ENDPOINT_OVERRIDE }) },
  envelope: { stickiness: Stickiness.mcp({ mechanism: SessionMechanism.ENVELOPE }) },
};
type Name = keyof typeof routes;
type Turn = Record<Name, Round>;
const names = Object.keys(routes) as Name[];

const trafficPolicy = { loadBalancer: { type: envoygateway.BackendTrafficPolicySpecLoadBalancerType.ROUND_ROBIN } };
const acknowledge = ['circuit-breaker', 'envoy-patch-policy', 'experimental-channel', 'lua'];

async function main(): Promise<void> {
  startOn(OTHER_CORE);
  await startControlPlane();
  startOn(ENVOY_CORE);
  const cluster = await Cluster.start('bench');
  startOn(OTHER_CORE);
  await cluster.replicas('api', 3, { backend: programBackend(programs.backend) });
  for (const name of names) {
    await cluster.apply(stickyRoute(cluster, name, { ...routes[name], trafficPolicy, acknowledge }));
  }
  await turn(cluster, 0);
  const turns: Turn[] = [];
  while (turns.length < ROUNDS) turns.push(await turn(cluster, turns.length));
  print(turns, await Promise.all(names.map((name) => podsOfSession(cluster, name))));
}

/** Programs that are started from now on run on this core. */
function startOn(core: number): void {
  execFileSync('taskset', ['--cpu-list', '--pid', String(core), String(process.pid)]);
}

/** A round of each route. */
async function turn(cluster: Cluster, number: number): Promise<Turn> {
  const rounds = {} as Turn;
  for (const name of inTurn(names, number)) rounds[name] = await round(cluster, `${name}.test`);
  return rounds;
}

/** How many pods answer one session. */
async function podsOfSession(cluster: Cluster, name: Name): Promise<number> {
  const host = `${name}.test`;
  const { headers } = await cluster.request({ host });
  const request = { host, headers: { 'mcp-session-id': String(headers['mcp-session-id']) } };
  return new Set(await cluster.podsOf(Array(30).fill(request))).size;
}

function print(turns: Turn[], pods: number[]): void {
  const figures = ['requests/s', 'p50', 'p99', 'Envoy busy', 'Envoy a request', '× round robin', 'min', 'max'];
  const table = new Table(`${ROUNDS} rounds of each`, ['', 'pods a session', ...figures]);
  for (const [index, name] of names.entries()) {
    const middle = (figure: keyof Round) => median(turns.map((turn) => turn[name][figure]));
    // With Envoy at its limit the ratio of the requests a second; unlike that, it stands what else the machine does.
    const ratios = turns.map((turn) => turn['round-robin'].cost / turn[name].cost);
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

main().then(
  () => process.exit(0),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
