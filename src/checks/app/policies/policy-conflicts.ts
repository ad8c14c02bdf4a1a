import { listOf } from '../../../collections';
import { CATALOGUE } from '../../../findings/catalogue';
import { POLICY_KIND } from '../../../objects/groups';
import type { AppObject } from '../objects/app-object';
import type { AppObjects } from '../objects/app-objects';
import type { AppReport } from '../objects/app-report';
import { type PolicyTarget, routeOf, targetKey, targetsOf } from '../objects/policy-targets';

/** Policies for the same target and section: Envoy Gateway ignores the younger one. */
export function checkPolicyConflicts(objects: AppObjects, report: AppReport): void {
  const policies = objects.ofKind(POLICY_KIND);
  // Each route of this package has one policy of its own, so one of the two is somebody else's.
  if (policies.every(({ isAsMade }) => isAsMade)) {
    return;
  }
  const owners = new Map<string, AppObject[]>();
  for (const policy of policies) {
    for (const target of targetsOf(policy, objects)) {
      const key = targetKey(target);
      const alike = listOf(owners, key);
      const rival = alike.find((other) => other !== policy && objects.canMeet(other, policy));
      const owner = rival ?? replacedBy(policy, target, objects);
      alike.push(policy);
      if (owner) {
        report(policy.construct, {
          id: 'policy-conflict',
          property: target.property,
          value: key,
          expected: `no second ${POLICY_KIND} for it besides ${owner.path}`,
          reason: rival ? undefined : CATALOGUE['replaced-policy'].cause,
        });
      }
    }
  }
}

/** The sticky route of this package whose policy somebody else's policy replaces for one of its rules. */
function replacedBy(policy: AppObject, target: PolicyTarget, objects: AppObjects): AppObject | undefined {
  if (target.sectionName === undefined) {
    return undefined;
  }
  const route = routeOf(target, policy, objects);
  const isSticky = route?.rules.some(
    ({ rule, source }) => rule.name === target.sectionName && source.plan.loadBalancer,
  );
  return isSticky && route?.construct !== policy.construct ? route : undefined;
}
