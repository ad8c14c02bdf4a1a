import { isDeepStrictEqual } from 'node:util';
import type { Report } from '../../../findings/finding';
import type { RouteInput } from '../../../input/route-input';
import { policySettings } from '../../../objects/policy-settings';

/** First Envoy Gateway with policies for single rules. */
export const RULE_POLICIES_SINCE = '1.6';

/** Rules that need a policy of their own, which the CRD of an older Envoy Gateway refuses. */
export function checkRulePolicies(input: RouteInput, report: Report): void {
  const { plans, stickiness, target } = input;
  if (target._has(RULE_POLICIES_SINCE)) {
    return;
  }
  const ofRoute = policySettings(stickiness._plan, input);
  for (const { property, plan, ruleName } of plans) {
    const isKnown = target._has(plan.since);
    if (ruleName !== undefined && isKnown && !isDeepStrictEqual(policySettings(plan, input), ofRoute)) {
      report({
        id: 'newer-envoy-gateway',
        property,
        value: plan.factory,
        expected: `the stickiness of the other rules on Envoy Gateway ${target.version}`,
        reason: `policies for single rules need Envoy Gateway ${RULE_POLICIES_SINCE}`,
        remedy: 'give the rule a construct of its own, or set target to a newer version once the cluster runs it',
      });
    }
  }
}
