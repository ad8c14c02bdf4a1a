import type { ApiObjectMetadata } from 'cdk8s';
import type { BackendTrafficPolicySpec, BackendTrafficPolicySpecTargetRefs } from '../imports/gateway.envoyproxy.io';
import type { EnvoyGatewayVersion } from './envoy-gateway-version';
import type { Stickiness } from './stickiness/stickiness';

/** Which routes a `StickyPolicy` is for, and what keeps a client on its pod. */
export interface StickyPolicyProps {
  /**
   * Metadata of the policy.
   *
   * @default - the namespace of the chart, which must be that of the routes, and a name made from the construct's path
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * The HTTPRoutes and GRPCRoutes, or rules of them by `sectionName`: 1 to 16, in the namespace of the policy.
   *
   * @see https://gateway-api.sigs.k8s.io/geps/gep-713/
   */
  readonly targetRefs: BackendTrafficPolicySpecTargetRefs[];

  /**
   * What ties a client to its pod: `cookie`, `header`, `headers`, `queryParams` or `sourceIp`.
   *
   * All others need header filters in the rules of the route, which a policy cannot add.
   *
   * @default Stickiness.cookie()
   */
  readonly stickiness?: Stickiness;

  /**
   * Everything else for the policy: rate limit, retry, timeouts, health checks and so on.
   *
   * @default - none
   * @see https://gateway.envoyproxy.io/docs/api/extension_types/#backendtrafficpolicyspec
   */
  readonly trafficPolicy?: BackendTrafficPolicySpec;

  /**
   * Whether responses are long-lived, such as server-sent events and gRPC streams.
   *
   * Turns off the request timeout, which otherwise cuts a response after 15 s, and lets a stream be silent for 1 h, or without
   * limit before Envoy Gateway 1.8.
   *
   * @default false
   */
  readonly streaming?: boolean;

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
