import { ApiObject, App, Chart } from 'cdk8s';
import { StickyGatewayRoute, type StickyGatewayRouteProps } from '../../src';
import { brief, messagesOfApp, printedWarnings } from '../support/findings';

/** Properties as users pass them, of whatever type. */
export type Props = Partial<Record<keyof StickyGatewayRouteProps, unknown>>;

/** An object that the app defines besides the construct. */
export type Other = (chart: Chart) => void;

const WEB = {
  metadata: { name: 'web' },
  parentRefs: [{ name: 'public', namespace: 'gateways', sectionName: 'https' }],
  http: [{ backendRefs: [{ name: 'web', port: 80 }] }],
};

/** A chart with the construct `web` and other objects, in the namespace `shop`. */
export function webChart(props: Props, others: readonly Other[] = []): Chart {
  const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
  new StickyGatewayRoute(chart, 'web', { ...WEB, ...props } as StickyGatewayRouteProps);
  for (const add of others) {
    add(chart);
  }
  return chart;
}

/** The errors and warnings of an app with the construct `web`, each as `<id> <property>`. */
export function findingsOf(props: Props, ...others: Other[]): string[] {
  return findingsOfChart(webChart(props, others));
}

export function findingsOfChart(chart: Chart): string[] {
  const before = printedWarnings().length;
  const errors = messagesOfApp(chart).map(brief);
  return [...errors, ...printedWarnings().slice(before).map(brief)];
}

export function object(
  apiVersion: string,
  kind: string,
  metadata: { readonly name: string; readonly namespace?: string; readonly [field: string]: unknown },
  spec: object = {},
): Other {
  return (chart) => {
    new ApiObject(chart, `${kind}-${metadata.namespace ?? ''}-${metadata.name}`, {
      apiVersion,
      kind,
      metadata: metadata as never,
      spec,
    });
  };
}

const GATEWAY_API = 'gateway.networking.k8s.io/v1';
const ENVOY_GATEWAY = 'gateway.envoyproxy.io/v1alpha1';

export const https = {
  name: 'https',
  port: 443,
  protocol: 'HTTPS',
  allowedRoutes: { namespaces: { from: 'All' } },
};

export const gateway = (spec: object = {}, namespace = 'gateways') =>
  object(
    GATEWAY_API,
    'Gateway',
    { name: 'public', namespace },
    { gatewayClassName: 'eg', listeners: [https], ...spec },
  );

export const route = (name: string, spec: object) => object(GATEWAY_API, 'HTTPRoute', { name }, spec);

export const toGateway = { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'public' };
export const toRoute = (name: string, sectionName?: string) => ({
  group: 'gateway.networking.k8s.io',
  kind: 'HTTPRoute',
  name,
  ...(sectionName !== undefined && { sectionName }),
});

/** A BackendTrafficPolicy for the Gateway. */
export const gatewayPolicy = (spec: object) =>
  object(
    ENVOY_GATEWAY,
    'BackendTrafficPolicy',
    { name: 'platform', namespace: 'gateways' },
    { targetRefs: [toGateway], ...spec },
  );

export const policy = (name: string, spec: object) => object(ENVOY_GATEWAY, 'BackendTrafficPolicy', { name }, spec);

export const clientPolicy = (spec: object) =>
  object(
    ENVOY_GATEWAY,
    'ClientTrafficPolicy',
    { name: 'clients', namespace: 'gateways' },
    { targetRefs: [toGateway], ...spec },
  );

export const envoyProxy = (spec: object) =>
  object(ENVOY_GATEWAY, 'EnvoyProxy', { name: 'proxy', namespace: 'gateways' }, spec);

export const backend = (name: string, spec: object) => object(ENVOY_GATEWAY, 'Backend', { name }, spec);

export const service = (name: string, spec: object = {}, metadata: object = {}) =>
  object('v1', 'Service', { name, ...metadata }, { ports: [{ port: 80 }], ...spec });
