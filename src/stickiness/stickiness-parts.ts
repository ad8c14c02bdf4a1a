import type { BackendTrafficPolicySpecLoadBalancer } from '../../imports/gateway.envoyproxy.io';
import type { HttpRouteSpecRulesSessionPersistence } from '../../imports/gateway.networking.k8s.io';

/** What a stickiness puts into the objects of a construct. */
export interface StickinessParts {
  /** For the traffic policy. */
  readonly loadBalancer?: BackendTrafficPolicySpecLoadBalancer;

  /** The hashes to be tried in order, where there are several. */
  readonly members?: readonly StickinessParts[];

  /** For each rule of an HTTPRoute. */
  readonly sessionPersistence?: HttpRouteSpecRulesSessionPersistence;

  /** The header in which servers name sessions; their responses are streams, unless the author says otherwise. */
  readonly sessionHeader?: string;

  /** The header in which each rule tells the code which pod answers; neither clients nor servers see it. */
  readonly endpointHeader?: string;

  /** The code of the extension policy. */
  readonly lua?: string;

  /** What the patch policy does to each route in Envoy. */
  readonly routePatch?: RoutePatch;
}

/** A member that routes get in Envoy's configuration, in the place of what is there. */
export interface RoutePatch {
  /** JSON pointer from the route. */
  readonly path: string;
  readonly value: unknown;
}
