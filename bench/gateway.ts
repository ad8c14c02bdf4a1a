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

const ROUNDS = 30;

/** Envoy has a core to itself, so that it alone limits the requests; it starts as many workers as it has cores. */
const ENVOY_CORE = 0;
const OTHER_CORE = 1;

const configurations = [
  { name: 'round-robin', stickiness: Stickiness.none() },
  { name: 'endpoint-override', stickiness: Stickiness.mcp({ mechanism: SessionMechanism.ENDPOINT_OVERRIDE }) },
  { name: 'envelope', stickiness: Stickiness.mcp({ mechanism: SessionMechanism.ENVELOPE }) },
].map((configuration) => ({ ...configuration, host: `${configuration.name}.test`, rounds: [] as Round[] }));

const columns = [
  '',
  'pods a session',
  'requests/s',
  'p50',
  'p99',
  '× round robin',
  'min',
  'max',
  'Envoy core',
  'other core',
];
const table = new Table(`${ROUNDS} rounds of each`, columns);

async function main(): Promise<void> {
  startOn(OTHER_CORE);
  await startControlPlane();
  startOn(ENVOY_CORE);
  const cluster = await Cluster.start('bench');
  startOn(OTHER_CORE);
  await cluster.replicas('api', 3, { backend: programBackend(programs.backend) });
  for (const { name, stickiness } of configurations) await cluster.apply(manifests(cluster, name, stickiness));

  for (const { host } of configurations) await round(host);
  for (let turn = 0; turn < ROUNDS; turn += 1) {
    for (const { host, rounds } of rotated(configurations, turn)) rounds.push(await round(host));
  }
  for (const { name, host, rounds } of configurations)
    table.add(name, await podsOfSession(cluster, host), ...figures(rounds));
  table.print();
}

/** Programs that are started from now on run on this core. */
function startOn(core: number): void {
  execFileSync('taskset', ['--cpu-list', '--pid', String(core), String(process.pid)]);
}

/** They differ in the stickiness alone: all choose by round robin what no session chooses, and have no request timeout. */
function manifests(cluster: Cluster, name: string, stickiness: Stickiness) {
  const type = envoygateway.BackendTrafficPolicySpecLoadBalancerType.ROUND_ROBIN;
  const acknowledge = ['circuit-breaker', 'envoy-patch-policy', 'experimental-channel', 'lua'];
  return stickyRoute(cluster, name, {
    stickiness,
    trafficPolicy: { loadBalancer: { type } },
    streaming: true,
    acknowledge,
  });
}

function rotated<T>(list: T[], by: number): T[] {
  const first = by % list.length;
  return [...list.slice(first), ...list.slice(0, first)];
}

/** How many pods answer one session. */
async function podsOfSession(cluster: Cluster, host: string): Promise<string> {
  const { headers } = await cluster.request({ host });
  const request = { host, headers: { 'mcp-session-id': String(headers['mcp-session-id']) } };
  return String(new Set(await cluster.podsOf(Array(30).fill(request))).size);
}

function figures(rounds: Round[]): string[] {
  const ratios = rounds.map(({ rate }, index) => rate / (configurations[0]?.rounds[index]?.rate ?? Number.NaN));
  const busy = (core: number) => `${(100 * median(rounds.map(({ cores }) => cores[core] ?? 0))).toFixed(0)} %`;
  return [
    median(rounds.map(({ rate }) => rate)).toFixed(0),
    `${median(rounds.map(({ p50 }) => p50)).toFixed(2)} ms`,
    `${median(rounds.map(({ p99 }) => p99)).toFixed(2)} ms`,
    ...[median(ratios), Math.min(...ratios), Math.max(...ratios)].map((ratio) => ratio.toFixed(3)),
    busy(ENVOY_CORE),
    busy(OTHER_CORE),
  ];
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

main().then(
  () => process.exit(0),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
