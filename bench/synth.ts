/**
 * Synthesis of many routes by the construct, against the same without its checks, and against the same objects made of the
 * imported classes: `npm run bench`.
 */
import { App, Chart } from 'cdk8s';
import { envoygateway, gatewayapi, Stickiness, StickyGatewayRoute } from 'cdk8s-sticky-gateway-route';

const ROUTES = 5000;
const ROUNDS = 15;

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
  const app = new App();
  const chart = new Chart(app, 'bench', { namespace: 'bench' });
  const made = microseconds(() => {
    for (let i = 0; i < ROUTES; i += 1) make(chart, i);
  });
  if (!isChecked) {
    for (const { node } of app.node.findAll()) node.validate = () => [];
  }
  return (made + microseconds(() => app.synthYaml())) / ROUTES;
}

function microseconds(run: () => void): number {
  const start = process.hrtime.bigint();
  run();
  return Number(process.hrtime.bigint() - start) / 1000;
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] as number;

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
for (const name of names) {
  const ratios = rounds.map((round) => round.construct / round[name]);
  const [time, ratio] = [median(rounds.map((round) => round[name])), median(ratios)];
  console.log(`${name.padEnd(16)}  ${time.toFixed(0)} µs a route, construct ${ratio.toFixed(3)} times that`);
}
