import {
  type BackendTrafficPolicySpecLoadBalancer,
  BackendTrafficPolicySpecLoadBalancerType,
} from '../../imports/gateway.envoyproxy.io';

/** The address and port of a pod, as Envoy writes them: a regular expression of RE2. */
export const ADDRESS = '(?:[0-9.]+|\\[[0-9a-f:.]+\\]):[0-9]+';

/** How a request names the pod of its session. */
export interface Pin {
  /** The request header that names it. */
  readonly header: string;

  /** A regular expression of RE2 for the whole header of a request that has a session. */
  readonly pattern: string;

  /** The cookie that the pod is in, where the header is `Cookie`. */
  readonly cookie?: PinCookie;

  /** Whether the server names the session: such a session is lost on another pod, and has long responses. */
  readonly isOfServer: boolean;
}

/** A cookie as browsers tell it from others. */
export interface PinCookie {
  readonly name: string;
  readonly path: string;
  readonly domain?: string;
  readonly secure: boolean;
}

/**
 * The load balancer of a policy that takes the first address in `header` that is a pod of the service.
 *
 * @see https://gateway.envoyproxy.io/docs/api/extension_types/#endpointoverride
 */
export function pinLoadBalancer(header: string): BackendTrafficPolicySpecLoadBalancer {
  return {
    type: BackendTrafficPolicySpecLoadBalancerType.LEAST_REQUEST,
    endpointOverride: { extractFrom: [{ header }] },
  };
}
