import { isDeepStrictEqual } from 'node:util';
import type { BackendTrafficPolicySpecLoadBalancer } from '../../imports/gateway.envoyproxy.io';
import { checkRules, inspect } from '../crds/check';
import type { Field } from '../crds/field';
import { SCHEMA } from '../crds/schema';
import { checkLimits } from '../limits/limits';
import { POLICY_LIMITS } from '../limits/policy-limits';
import { GATEWAY_API_GROUP } from '../policy/policy-parts';
import { FALLBACK_TYPES, trafficPolicySettings } from '../policy/traffic-policy';
import type { Problem } from '../problem';
import type { Stickiness } from '../stickiness/stickiness';
import type { CheckedProps } from './checked-props';

const POLICY = SCHEMA.BackendTrafficPolicy as Field;

const LOAD_BALANCER = POLICY.fields?.loadBalancer as Field;

/** What the author writes: the rules of the whole and of its load balancer are for what is made of it. */
const WRITTEN: Field = {
  ...POLICY,
  rules: [],
  fields: { ...POLICY.fields, loadBalancer: { ...LOAD_BALANCER, rules: [] } },
};

const TARGETS = ['targetRef', 'targetRefs', 'targetSelectors'] as const;

export function checkTrafficPolicy(props: CheckedProps): Problem[] {
  const { trafficPolicy, stickiness, ruleStickiness = {}, target } = props;
  if (!trafficPolicy) {
    return [];
  }
  const ofStickiness = [
    ...checkLoadBalancer(stickiness, trafficPolicy.loadBalancer),
    ...checkRoutingType([stickiness, ...Object.values(ruleStickiness)], trafficPolicy.routingType),
    ...checkGrpcHealth(props),
  ];
  const known = new Set(ofStickiness.map(({ property }) => property));
  const { problems, unresolved } = inspect(WRITTEN, trafficPolicy, 'trafficPolicy', target);
  const isSound = problems.length === 0 && unresolved === 0;
  const general = isSound
    ? [...checkWhole(props), ...checkLimits(POLICY_LIMITS, trafficPolicy, 'trafficPolicy', target)]
    : problems;
  return [
    ...general.filter(({ property }) => !known.has(property)),
    ...TARGETS.filter((property) => trafficPolicy[property] !== undefined).map((property) => ({
      property: `trafficPolicy.${property}`,
      value: trafficPolicy[property],
      allowed: "nothing, as the policy targets the construct's own routes",
      remedy: 'remove it, and make a BackendTrafficPolicy of your own for other targets',
    })),
    ...ofStickiness,
  ];
}

/** What no field can say alone, of the policies as they are rendered. */
function checkWhole(props: CheckedProps): Problem[] {
  const { stickiness, ruleStickiness = {} } = props;
  const target = { group: GATEWAY_API_GROUP, kind: 'HTTPRoute', name: 'any' };
  const problems = [stickiness, ...Object.values(ruleStickiness)].flatMap((each) => {
    const spec = { ...trafficPolicySettings(each, props), targetRef: undefined, targetRefs: [target] };
    const ofLoadBalancer = spec.loadBalancer
      ? checkRules(LOAD_BALANCER, spec.loadBalancer, 'trafficPolicy.loadBalancer')
      : [];
    return [...checkRules(POLICY, spec, 'trafficPolicy'), ...ofLoadBalancer];
  });
  return problems.filter(({ allowed }, i) => problems.findIndex((each) => each.allowed === allowed) === i);
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

/** Envoy speaks HTTP/2 with the backends of gRPC rules alone, and takes no cluster that is checked otherwise than it speaks. */
function checkGrpcHealth({ trafficPolicy, http = [] }: CheckedProps): Problem[] {
  const type = trafficPolicy?.healthCheck?.active?.type;
  return type === 'GRPC' && http.length > 0
    ? [
        {
          property: 'trafficPolicy.healthCheck.active.type',
          value: type,
          allowed: 'HTTP or TCP where there are HTTP rules',
          remedy: 'write one of these, or give the gRPC rules a construct of their own',
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
