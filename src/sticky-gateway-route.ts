import { type ApiObject, type ApiObjectMetadata, Chart } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { BackendTrafficPolicy } from '../imports/gateway.envoyproxy.io';
import { GrpcRoute, HttpRoute, ReferenceGrantV1Beta1 } from '../imports/gateway.networking.k8s.io';

import { synthesisChecks } from './checks/at-synthesis';
import { checkRoute } from './checks/check-route';
import { acknowledge, checkAcknowledgedIds, checkScope } from './findings/acknowledge';
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
 * HTTPRoutes and GRPCRoutes whose clients stay on their pod, with the BackendTrafficPolicies of Envoy Gateway that keep them there.
 *
 * Errors are reported at synthesis, together with those of the whole app.
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
   * @throws for a scope that is no construct, and for an id that does not exist or cannot be acknowledged
   *
   * @example StickyGatewayRoute.acknowledge(app, ['source-ip'])
   */
  public static acknowledge(scope: IConstruct, ids: string[]): void {
    checkScope('StickyGatewayRoute.acknowledge() scope', scope, refuse);
    checkAcknowledgedIds('StickyGatewayRoute.acknowledge() ids', ids, refuse);
    acknowledge(scope, ids);
  }

  /**
   * The HTTPRoutes: one unless hostnames or rules are split, none without `http`.
   *
   * For sessions over several backends, the routes of requests with a session come last, with `-sessions` in their names. The
   * weights of all other routes apply to new sessions, and may be edited in the cluster.
   */
  public readonly httpRoutes: HttpRoute[];

  /** The GRPCRoutes, split like the HTTPRoutes. None without `grpc`. */
  public readonly grpcRoutes: GrpcRoute[];

  /** The policies: those of all routes, then those of single rules. None if there is nothing to set. */
  public readonly policies: BackendTrafficPolicy[];

  /** The ReferenceGrants for backends in other namespaces, each for up to 16 backends. None unless `referenceGrants` is set. */
  public readonly referenceGrants: ReferenceGrantV1Beta1[];

  /** How clients stay on their pod, for all rules without a stickiness of their own. */
  public readonly stickiness: Stickiness;

  private readonly objects: ApiObject[] = [];

  /**
   * @param scope the chart, or a construct in it
   * @param id id of the construct in its scope
   * @param props the rules and their stickiness
   */
  public constructor(scope: Construct, id: string, props: StickyGatewayRouteProps) {
    super(scope, id);
    const input = routeInput(props, Chart.of(this).namespace);
    for (const object of routeObjects(input)) {
      this.add(object, input);
    }
    renderInLine(this, this.objects);

    this.stickiness = input.stickiness;
    this.httpRoutes = this.ofKind('HTTPRoute');
    this.grpcRoutes = this.ofKind('GRPCRoute');
    this.policies = this.ofKind('BackendTrafficPolicy');
    this.referenceGrants = this.ofKind('ReferenceGrant');

    acknowledge(this, input.acknowledge);
    synthesisChecks.add(this, (report) => checkRoute(input, this.objects[0]?.name, report));
  }

  /**
   * Renders this construct's objects after those of the given constructs.
   *
   * @param dependencies the constructs whose objects come first
   */
  public addDependency(...dependencies: IConstruct[]): void {
    this.node.addDependency(...dependencies);
  }

  /** cdk8s takes any ApiObject for an instance of any imported class, so the kind tells them apart. */
  private ofKind<K extends ObjectSpec['kind']>(kind: K): InstanceType<(typeof CLASSES)[K]>[] {
    return this.objects.filter((object) => object.kind === kind) as InstanceType<(typeof CLASSES)[K]>[];
  }

  /** Adds an object to the tree. */
  private add({ kind, id, namespace, annotations, nameOf, specOf, ...origin }: ObjectSpec, input: RouteInput): void {
    const [first] = this.objects;
    const name = first && { name: nameOf(first.name) };
    const spec = specOf(first?.name ?? '');
    const object = new CLASSES[kind](this, id, {
      metadata: { ...annotated(input.metadata, annotations), ...name, ...(namespace !== undefined && { namespace }) },
      spec: spec as never,
    });
    rememberOrigin(object, { construct: this, spec, input, ...origin });
    this.objects.push(object);
  }
}

function annotated(metadata: ApiObjectMetadata | undefined, annotations: ObjectSpec['annotations']): ApiObjectMetadata {
  return annotations && Object.keys(annotations).length > 0
    ? { ...metadata, annotations: { ...annotations, ...metadata?.annotations } }
    : { ...metadata };
}
