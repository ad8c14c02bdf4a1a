import { isDeepStrictEqual } from 'node:util';
import type { BackendTrafficPolicySpecLoadBalancer } from '../../imports/gateway.envoyproxy.io';
import { checkField } from '../crds/check';
import type { Field } from '../crds/field';
import { SCHEMA } from '../crds/schema';
import { FALLBACK_TYPES } from '../policy/traffic-policy';
import type { Problem } from '../problem';
import type { Stickiness } from '../stickiness/stickiness';
import type { CheckedProps } from './checked-props';

const POLICY = SCHEMA.BackendTrafficPolicy as Field;

const TARGETS = ['targetRef', 'targetRefs', 'targetSelectors'] as const;

export function checkTrafficPolicy(props: CheckedProps): Problem[] {
  const { trafficPolicy, stickiness, ruleStickiness = {}, target } = props;
  if (!trafficPolicy) {
    return [];
  }
  return [
    ...checkField(POLICY, trafficPolicy, 'trafficPolicy', target),
    ...TARGETS.filter((property) => trafficPolicy[property] !== undefined).map((property) => ({
      property: `trafficPolicy.${property}`,
      value: trafficPolicy[property],
      allowed: "nothing, as the policy targets the construct's own routes",
      remedy: 'remove it, and make a BackendTrafficPolicy of your own for other targets',
    })),
    ...checkLoadBalancer(stickiness, trafficPolicy.loadBalancer),
    ...checkRoutingType([stickiness, ...Object.values(ruleStickiness)], trafficPolicy.routingType),
  ];
}

function checkLoadBalancer(
  { _parts: { loadBalancer: ofStickiness } }: Stickiness,
  written: BackendTrafficPolicySpecLoadBalancer | undefined,
): Problem[] {
  if (!written) {
    return [];
  }
  const property = 'trafficPolicy.loadBalancer';
  if (!ofStickiness) {
    return written.consistentHash || written.type === 'ConsistentHash'
      ? [
          {
            property,
            value: written,
            allowed: 'no ConsistentHash, as the stickiness has none',
            remedy: 'remove it, and say in stickiness what to hash',
          },
        ]
      : [];
  }
  const { type, consistentHash, slowStart, zoneAware } = written;
  if (ofStickiness.endpointOverride) {
    return checkFallback(property, written);
  }
  const contradicts =
    type !== ofStickiness.type ||
    (consistentHash !== undefined && !isDeepStrictEqual(consistentHash, ofStickiness.consistentHash)) ||
    slowStart !== undefined ||
    zoneAware?.preferLocal !== undefined;
  return contradicts
    ? [
        {
          property,
          value: written,
          allowed: 'ConsistentHash as the stickiness sets it, without slowStart and zoneAware.preferLocal',
          remedy: 'remove it, and say in stickiness what to hash; Stickiness.none() leaves all of it to you',
        },
      ]
    : [];
}

/** Envoy Gateway drops all settings but the type where a stickiness chooses the endpoint. */
function checkFallback(property: string, written: BackendTrafficPolicySpecLoadBalancer): Problem[] {
  const { type, ...settings } = written;
  const dropped = Object.values(settings).some((value) => value !== undefined);
  return dropped || !FALLBACK_TYPES.includes(type)
    ? [
        {
          property,
          value: written,
          allowed: `a type alone, ${FALLBACK_TYPES.join(' or ')}, as Envoy Gateway drops the rest beside an endpoint override`,
          remedy: `write { type: "${FALLBACK_TYPES[0]}" }, or use SessionMechanism.ENVELOPE`,
        },
      ]
    : [];
}

function checkRoutingType(each: readonly Stickiness[], routingType: string | undefined): Problem[] {
  return routingType === 'Service' && each.some(({ _parts }) => _parts.loadBalancer || _parts.sessionPersistence)
    ? [
        {
          property: 'trafficPolicy.routingType',
          value: routingType,
          allowed: 'Endpoint, as kube-proxy chooses the pod otherwise',
          remedy: 'remove it',
        },
      ]
    : [];
}
