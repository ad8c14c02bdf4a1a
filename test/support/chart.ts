import { App, Chart, Testing } from 'cdk8s';
import { StickyGatewayRoute, type StickyGatewayRouteProps } from '../../src';

/** A Gateway and a backend, for tests that are about something else. */
export const PARENT_REFS = [{ name: 'public', namespace: 'gateways' }];
export const HTTP = [{ backendRefs: [{ name: 'api', port: 80 }] }];
/** The matches of a second rule, which has to have other ones than the first. */
export const OTHERS = [{ path: { value: '/other' } }];
/** A gRPC rule without it would be equal to an HTTP rule without matches. */
export const QUOTES = [{ method: { service: 'desk.v1.Quotes' } }];
export const GRPC = [{ matches: QUOTES, backendRefs: [{ name: 'api', port: 50051 }] }];

export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Record<string, string> };
  // biome-ignore lint/suspicious/noExplicitAny: what was synthesized, of any kind
  readonly spec: any;
}

export function testChart(): Chart {
  return new Chart(Testing.app(), 'test', { namespace: 'shop' });
}

export function route(props: Partial<StickyGatewayRouteProps> = {}, chart = testChart()): StickyGatewayRoute {
  return new StickyGatewayRoute(chart, 'route', { parentRefs: PARENT_REFS, http: HTTP, ...props });
}

/** What a chart with this one construct renders. */
export function manifestsOf(props: Partial<StickyGatewayRouteProps> = {}): Manifest[] {
  const chart = testChart();
  route(props, chart);
  return Testing.synth(chart);
}

export function manifestsOfKind(kind: string, props: Partial<StickyGatewayRouteProps> = {}): Manifest[] {
  return manifestsOf(props).filter((manifest) => manifest.kind === kind);
}

/** The problems that synthesis reports for this one construct, without the path in front; none where it succeeds. */
export function problemsOf(props: Partial<StickyGatewayRouteProps>): string[] {
  const app = new App();
  route(props, new Chart(app, 'test', { namespace: 'shop' }));
  try {
    app.synthYaml();
    return [];
  } catch (error) {
    const [, ...lines] = (error as Error).message.split('\n');
    return lines.map((line) => line.replace('  [test/route] ', ''));
  }
}
