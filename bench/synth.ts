/**
 * What the checks add to the synthesis of many routes, and what the construct costs against the same objects made of the
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

/** Microseconds a route. */
interface Cost {
  /** Without the checks. */
  readonly synthesis: number;
  readonly checks: number;
}

/** The checks of a construct, which it makes when it is made; those of the app come at synthesis. */
const ofConstruct = createRequire(__filename)('../lib/src/checks/at-synthesis.js');
const { checkAtSynthesis } = ofConstruct;
let inConstruct = 0;
ofConstruct.checkAtSynthesis = (...args: unknown[]) => {
  inConstruct += microseconds(() => checkAtSynthesis(...args));
};

/** Of an app with so many routes, whose checks are timed apart from the rest. */
function costOf(make: (chart: Chart, i: number) => void): Cost {
  collectGarbage();
  inConstruct = 0;
  const app = new App();
  const chart = new Chart(app, 'bench', { namespace: 'bench' });
  const made = microseconds(() => {
    for (let i = 0; i < ROUTES; i += 1) make(chart, i);
  });
  const inApp = microseconds(() => app.node.validate());
  app.node.validate = () => [];
  const rendered = microseconds(() => app.synthYaml());
  return { synthesis: (made - inConstruct + rendered) / ROUTES, checks: (inConstruct + inApp) / ROUTES };
}

function microseconds(run: () => void): number {
  const start = process.hrtime.bigint();
  run();
  return Number(process.hrtime.bigint() - start) / 1000;
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] as number;

costOf(byConstruct);
costOf(byImportedClasses);
const rounds = Array.from({ length: ROUNDS }, (_, round) => {
  const both = [byConstruct, byImportedClasses];
  // Each comes first equally often.
  const [first, second] = (round % 2 ? both.reverse() : both).map(costOf) as [Cost, Cost];
  const [construct, imported] = round % 2 ? [second, first] : [first, second];
  return { construct, imported: imported.synthesis + imported.checks };
});
const costs = rounds.map(({ construct: { synthesis, checks }, imported }) => ({
  checks,
  synthesis,
  ofChecks: (synthesis + checks) / synthesis,
  ofConstruct: (synthesis + checks) / imported,
}));
const middle = (name: keyof (typeof costs)[number]) => median(costs.map((cost) => cost[name]));
console.log(`checks     ${middle('checks').toFixed(1)} µs a route on top of ${middle('synthesis').toFixed(0)} µs`);
console.log(`           ${middle('ofChecks').toFixed(3)} times the synthesis without them`);
console.log(`construct  ${middle('ofConstruct').toFixed(3)} times the imported classes, checks included`);
