/** Synthesis of many routes by the construct, against the same objects made of the imported classes: `npm run bench`. */
import { App, Chart } from 'cdk8s';
import { envoygateway, gatewayapi, Stickiness, StickyGatewayRoute } from 'cdk8s-sticky-gateway-route';

const ROUTES = 5000;
const ROUNDS = 9;

const parentRefs = [{ name: 'public', namespace: 'gateways', sectionName: 'https' }];
const rules = [{ matches: [{ path: { value: '/api' } }], backendRefs: [{ name: 'api', port: 80 }] }];

function byConstruct(chart: Chart, i: number): void {
  const stickiness = Stickiness.header('X-Session-Id');
  new StickyGatewayRoute(chart, `route-${i}`, {
    parentRefs,
    hostnames: [`h${i}.example.com`],
    http: rules,
    stickiness,
  });
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

function milliseconds(make: (chart: Chart, i: number) => void): number {
  const start = process.hrtime.bigint();
  const app = new App();
  const chart = new Chart(app, 'bench', { namespace: 'bench' });
  for (let i = 0; i < ROUTES; i += 1) {
    make(chart, i);
  }
  app.synthYaml();
  return Number(process.hrtime.bigint() - start) / 1e6;
}

const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;

milliseconds(byConstruct);
milliseconds(byImportedClasses);
const pairs = Array.from(
  { length: ROUNDS },
  () => [milliseconds(byConstruct), milliseconds(byImportedClasses)] as const,
);
const perRoute = (times: number[]) => `${((median(times) * 1000) / ROUTES).toFixed(0)} µs a route`;
console.log(`construct         ${perRoute(pairs.map(([a]) => a))}`);
console.log(`imported classes  ${perRoute(pairs.map(([, b]) => b))}`);
console.log(`ratio             ${median(pairs.map(([a, b]) => a / b)).toFixed(3)} (median of ${ROUNDS} pairs)`);
