import { Chart, Testing } from 'cdk8s';
import { StickyGatewayRoute, type StickyGatewayRouteProps } from '../../src';

/** A parent and a rule, for tests of something else. */
export const PARENT_REFS = [{ name: 'public', namespace: 'gateways' }];
export const HTTP = [{ backendRefs: [{ name: 'api', port: 80 }] }];
/** Matches for a second rule, which must differ from those of the first. */
export const OTHERS = [{ path: { value: '/other' } }];
/** Matches for a gRPC rule: without them it would match the same requests as an HTTP rule without matches. */
export const QUOTES = [{ method: { service: 'desk.v1.Quotes' } }];
export const GRPC = [{ matches: QUOTES, backendRefs: [{ name: 'api', port: 50051 }] }];

/** Backends `v0`, `v1` and so on with these weights; `undefined` leaves a weight out. */
export function backends(...weights: (number | undefined)[]) {
  return weights.map((weight, i) => ({ name: `v${i}`, port: 80, ...(weight !== undefined && { weight }) }));
}

export function hosts(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `h${i}.example.com`);
}

/** The rule `name` for the path of the same name. */
export function pathRule(name: string) {
  return { name, matches: [{ path: { value: `/${name}` } }], backendRefs: [{ name: 'api', port: 80 }] };
}

/** The rules `rule-0`, `rule-1` and so on, each for a path of its own. */
export function pathRules(count: number) {
  return Array.from({ length: count }, (_, i) => pathRule(`rule-${i}`));
}

export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Record<string, string> };
  // biome-ignore lint/suspicious/noExplicitAny: of any kind
  readonly spec: any;
}

export function testChart(): Chart {
  return new Chart(Testing.app(), 'test', { namespace: 'shop' });
}

export function route(props: Partial<StickyGatewayRouteProps> = {}, chart = testChart()): StickyGatewayRoute {
  return new StickyGatewayRoute(chart, 'route', { parentRefs: PARENT_REFS, http: HTTP, ...props });
}

/** The manifests of a chart with this one construct. */
export function manifestsOf(props: Partial<StickyGatewayRouteProps> = {}): Manifest[] {
  const chart = testChart();
  route(props, chart);
  return Testing.synth(chart);
}

export function manifestsOfKind(kind: string, props: Partial<StickyGatewayRouteProps> = {}): Manifest[] {
  return manifestsOf(props).filter((manifest) => manifest.kind === kind);
}
