/** API groups of the objects that routes and policies refer to. */
export const GATEWAY_API_GROUP = 'gateway.networking.k8s.io';
export const ENVOY_GATEWAY_GROUP = 'gateway.envoyproxy.io';

export const ROUTE_KINDS: readonly string[] = ['HTTPRoute', 'GRPCRoute'];
export const POLICY_KIND = 'BackendTrafficPolicy';

/** Kinds of policies that this package does not render, but that may be for its routes. */
export const OTHER_POLICY_KINDS: readonly string[] = ['SecurityPolicy', 'EnvoyExtensionPolicy'];
