import type { ApiObjectMetadata } from 'cdk8s';
import type { BackendTrafficPolicySpec, BackendTrafficPolicySpecTargetRefs } from '../imports/gateway.envoyproxy.io';
import type { EnvoyGatewayVersion } from './envoy-gateway-version';
import type { Stickiness } from './stickiness/stickiness';

/** Properties of a `StickyPolicy`. */
export interface StickyPolicyProps {
  /**
   * Metadata of the policy.
   *
   * @default - the namespace of the chart, which must be that of the routes, and a name composed from the path of the construct
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * The HTTPRoutes and GRPCRoutes, or rules of them by `sectionName`, in the namespace of the policy: at least one.
   *
   * @see https://gateway-api.sigs.k8s.io/geps/gep-713/
   */
  readonly targetRefs: BackendTrafficPolicySpecTargetRefs[];

  /**
   * How clients stay on their pod: `cookie`, `header`, `headers`, `queryParams` or `sourceIp`.
   *
   * All others need header filters in the rules of the route, which a policy cannot add.
   *
   * @default Stickiness.cookie()
   */
  readonly stickiness?: Stickiness;

  /**
   * All other settings of the policy, such as rate limit, retry, timeouts and health checks.
   *
   * @default - none
   * @see https://gateway.envoyproxy.io/docs/api/extension_types/#backendtrafficpolicyspec
   */
  readonly trafficPolicy?: BackendTrafficPolicySpec;

  /**
   * Whether responses are long-lived, such as server-sent events and gRPC streams.
   *
   * Turns off the request timeout, which otherwise cuts a response after 15 s, and raises the idle timeout to 1 h (none before
   * Envoy Gateway 1.8).
   *
   * @default false
   */
  readonly streaming?: boolean;

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
