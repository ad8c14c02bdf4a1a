import type { Observation, Report } from '../../../findings/finding';
import type { CommonInput } from '../../../input/common-input';
import { GATEWAY_API_GROUP } from '../../../objects/groups';
import { policySettings } from '../../../objects/policy-settings';
import type { Field } from '../../../schema/field';
import { SCHEMA } from '../../../schema/generated/schema';
import { withLimits } from '../../../schema/limits/field-limit';
import { POLICY_LIMITS } from '../../../schema/limits/policy-limits';
import { validate, validateRules } from '../../../schema/validate';
import { checkCompressors } from './compressors';
import { checkGrpcHealthCheck } from './grpc-health-check';
import { checkLoadBalancer } from './load-balancer';
import { checkRoutingType } from './routing-type';

const POLICY = SCHEMA.BackendTrafficPolicy as Field;

const LOAD_BALANCER = POLICY.fields?.loadBalancer as Field;

/** The policy as its author writes it: its own rules and those of its load balancer are for the rendered one. */
const WRITTEN = withLimits(
  { ...POLICY, rules: [], fields: { ...POLICY.fields, loadBalancer: { ...LOAD_BALANCER, rules: [] } } },
  POLICY_LIMITS,
);

const TARGETS = ['targetRef', 'targetRefs', 'targetSelectors'] as const;

/** Settings of the policy that contradict the stickiness, or that the CRD or Envoy refuse. */
export function checkTrafficPolicy(input: CommonInput, report: Report): void {
  const { trafficPolicy, target } = input;
  if (!trafficPolicy) {
    return;
  }
  const known = new Set<string>();
  const reportFirst = (observation: Observation) => {
    known.add(observation.property);
    report(observation);
  };
  checkLoadBalancer(input, reportFirst);
  checkRoutingType(input, reportFirst);
  checkGrpcHealthCheck(input, reportFirst);
  checkCompressors(input, reportFirst);
  const reportOther = (observation: Observation) => {
    if (!known.has(observation.property)) {
      report(observation);
    }
  };
  if (validate(WRITTEN, trafficPolicy, 'trafficPolicy', target, reportOther)) {
    checkRendered(input, reportOther);
  }
  for (const property of TARGETS) {
    if (trafficPolicy[property] !== undefined) {
      report({
        id: 'policy-target',
        property: `trafficPolicy.${property}`,
        value: trafficPolicy[property],
        expected: 'no targets',
      });
    }
  }
}

/** Rules of the CRD for the policies as they are rendered; each is reported once, though several policies may break it. */
function checkRendered(input: CommonInput, report: Report): void {
  const anyRoute = { group: GATEWAY_API_GROUP, kind: 'HTTPRoute', name: 'any' };
  const known = new Set<string>();
  const reportOnce = (observation: Observation) => {
    if (!known.has(observation.expected)) {
      known.add(observation.expected);
      report(observation);
    }
  };
  for (const { plan } of input.plans) {
    const spec = { ...policySettings(plan, input), targetRef: undefined, targetRefs: [anyRoute] };
    validateRules(POLICY, spec, 'trafficPolicy', input.target, reportOnce);
    if (spec.loadBalancer) {
      validateRules(LOAD_BALANCER, spec.loadBalancer, 'trafficPolicy.loadBalancer', input.target, reportOnce);
    }
  }
}
