import { addTo, itemsOf } from '../../../collections';
import { POLICY_KIND } from '../../../objects/groups';
import type { AppObject } from '../objects/app-object';
import type { AppObjects } from '../objects/app-objects';
import type { AppReport } from '../objects/app-report';
import { isSticky } from '../objects/attachments';
import { type PolicyTarget, routeOf, targetKey, targetsOf } from '../objects/policy-targets';

/** A policy and the target that it is for. */
interface Placed {
  readonly policy: AppObject;
  readonly target: PolicyTarget;
}

/** Policies for a rule beside one for its whole route, of which one is a StickyPolicy: only the former applies to the rule. */
export function checkReplacedPolicies(objects: AppObjects, report: AppReport): void {
  const policies = objects.ofKind(POLICY_KIND).filter(({ isAsMade }) => !isAsMade);
  if (!policies.some(({ isForOthers }) => isForOthers)) {
    return;
  }
  const placed = policies.flatMap((policy) => targetsOf(policy, objects).map((target) => ({ policy, target })));
  const ofRoutes = new Map<string, Placed[]>();
  for (const each of placed.filter(({ target }) => target.sectionName === undefined)) {
    addTo(ofRoutes, targetKey(each.target), each);
  }
  for (const ofRule of placed.filter(({ policy, target }) => isForRule(policy, target, objects))) {
    for (const ofRoute of itemsOf(ofRoutes.get(targetKey({ ...ofRule.target, sectionName: undefined })))) {
      if (objects.canMeet(ofRule.policy, ofRoute.policy)) {
        checkPair(ofRule, ofRoute, report);
      }
    }
  }
}

/** Whether a policy is for a rule that its route has, as far as the app tells. */
function isForRule(policy: AppObject, target: PolicyTarget, objects: AppObjects): boolean {
  const { sectionName } = target;
  const rules = routeOf(target, policy, objects)?.spec.rules;
  return (
    sectionName !== undefined &&
    (rules === undefined || itemsOf<{ readonly name?: string }>(rules).some((rule) => rule.name === sectionName))
  );
}

function checkPair(ofRule: Placed, ofRoute: Placed, report: AppReport): void {
  const isMeant = ofRule.policy.isForOthers || isSticky(ofRule.policy);
  if (ofRoute.policy.isForOthers && isSticky(ofRoute.policy) && !isMeant) {
    report(ofRoute.policy.construct, {
      id: 'replaced-policy',
      property: ofRoute.target.property,
      value: targetKey(ofRoute.target),
      expected: `a stickiness in ${ofRule.policy.key} (${ofRule.policy.path}) as well, which is for rule ${ofRule.target.sectionName}`,
    });
  }
  if (ofRule.policy.isForOthers && !ofRoute.policy.isForOthers) {
    report(ofRule.policy.construct, {
      id: 'dropped-policy',
      property: ofRule.target.property,
      value: targetKey(ofRule.target),
      expected: `the settings of ${ofRoute.policy.key} (${ofRoute.policy.path}) as well`,
      reason: 'the policy of a rule replaces that of its route, with its rate limits and all other settings',
      remedy: 'repeat the settings in trafficPolicy',
    });
  }
}
