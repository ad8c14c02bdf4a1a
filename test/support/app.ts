import { ApiObject, App, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { BackendTrafficPolicy, type BackendTrafficPolicySpec } from '../../imports/gateway.envoyproxy.io';
import type { StickyGatewayRoute, StickyGatewayRouteProps } from '../../src';
import { route } from './chart';

export const GATEWAY_API = 'gateway.networking.k8s.io/v1';
export const ENVOY_GATEWAY = 'gateway.envoyproxy.io/v1alpha1';

/** A chart in an app that is as strict as that of a user. */
export function appChart(): Chart {
  return new Chart(new App(), 'test', { namespace: 'shop' });
}

/** The construct `test/route`, whose objects are called `web`. */
export function web(chart: Chart, props: Partial<StickyGatewayRouteProps> = {}): StickyGatewayRoute {
  return route({ metadata: { name: 'web' }, ...props }, chart);
}

/** An object that somebody else makes. */
export function raw(scope: Construct, id: string, apiVersion: string, kind: string, spec: object, metadata = {}) {
  return new ApiObject(scope, id, { apiVersion, kind, metadata: { name: id, ...metadata }, spec });
}

/** What names a route. */
export const targetRef = (name: string, sectionName?: string, kind = 'HTTPRoute') => ({
  group: 'gateway.networking.k8s.io',
  kind,
  name,
  ...(sectionName && { sectionName }),
});

/** A policy that somebody else makes. */
export function policy(scope: Construct, id: string, spec: BackendTrafficPolicySpec, metadata = {}) {
  return new BackendTrafficPolicy(scope, id, { metadata: { name: id, ...metadata }, spec });
}

/** The problems that synthesis reports for the whole app, with the paths as they are written; none where it succeeds. */
export function problemsOfApp(scope: Construct): string[] {
  try {
    App.of(scope).synthYaml();
    return [];
  } catch (error) {
    const [, ...lines] = (error as Error).message.split('\n');
    return lines.map((line) => line.trim());
  }
}

/** What synthesis has said on standard error so far. */
export function linesOf(): string[] {
  return jest.mocked(process.stderr.write).mock.calls.map(([line]) => String(line));
}
