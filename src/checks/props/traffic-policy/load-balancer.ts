import { isDeepStrictEqual } from 'node:util';
import type { BackendTrafficPolicySpecLoadBalancer } from '../../../../imports/gateway.envoyproxy.io';
import type { Report } from '../../../findings/finding';
import type { CommonInput } from '../../../input/common-input';
import { FALLBACK_TYPES, isFallback } from '../../../objects/policy-settings';

const PROPERTY = 'trafficPolicy.loadBalancer';

/** A load balancer of the author beside that of the stickiness. */
export function checkLoadBalancer({ plans, trafficPolicy }: CommonInput, report: Report): void {
  const written = trafficPolicy?.loadBalancer;
  const [ofAll] = plans;
  if (!written || !ofAll) {
    return;
  }
  const { factory, loadBalancer, pin } = ofAll.plan;
  if (!loadBalancer) {
    checkNoHash(written, report);
  } else if (pin) {
    checkFallback(factory, written, report);
  } else if (contradicts(written, loadBalancer)) {
    report({
      id: 'load-balancer',
      property: PROPERTY,
      value: written,
      expected: `the ConsistentHash of ${factory}, without slowStart and zoneAware.preferLocal`,
      remedy: 'remove it, and choose the hash in stickiness; with Stickiness.none() all of it is yours',
    });
  }
}

function checkNoHash(written: BackendTrafficPolicySpecLoadBalancer, report: Report): void {
  if (written.consistentHash || written.type === 'ConsistentHash') {
    report({
      id: 'load-balancer',
      property: PROPERTY,
      value: written,
      expected: 'no ConsistentHash with Stickiness.none()',
      remedy: 'remove it, and choose the hash in stickiness',
    });
  }
}

/** Envoy Gateway drops all settings but the type beside an endpoint override. */
function checkFallback(factory: string, written: BackendTrafficPolicySpecLoadBalancer, report: Report): void {
  const { type, ...settings } = written;
  if (Object.values(settings).some((value) => value !== undefined) || !isFallback(type)) {
    report({
      id: 'load-balancer',
      property: PROPERTY,
      value: written,
      expected: `only a type, ${FALLBACK_TYPES.join(' or ')}, with ${factory}`,
      remedy: `write { type: "${FALLBACK_TYPES[0]}" }`,
    });
  }
}

function contradicts(
  { type, consistentHash, slowStart, zoneAware }: BackendTrafficPolicySpecLoadBalancer,
  ofStickiness: BackendTrafficPolicySpecLoadBalancer,
): boolean {
  return (
    type !== ofStickiness.type ||
    (consistentHash !== undefined && !isDeepStrictEqual(consistentHash, ofStickiness.consistentHash)) ||
    slowStart !== undefined ||
    zoneAware?.preferLocal !== undefined
  );
}
