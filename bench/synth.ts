/**
 * Synthesis of many routes by the construct, against the same without its checks, and against the same objects made of the
 * imported classes: `npm run bench`.
 */
import { createRequire } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { App, Chart } from 'cdk8s';
import { envoygateway, gatewayapi, Stickiness, StickyGatewayRoute } from 'cdk8s-sticky-gateway-route';

const ROUTES = 5000;
const ROUNDS = 15;

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
const names = Object.keys(series) as Name[];

for (const name of names) series[name]();
const rounds = Array.from({ length: ROUNDS }, (_, round) => {
  // Each comes first, second and last equally often.
  const order = names.map((_, i) => names[(i + round) % names.length] as Name);
  return Object.fromEntries(order.map((name) => [name, series[name]()])) as Record<Name, number>;
});
const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] as number;
for (const name of names) {
  const times = rounds.map((round) => round[name]);
  const least = Math.min(...rounds.map(({ construct }) => construct)) / Math.min(...times);
  const ratio = median(rounds.map((round) => round.construct / round[name]));
  const ratios = `construct ${least.toFixed(3)} times the least, ${ratio.toFixed(3)} in the median round`;
  console.log(`${name.padEnd(16)}  ${Math.min(...times).toFixed(0)} µs a route at the least; ${ratios}`);
}
