import type { ApiObjectMetadata } from 'cdk8s';
import type { BackendTrafficPolicySpec } from '../imports/gateway.envoyproxy.io';
import type {
  GrpcRouteSpecRules,
  HttpRouteSpecParentRefs,
  HttpRouteSpecRules,
} from '../imports/gateway.networking.k8s.io';
import type { EnvoyGatewayVersion } from './envoy-gateway-version';
import type { Stickiness } from './stickiness/stickiness';

/** What a `StickyGatewayRoute` routes, and what keeps a client on its pod. */
export interface StickyGatewayRouteProps {
  /**
   * Metadata of every object that the construct makes; `name`, a DNS subdomain of at most 253 characters, is the base name.
   *
   * @default - the namespace of the chart, and a name made from the construct's path
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * The Gateways, or listeners of them, that the routes attach to: 1 to 32.
   *
   * @see https://gateway-api.sigs.k8s.io/reference/spec/#parentreference
   */
  readonly parentRefs: HttpRouteSpecParentRefs[];

  /**
   * The hostnames that the routes serve; more than 16 are split over several routes.
   *
   * @default - those of the listeners
   */
  readonly hostnames?: string[];

  /**
   * The rules for HTTP requests; more than 16, or than 127 matches in all, are split over several HTTPRoutes.
   *
   * @default - none: then `grpc` needs a rule
   * @see https://gateway-api.sigs.k8s.io/reference/spec/#httprouterule
   */
  readonly http?: HttpRouteSpecRules[];

  /**
   * The rules for gRPC requests; more than 16, or than 127 matches in all, are split over several GRPCRoutes.
   *
   * @default - none: then `http` needs a rule
   * @see https://gateway-api.sigs.k8s.io/reference/spec/#grpcrouterule
   */
  readonly grpc?: GrpcRouteSpecRules[];

  /**
   * What ties a client to its pod, for all rules that `ruleStickiness` does not name.
   *
   * @default Stickiness.cookie()
   */
  readonly stickiness?: Stickiness;

  /**
   * Another stickiness for single rules, by the `name` of the rule.
   *
   * Such a rule has a policy of its own, which replaces the route's, so it repeats what `trafficPolicy` says.
   *
   * @default - none
   */
  readonly ruleStickiness?: { [ruleName: string]: Stickiness };

  /**
   * Everything else for the policy of the routes: rate limit, retry, timeouts, health checks and so on.
   *
   * Envoy Gateway applies one policy per route, and drops the Gateway's for it unless `mergeType` is set here. The construct
   * sets the targets, and `loadBalancer` must not contradict the stickiness.
   *
   * @default - none
   * @see https://gateway.envoyproxy.io/docs/api/extension_types/#backendtrafficpolicyspec
   */
  readonly trafficPolicy?: BackendTrafficPolicySpec;

  /**
   * Whether responses are long-lived, such as server-sent events and gRPC streams.
   *
   * Turns off the request timeout, which otherwise cuts a response after 15 s, and lets a stream be silent for 1 h, or without
   * limit before Envoy Gateway 1.8. What
   * `trafficPolicy` says of the idle timeout wins; a request timeout there or in a rule is an error.
   *
   * @default - true for rules with `Stickiness.serverSession()` or `Stickiness.mcp()`, where a request timeout in
   * `trafficPolicy` wins; false for all others
   */
  readonly streaming?: boolean;

  /**
   * Whether to make the ReferenceGrants, too, that backends in other namespaces need: one in each of these namespaces.
   *
   * Without it a backend in another namespace is an error, unless a ReferenceGrant of the app allows it.
   *
   * @default false
   * @see https://gateway-api.sigs.k8s.io/api-types/referencegrant/
   */
  readonly referenceGrants?: boolean;

  /**
   * Ids of warnings to silence. An unknown id is an error.
   *
   * @default - none: each warning is a line on standard error at synthesis, and metadata of the construct
   */
  readonly acknowledge?: string[];

  /**
   * The Envoy Gateway that the cluster runs; using a field that its CRDs lack is an error.
   *
   * @default EnvoyGatewayVersion.V1_9
   */
  readonly target?: EnvoyGatewayVersion;
}
