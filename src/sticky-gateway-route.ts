import { type ApiObject, Chart } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { BackendTrafficPolicy } from '../imports/gateway.envoyproxy.io';
import { GrpcRoute, HttpRoute, ReferenceGrantV1Beta1 } from '../imports/gateway.networking.k8s.io';

import { synthesisChecks } from './checks/at-synthesis';
import { checkRoute } from './checks/check-route';
import { acknowledge, checkAcknowledgedIds } from './findings/acknowledge';
import { refuse } from './findings/refuse';
import { type RouteInput, routeInput } from './input/route-input';
import { renderInLine } from './objects/in-line';
import type { ObjectSpec } from './objects/object-spec';
import { rememberOrigin } from './objects/origin';
import { routeObjects } from './objects/route-objects';
import type { Stickiness } from './stickiness/stickiness';
import type { StickyGatewayRouteProps } from './sticky-gateway-route-props';

/** The imported class of each kind. */
const CLASSES = {
  HTTPRoute: HttpRoute,
  GRPCRoute: GrpcRoute,
  BackendTrafficPolicy,
  ReferenceGrant: ReferenceGrantV1Beta1,
};

/**
 * HTTPRoutes and GRPCRoutes whose clients stay on their pod, with the BackendTrafficPolicy of Envoy Gateway that keeps them there.
 *
 * Problems in the properties are reported at synthesis, together with all others of the app.
 *
 * @example
 *
 * new StickyGatewayRoute(chart, 'api', {
 *   parentRefs: [{ name: 'public', namespace: 'gateways', sectionName: 'https' }],
 *   hostnames: ['api.example.com'],
 *   http: [{ backendRefs: [{ name: 'api', port: 80 }] }],
 *   stickiness: Stickiness.header('X-Session-Id'),
 * });
 *
 * @see https://gateway.envoyproxy.io/docs/tasks/traffic/load-balancing/
 */
export class StickyGatewayRoute extends Construct {
  /**
   * Acknowledges findings for all constructs of this package in an app, a chart or any other scope, so that they are no longer
   * reported.
   *
   * @param scope the construct in which they are acknowledged
   * @param ids ids of warnings, and of the errors that can be acknowledged: docs/findings.md
   *
   * @throws for an id that does not exist or cannot be acknowledged
   *
   * @example StickyGatewayRoute.acknowledge(app, ['source-ip'])
   */
  public static acknowledge(scope: IConstruct, ids: string[]): void {
    checkAcknowledgedIds('StickyGatewayRoute.acknowledge() ids', ids, refuse);
    acknowledge(scope, ids);
  }

  /**
   * The HTTPRoutes, one unless hostnames or rules are split; none without `http`.
   *
   * Where sessions are kept over several backends, the routes for requests with a session come last: their names end in
   * `-sessions`. The weights of all others are for new sessions, and may be edited in the cluster.
   */
  public readonly httpRoutes: HttpRoute[];

  /** The GRPCRoutes, as the HTTPRoutes; none without `grpc`. */
  public readonly grpcRoutes: GrpcRoute[];

  /** The traffic policies: those of all routes, then those of single rules; none where there is nothing to set. */
  public readonly policies: BackendTrafficPolicy[];

  /** ReferenceGrants for backends in other namespaces, up to 16 backends each; none unless `referenceGrants` is set. */
  public readonly referenceGrants: ReferenceGrantV1Beta1[];

  /** What ties a client to its pod, for all rules without a stickiness of their own. */
  public readonly stickiness: Stickiness;

  private readonly objects: ApiObject[] = [];

  public constructor(scope: Construct, id: string, props: StickyGatewayRouteProps) {
    super(scope, id);
    const input = routeInput(props, Chart.of(this).namespace);
    for (const object of routeObjects(input)) {
      this.add(object, input);
    }
    renderInLine(this, this.objects);

    this.stickiness = input.stickiness;
    this.httpRoutes = this.objects.filter((object) => object instanceof HttpRoute);
    this.grpcRoutes = this.objects.filter((object) => object instanceof GrpcRoute);
    this.policies = this.objects.filter((object) => object instanceof BackendTrafficPolicy);
    this.referenceGrants = this.objects.filter((object) => object instanceof ReferenceGrantV1Beta1);

    acknowledge(this, input.acknowledge);
    synthesisChecks.add(this, (report) => checkRoute(input, this.objects[0]?.name, report));
  }

  /**
   * Renders this construct's objects after those of the given constructs.
   *
   * @param dependencies the constructs to come first
   */
  public addDependency(...dependencies: IConstruct[]): void {
    this.node.addDependency(...dependencies);
  }

  /** Adds an object to the tree. */
  private add({ kind, id, namespace, nameOf, specOf, ...origin }: ObjectSpec, { metadata }: RouteInput): void {
    const [first] = this.objects;
    const name = first && { name: nameOf(first.name) };
    const spec = specOf(first?.name ?? '');
    const object = new CLASSES[kind](this, id, {
      metadata: { ...metadata, ...name, ...(namespace !== undefined && { namespace }) },
      spec: spec as never,
    });
    rememberOrigin(object, { construct: this, spec, ...origin });
    this.objects.push(object);
  }
}
