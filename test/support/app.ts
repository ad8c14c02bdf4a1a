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

/** An object that no construct of this package makes. */
export function raw(scope: Construct, id: string, apiVersion: string, kind: string, spec: object, metadata = {}) {
  return new ApiObject(scope, id, { apiVersion, kind, metadata: { name: id, ...metadata }, spec });
}

/** A reference of a policy to a route, or to one of its rules. */
export const targetRef = (name: string, sectionName?: string, kind = 'HTTPRoute') => ({
  group: 'gateway.networking.k8s.io',
  kind,
  name,
  ...(sectionName && { sectionName }),
});

/** A policy that no construct of this package makes. */
export function policy(scope: Construct, id: string, spec: BackendTrafficPolicySpec, metadata = {}) {
  return new BackendTrafficPolicy(scope, id, { metadata: { name: id, ...metadata }, spec });
}
