import type { ApiObjectMetadata } from 'cdk8s';
import type { BackendTrafficPolicySpec } from '../imports/gateway.envoyproxy.io';
import type {
  GrpcRouteSpecRules,
  HttpRouteSpecParentRefs,
  HttpRouteSpecRules,
} from '../imports/gateway.networking.k8s.io';
import type { EnvoyGatewayVersion } from './envoy-gateway-version';
import type { Stickiness } from './stickiness/stickiness';

/** Properties of a `StickyGatewayRoute`. */
export interface StickyGatewayRouteProps {
  /**
   * Metadata of every object of the construct.
   *
   * The first object gets the `name`, a DNS subdomain of at most 253 characters; the others are named after it.
   *
   * @default - the namespace of the chart, and a name composed from the path of the construct
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * The Gateways that the routes attach to, or listeners of them: 1 to 32.
   *
   * @see https://gateway-api.sigs.k8s.io/reference/spec/#parentreference
   */
  readonly parentRefs: HttpRouteSpecParentRefs[];

  /**
   * Hostnames that the routes serve. More than 16 are split over several routes.
   *
   * @default - the hostnames of the listeners
   * @see https://gateway-api.sigs.k8s.io/reference/spec/#hostname
   */
  readonly hostnames?: string[];

  /**
   * Rules for HTTP requests. More than 16, or more than 127 matches, are split over several HTTPRoutes.
   *
   * @default - none; then `grpc` needs a rule
   * @see https://gateway-api.sigs.k8s.io/reference/spec/#httprouterule
   */
  readonly http?: HttpRouteSpecRules[];

  /**
   * Rules for gRPC requests. More than 16, or more than 127 matches, are split over several GRPCRoutes.
   *
   * @default - none; then `http` needs a rule
   * @see https://gateway-api.sigs.k8s.io/reference/spec/#grpcrouterule
   */
  readonly grpc?: GrpcRouteSpecRules[];

  /**
   * How clients stay on their pod, for all rules that `ruleStickiness` does not name.
   *
   * @default Stickiness.cookie()
   */
  readonly stickiness?: Stickiness;

  /**
   * Stickiness of single rules, by the `name` of the rule.
   *
   * Such a rule gets a policy of its own, which replaces that of the route and includes `trafficPolicy` as well.
   *
   * @default - none
   */
  readonly ruleStickiness?: { [ruleName: string]: Stickiness };

  /**
   * All other settings of the policy of the routes, such as rate limit, retry, timeouts and health checks.
   *
   * Envoy Gateway applies one policy per route: this one replaces that of the Gateway unless `mergeType` is set. The construct
   * sets the targets, and `loadBalancer` must not contradict the stickiness.
   *
   * @default - none
   * @see https://gateway.envoyproxy.io/docs/api/extension_types/#backendtrafficpolicyspec
   */
  readonly trafficPolicy?: BackendTrafficPolicySpec;

  /**
   * Whether responses are long-lived, such as server-sent events and gRPC streams.
   *
   * Turns off the request timeout, which otherwise cuts a response after 15 s, and raises the idle timeout to 1 h (none before
   * Envoy Gateway 1.8). An idle timeout in `trafficPolicy` wins; a request timeout there or in a rule is an error.
   *
   * @default - true for rules with `Stickiness.serverSession()` or `Stickiness.mcp()`, where a request timeout in
   * `trafficPolicy` wins; false for all others
   */
  readonly streaming?: boolean;

  /**
   * Whether to add the ReferenceGrants that backends in other namespaces need, one in each of these namespaces.
   *
   * Without it a backend in another namespace is an error, unless a ReferenceGrant of the app allows it.
   *
   * @default false
   * @see https://gateway-api.sigs.k8s.io/api-types/referencegrant/
   */
  readonly referenceGrants?: boolean;

  /**
   * Ids of findings that are no longer reported for this construct. An unknown id is an error.
   *
   * `StickyGatewayRoute.acknowledge()` does the same for a chart or an app.
   *
   * @default - none
   */
  readonly acknowledge?: string[];

  /**
   * The Envoy Gateway that the cluster runs. Using a field that its CRDs lack is an error.
   *
   * @default - the newest that this package knows
   */
  readonly target?: EnvoyGatewayVersion;
}
