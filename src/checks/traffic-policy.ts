import { isDeepStrictEqual } from 'node:util';
import type { BackendTrafficPolicySpecLoadBalancer } from '../../imports/gateway.envoyproxy.io';
import { checkField, checkRules } from '../crds/check';
import type { Field } from '../crds/field';
import { SCHEMA } from '../crds/schema';
import { withLimits } from '../limits/limits';
import { POLICY_LIMITS } from '../limits/policy-limits';
import { GATEWAY_API_GROUP } from '../policy/policy-parts';
import { FALLBACK_TYPES, trafficPolicySettings } from '../policy/traffic-policy';
import type { Problem, Report } from '../problem';
import type { Stickiness } from '../stickiness/stickiness';
import type { CheckedProps } from './checked-props';

const POLICY = SCHEMA.BackendTrafficPolicy as Field;

const LOAD_BALANCER = POLICY.fields?.loadBalancer as Field;

/** What the author writes: the rules of the whole and of its load balancer are for what is made of it. */
const WRITTEN = withLimits(
  { ...POLICY, rules: [], fields: { ...POLICY.fields, loadBalancer: { ...LOAD_BALANCER, rules: [] } } },
  POLICY_LIMITS,
);

const TARGETS = ['targetRef', 'targetRefs', 'targetSelectors'] as const;

export function checkTrafficPolicy(props: CheckedProps, report: Report): void {
  const { trafficPolicy, stickiness, ruleStickiness = {}, target } = props;
  if (!trafficPolicy) {
    return;
  }
  const known = new Set<string>();
  const reportFirst = (problem: Problem) => {
    known.add(problem.property);
    report(problem);
  };
  checkLoadBalancer(stickiness, trafficPolicy.loadBalancer, reportFirst);
  checkRoutingType([stickiness, ...Object.values(ruleStickiness)], trafficPolicy.routingType, reportFirst);
  checkGrpcHealth(props, reportFirst);
  const reportOthers = (problem: Problem) => {
    if (!known.has(problem.property)) {
      report(problem);
    }
  };
  if (checkField(WRITTEN, trafficPolicy, 'trafficPolicy', target, reportOthers)) {
    checkWhole(props, reportOthers);
  }
  for (const property of TARGETS) {
    if (trafficPolicy[property] !== undefined) {
      report({
        property: `trafficPolicy.${property}`,
        value: trafficPolicy[property],
        allowed: "nothing, as the policy targets the construct's own routes",
        remedy: 'remove it, and make a BackendTrafficPolicy of your own for other targets',
      });
    }
  }
}

/** What no field can say alone, of the policies as they are rendered: each once, though several may have it. */
function checkWhole(props: CheckedProps, report: Report): void {
  const { stickiness, ruleStickiness = {} } = props;
  const target = { group: GATEWAY_API_GROUP, kind: 'HTTPRoute', name: 'any' };
  const known = new Set<string>();
  const reportOnce = (problem: Problem) => {
    if (!known.has(problem.allowed)) {
      known.add(problem.allowed);
      report(problem);
    }
  };
  for (const each of [stickiness, ...Object.values(ruleStickiness)]) {
    const spec = { ...trafficPolicySettings(each, props), targetRef: undefined, targetRefs: [target] };
    checkRules(POLICY, spec, 'trafficPolicy', reportOnce);
    if (spec.loadBalancer) {
      checkRules(LOAD_BALANCER, spec.loadBalancer, 'trafficPolicy.loadBalancer', reportOnce);
    }
  }
}

function checkLoadBalancer(
  { _parts: { loadBalancer: ofStickiness } }: Stickiness,
  written: BackendTrafficPolicySpecLoadBalancer | undefined,
  report: Report,
): void {
  if (!written) {
    return;
  }
  const property = 'trafficPolicy.loadBalancer';
  if (!ofStickiness) {
    if (written.consistentHash || written.type === 'ConsistentHash') {
      report({
        property,
        value: written,
        allowed: 'no ConsistentHash, as the stickiness has none',
        remedy: 'remove it, and say in stickiness what to hash',
      });
    }
  } else if (ofStickiness.endpointOverride) {
    checkFallback(property, written, report);
  } else if (contradicts(written, ofStickiness)) {
    report({
      property,
      value: written,
      allowed: 'ConsistentHash as the stickiness sets it, without slowStart and zoneAware.preferLocal',
      remedy: 'remove it, and say in stickiness what to hash; Stickiness.none() leaves all of it to you',
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

/** Envoy Gateway drops all settings but the type where a stickiness chooses the endpoint. */
function checkFallback(property: string, written: BackendTrafficPolicySpecLoadBalancer, report: Report): void {
  const { type, ...settings } = written;
  if (Object.values(settings).some((value) => value !== undefined) || !FALLBACK_TYPES.includes(type)) {
    report({
      property,
      value: written,
      allowed: `a type alone, ${FALLBACK_TYPES.join(' or ')}, as Envoy Gateway drops the rest beside an endpoint override`,
      remedy: `write { type: "${FALLBACK_TYPES[0]}" }`,
    });
  }
}

/** Envoy speaks HTTP/2 with the backends of gRPC rules alone, and takes no cluster that is checked otherwise than it speaks. */
function checkGrpcHealth({ trafficPolicy, rules }: CheckedProps, report: Report): void {
  const type = trafficPolicy?.healthCheck?.active?.type;
  if (type === 'GRPC' && rules.some(({ isGrpc }) => !isGrpc)) {
    report({
      property: 'trafficPolicy.healthCheck.active.type',
      value: type,
      allowed: 'HTTP or TCP where there are HTTP rules',
      remedy: 'write one of these, or give the gRPC rules a construct of their own',
    });
  }
}

function checkRoutingType(each: readonly Stickiness[], routingType: string | undefined, report: Report): void {
  if (routingType === 'Service' && each.some(({ _parts }) => _parts.loadBalancer)) {
    report({
      property: 'trafficPolicy.routingType',
      value: routingType,
      allowed: 'Endpoint, as kube-proxy chooses the pod otherwise',
      remedy: 'remove it',
    });
  }
}
