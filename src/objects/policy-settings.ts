import {
  type BackendTrafficPolicySpec,
  type BackendTrafficPolicySpecLoadBalancer,
  BackendTrafficPolicySpecLoadBalancerType,
  type BackendTrafficPolicySpecRetry,
  BackendTrafficPolicySpecRetryRetryOnTriggers,
  type BackendTrafficPolicySpecTimeout,
} from '../../imports/gateway.envoyproxy.io';
import { itemsOf } from '../collections';
import type { EnvoyGatewayVersion } from '../envoy-gateway-version';
import type { CommonInput } from '../input/common-input';
import { isResolvable } from '../schema/resolvable';
import type { StickinessPlan } from '../stickiness/plan';

/** Load balancers that may choose the pod of a new session. */
export const FALLBACK_TYPES: readonly string[] = [
  BackendTrafficPolicySpecLoadBalancerType.LEAST_REQUEST,
  BackendTrafficPolicySpecLoadBalancerType.ROUND_ROBIN,
  BackendTrafficPolicySpecLoadBalancerType.RANDOM,
];

const STREAM_IDLE_TIMEOUT_SINCE = '1.8';

/** Request timeout of a streaming route: none. */
export const STREAMING_REQUEST_TIMEOUT = '0s';

/** Idle timeout of a streaming route. */
export const STREAMING_IDLE_TIMEOUT = '1h';

/**
 * Retries of sessions: Envoy sends a session to its pod as long as that is listed, healthy or not, and a crashed pod refuses
 * the connection. Another pod then takes the client, or responds that it does not know the session, and the client begins a new
 * one; after a 503 it would not. The retry costs 3 % of Envoy's processor time (npm run bench:gateway).
 */
const SESSION_RETRY: BackendTrafficPolicySpecRetry = {
  numRetries: 2,
  retryOn: { triggers: [BackendTrafficPolicySpecRetryRetryOnTriggers.CONNECT_HYPHEN_FAILURE] },
};

/**
 * Whether a retry never takes a request to another pod that the first one has seen: none at all, or after failed connections.
 * What only synthesis knows is never taken for wrong.
 */
export function isAfterConnectFailure({ numRetries, retryOn }: BackendTrafficPolicySpecRetry): boolean {
  const triggers = itemsOf(retryOn?.triggers);
  if (numRetries === 0 || [numRetries, ...triggers].some(isResolvable)) {
    return true;
  }
  return triggers.length === 1 && triggers[0] === BackendTrafficPolicySpecRetryRetryOnTriggers.CONNECT_HYPHEN_FAILURE;
}

/** Whether a load balancer of this type may choose the pod of a new session, as far as is known before synthesis. */
export function isFallback(type: string): boolean {
  return FALLBACK_TYPES.includes(type) || isResolvable(type);
}

/** The part of the input that all policies of a construct share. */
export type PolicySource = Pick<CommonInput, 'trafficPolicy' | 'streaming' | 'target'>;

/** The spec of a policy without its targets; empty if there is nothing to set. */
export function policySettings(plan: StickinessPlan, source: PolicySource): BackendTrafficPolicySpec {
  const { loadBalancer: written, ...settings } = source.trafficPolicy ?? {};
  const loadBalancer = combinedLoadBalancer(plan, written);
  const timeout =
    (source.streaming ?? plan.streams) ? streamingTimeout(settings.timeout, source.target) : settings.timeout;
  return {
    ...(plan.pin && { retry: SESSION_RETRY }),
    ...settings,
    ...(loadBalancer && { loadBalancer }),
    ...(timeout && { timeout }),
  };
}

/** The load balancer of the stickiness with the author's other settings, or the author's own without stickiness. */
function combinedLoadBalancer(
  { loadBalancer: own }: StickinessPlan,
  written: BackendTrafficPolicySpecLoadBalancer | undefined,
): BackendTrafficPolicySpecLoadBalancer | undefined {
  const hashes = written?.type === BackendTrafficPolicySpecLoadBalancerType.CONSISTENT_HASH;
  if (own?.endpointOverride) {
    return written && isFallback(written.type) ? { ...own, type: written.type } : own;
  }
  if (own) {
    return hashes ? { ...written, ...own } : own;
  }
  return hashes ? undefined : written;
}

/** Before `streamIdleTimeout`, Envoy Gateway turned the idle timeout off together with the request timeout. */
function streamingTimeout(
  timeout: BackendTrafficPolicySpecTimeout | undefined,
  target: EnvoyGatewayVersion,
): BackendTrafficPolicySpecTimeout {
  const idle = target._has(STREAM_IDLE_TIMEOUT_SINCE) ? { streamIdleTimeout: STREAMING_IDLE_TIMEOUT } : {};
  return { ...timeout, http: { requestTimeout: STREAMING_REQUEST_TIMEOUT, ...idle, ...timeout?.http } };
}
