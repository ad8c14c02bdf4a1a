import { BackendTrafficPolicySpecLoadBalancerType } from '../../imports/gateway.envoyproxy.io';
import type { Pin, StickinessPlan } from './plan';

/** First Envoy Gateway that has `endpointOverride`. */
const PINS_SINCE = '1.5';

/** The address and port of a pod as Envoy writes them, in RE2. */
export const ADDRESS = '(?:[0-9.]+|\\[[0-9a-f:.]+\\]):[0-9]+';

/** The questions that pins answer differently. */
export type PinAnswers = Pick<StickinessPlan, 'factory' | 'headerChanges'> &
  Partial<Pick<StickinessPlan, 'streams' | 'httpOnly' | 'cookie' | 'headers'>>;

/**
 * The plan of a stickiness whose requests name their pod: Envoy takes the first address in `choiceHeader` that is a pod of
 * the service.
 *
 * @see https://gateway.envoyproxy.io/docs/api/extension_types/#endpointoverride
 */
export function pinPlan(answers: PinAnswers, pin: Pin, choiceHeader = pin.header): StickinessPlan {
  return {
    since: PINS_SINCE,
    loadBalancer: {
      type: BackendTrafficPolicySpecLoadBalancerType.LEAST_REQUEST,
      endpointOverride: { extractFrom: [{ header: choiceHeader }] },
    },
    pin,
    weightsSince: PINS_SINCE,
    streams: false,
    httpOnly: undefined,
    member: {
      expected: 'a hash: passive cookie, header, headers, queryParams, path or sourceIp',
      remedy: 'remove it, or use it alone',
    },
    members: [],
    headers: [pin.header],
    cookie: undefined,
    readsAddress: false,
    path: undefined,
    ...answers,
  };
}
