/**
 * Synthesis of many routes by the construct, against the same without its checks, and against the same objects made of the
 * imported classes: in processes that have compiled the code, and in fresh ones from start to end, as `cdk8s synth` starts
 * one: `npm run bench`.
 */
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { App, Chart } from 'cdk8s';
import { envoygateway, gatewayapi, Stickiness, StickyGatewayRoute } from 'cdk8s-sticky-gateway-route';

const ROUTES = 5000;

/** What a process compiles, and when, differs: several say more than many rounds of one. */
const PROCESSES = 5;
const ROUNDS = 6;
const FRESH_ROUNDS = 24;
const WARM = 'warm';

/** What one app leaves behind is not for the next one to clear up. */
setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

/** All checks, those of the app and the warnings among them. */
const checks = createRequire(__filename)('../lib/src/checks/at-synthesis.js');
const { checkAtSynthesis } = checks;

const parentRefs = [{ name: 'public', namespace: 'gateways', sectionName: 'https' }];
const rules = [{ matches: [{ path: { value: '/api' } }], backendRefs: [{ name: 'api', port: 80 }] }];

function byConstruct(chart: Chart, i: number): void {
  const stickiness = Stickiness.header('X-Session-Id');
  const hostnames = [`h${i}.example.com`];
  new StickyGatewayRoute(chart, `route-${i}`, { parentRefs, hostnames, http: rules, stickiness });
}

function byImportedClasses(chart: Chart, i: number): void {
  const spec = { parentRefs, hostnames: [`h${i}.example.com`], rules };
  const route = new gatewayapi.HttpRoute(chart, `route-${i}`, { spec });
  const consistentHash = {
    type: envoygateway.BackendTrafficPolicySpecLoadBalancerConsistentHashType.HEADER,
    header: { name: 'X-Session-Id' },
  };
  new envoygateway.BackendTrafficPolicy(chart, `policy-${i}`, {
    spec: {
      targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: route.name }],
      loadBalancer: { type: envoygateway.BackendTrafficPolicySpecLoadBalancerType.CONSISTENT_HASH, consistentHash },
    },
  });
}

/** Microseconds a route, of an app with so many. */
function cost(make: (chart: Chart, i: number) => void, isChecked: boolean): number {
  checks.checkAtSynthesis = isChecked ? checkAtSynthesis : () => {};
  collectGarbage();
  const start = process.hrtime.bigint();
  const app = new App();
  const chart = new Chart(app, 'bench', { namespace: 'bench' });
  for (let i = 0; i < ROUTES; i += 1) make(chart, i);
  app.synthYaml();
  return Number(process.hrtime.bigint() - start) / 1000 / ROUTES;
}

const series = {
  construct: () => cost(byConstruct, true),
  'without checks': () => cost(byConstruct, false),
  'imported classes': () => cost(byImportedClasses, true),
};
type Name = keyof typeof series;
type Round = Record<Name, number>;
const names = Object.keys(series) as Name[];

/** Rounds in one process, which has compiled everything before them. */
function warmRounds(): Round[] {
  for (const name of names) series[name]();
  return Array.from({ length: ROUNDS }, (_, round) => inTurn(round, (name) => series[name]()));
}

/** Each comes first, second and last equally often. */
function inTurn(round: number, costOf: (name: Name) => number): Round {
  const order = names.map((_, i) => names[(i + round) % names.length] as Name);
  return Object.fromEntries(order.map((name) => [name, costOf(name)])) as Round;
}

/** What this program answers in a process of its own. */
function inProcess<T>(question: string): T {
  const args = [...process.execArgv, __filename, question];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }));
}

/** Microseconds a route that a process of its own takes, with all that it loads. */
function costOfProcess(name: Name): number {
  const start = process.hrtime.bigint();
  inProcess<number>(name);
  return Number(process.hrtime.bigint() - start) / 1000 / ROUTES;
}

function print(title: string, rounds: readonly Round[]): void {
  console.log(`${title}, ${rounds.length} rounds`);
  for (const name of names) {
    const time = median(rounds.map((round) => round[name]));
    const ratio = median(rounds.map((round) => round.construct / round[name]));
    console.log(`  ${name.padEnd(16)}  ${time.toFixed(0)} µs a route; construct ${ratio.toFixed(3)} times that`);
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] as number;
}

const [question] = process.argv.slice(2);
if (question === WARM) {
  console.log(JSON.stringify(warmRounds()));
} else if (question) {
  console.log(JSON.stringify(series[question as Name]()));
} else {
  const processes = Array.from({ length: PROCESSES });
  print(
    'In processes that have compiled the code',
    processes.flatMap(() => inProcess<Round[]>(WARM)),
  );
  print(
    'In a fresh process each, from start to end',
    Array.from({ length: FRESH_ROUNDS }, (_, round) => inTurn(round, costOfProcess)),
  );
}
