import { listOf } from '../../collections';
import { POLICY_KIND } from '../../objects/groups';
import type { AppObject } from './app-object';
import type { AppObjects } from './app-objects';
import type { AppReport } from './app-report';
import { isSticky } from './attachments';
import { namedTargets, type PolicyTarget, targetKey, targetsOf } from './policy-targets';

/** Policies for the same target and section: Envoy Gateway ignores the younger one. */
export function checkPolicyConflicts(objects: AppObjects, report: AppReport): void {
  const policies = objects.ofKind(POLICY_KIND);
  // Each route of this package has one policy of its own, so one of the two is somebody else's.
  if (policies.every(({ isAsMade }) => isAsMade)) {
    return;
  }
  const owners = new Map<string, AppObject[]>();
  const replaceable = stickyTargets(policies);
  for (const policy of policies) {
    for (const target of targetsOf(policy, objects)) {
      const key = targetKey(target);
      const alike = listOf(owners, key);
      const owner =
        alike.find((other) => other !== policy && objects.canMeet(other, policy)) ??
        replacedBy(policy, target, replaceable, objects);
      alike.push(policy);
      if (owner) {
        report(policy.construct, {
          id: 'policy-conflict',
          property: target.property,
          value: key,
          expected: `no second ${POLICY_KIND} for it besides ${owner.path}`,
        });
      }
    }
  }
}

/** The StickyPolicies of whole routes, by their targets. */
function stickyTargets(policies: readonly AppObject[]): ReadonlyMap<string, AppObject> {
  const sticky = policies.filter((policy) => policy.isForOthers && isSticky(policy));
  return new Map(sticky.flatMap((policy) => namedTargets(policy).map((target) => [targetKey(target), policy])));
}

/** The sticky route of this package, or the StickyPolicy, that somebody else's policy replaces for one rule. */
function replacedBy(
  policy: AppObject,
  target: PolicyTarget,
  replaceable: ReadonlyMap<string, AppObject>,
  objects: AppObjects,
): AppObject | undefined {
  if (target.sectionName === undefined) {
    return undefined;
  }
  const route = objects.find(target.kind, target.namespace, target.name, policy);
  const isOfStickyRule = route?.rules.some(
    ({ rule, source }) => rule.name === target.sectionName && source.plan.loadBalancer,
  );
  if (isOfStickyRule && route?.construct !== policy.construct) {
    return route;
  }
  // A StickyPolicy for one rule, or a hash that somebody else writes, is meant to differ.
  const ofRoute = replaceable.get(targetKey({ ...target, sectionName: undefined }));
  return ofRoute && !policy.isForOthers && !isSticky(policy) && objects.canMeet(ofRoute, policy) ? ofRoute : undefined;
}
