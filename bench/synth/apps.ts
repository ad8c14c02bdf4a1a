import { App, Chart } from 'cdk8s';
import { envoygateway, gatewayapi, Stickiness, StickyGatewayRoute } from 'cdk8s-sticky-gateway-route';
import { synthesisChecks } from 'cdk8s-sticky-gateway-route/lib/src/checks/at-synthesis';

export const ROUTES = 5000;

/** Adds all checks, including those of the app and the warnings. */
const { add: addChecks } = synthesisChecks;
const addNothing = () => undefined;

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

function appOf(make: (chart: Chart, i: number) => void, isChecked: boolean): App {
  synthesisChecks.add = isChecked ? addChecks : addNothing;
  const app = new App();
  const chart = new Chart(app, 'bench', { namespace: 'bench' });
  for (let i = 0; i < ROUTES; i += 1) {
    make(chart, i);
  }
  return app;
}

/** The apps to compare, by their printed names. */
export const apps = {
  construct: () => appOf(byConstruct, true),
  'without checks': () => appOf(byConstruct, false),
  'imported classes': () => appOf(byImportedClasses, true),
};
export type Name = keyof typeof apps;
export const names = Object.keys(apps) as Name[];
