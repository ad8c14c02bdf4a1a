import {
  type BackendTrafficPolicySpec,
  type BackendTrafficPolicySpecLoadBalancer,
  BackendTrafficPolicySpecLoadBalancerType,
  type BackendTrafficPolicySpecRetry,
  BackendTrafficPolicySpecRetryRetryOnTriggers,
  type BackendTrafficPolicySpecTimeout,
} from '../../imports/gateway.envoyproxy.io';
import type { EnvoyGatewayVersion } from '../envoy-gateway-version';
import type { Stickiness } from '../stickiness/stickiness';

/** What may place the first request of a session, whose others go to its pod. */
export const FALLBACK_TYPES: readonly string[] = [
  BackendTrafficPolicySpecLoadBalancerType.LEAST_REQUEST,
  BackendTrafficPolicySpecLoadBalancerType.ROUND_ROBIN,
  BackendTrafficPolicySpecLoadBalancerType.RANDOM,
];

const STREAM_IDLE_TIMEOUT_SINCE = '1.8';

/** Request timeout of a streaming route: none. */
export const STREAMING_REQUEST_TIMEOUT = '0s';

/** How long a stream of a streaming route may be silent. */
export const STREAMING_IDLE_TIMEOUT = '1h';

/**
 * What a session is retried after: Envoy sends it to its pod as long as that is listed, healthy or not, and a pod that has
 * crashed refuses the connection. Another one then takes the client, or answers that it does not know the session, upon which
 * clients begin a new one; a 503 would not tell them. It costs 3 % of Envoy's time (npm run bench:gateway).
 */
const SESSION_RETRY: BackendTrafficPolicySpecRetry = {
  numRetries: 2,
  retryOn: { triggers: [BackendTrafficPolicySpecRetryRetryOnTriggers.CONNECT_HYPHEN_FAILURE] },
};

/** Whether a retry is only for connections that failed, where no pod has seen the request. */
export function isAfterConnectFailure({ retryOn }: BackendTrafficPolicySpecRetry): boolean {
  const triggers = retryOn?.triggers ?? [];
  return triggers.length === 1 && triggers[0] === BackendTrafficPolicySpecRetryRetryOnTriggers.CONNECT_HYPHEN_FAILURE;
}

/** What all policies of one construct have in common, as its author wrote it. */
export interface TrafficPolicySource {
  readonly trafficPolicy?: BackendTrafficPolicySpec;
  readonly streaming?: boolean;
  readonly target: EnvoyGatewayVersion;
}

/** What a policy says besides its targets; empty where nothing is to be set. */
export function trafficPolicySettings(stickiness: Stickiness, source: TrafficPolicySource): BackendTrafficPolicySpec {
  const { loadBalancer: written, ...settings } = source.trafficPolicy ?? {};
  const loadBalancer = combinedLoadBalancer(stickiness, written);
  const { pin } = stickiness._parts;
  const streams = source.streaming ?? pin?.isOfServer ?? false;
  const timeout = streams ? streamingTimeout(settings.timeout, source.target) : settings.timeout;
  return {
    ...(pin && { retry: SESSION_RETRY }),
    ...settings,
    ...(loadBalancer && { loadBalancer }),
    ...(timeout && { timeout }),
  };
}

/** The stickiness's load balancer with what is written besides, or what is written where the stickiness has none. */
function combinedLoadBalancer(
  { _parts: { loadBalancer: own } }: Stickiness,
  written: BackendTrafficPolicySpecLoadBalancer | undefined,
): BackendTrafficPolicySpecLoadBalancer | undefined {
  const hashes = written?.type === BackendTrafficPolicySpecLoadBalancerType.CONSISTENT_HASH;
  if (own?.endpointOverride) {
    return written && FALLBACK_TYPES.includes(written.type) ? { ...own, type: written.type } : own;
  }
  if (own) {
    return hashes ? { ...written, ...own } : own;
  }
  return hashes ? undefined : written;
}

/** Envoy Gateway without a stream idle timeout in its policy turns that off together with the request timeout. */
function streamingTimeout(
  timeout: BackendTrafficPolicySpecTimeout | undefined,
  target: EnvoyGatewayVersion,
): BackendTrafficPolicySpecTimeout {
  const idle = target._has(STREAM_IDLE_TIMEOUT_SINCE) ? { streamIdleTimeout: STREAMING_IDLE_TIMEOUT } : {};
  return { ...timeout, http: { requestTimeout: STREAMING_REQUEST_TIMEOUT, ...idle, ...timeout?.http } };
}
