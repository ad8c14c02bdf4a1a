import type { IConstruct } from 'constructs';
import { itemsOf } from '../../collections';
import type { Observation } from '../../findings/finding';
import type { CommonInput } from '../../input/common-input';
import { POLICY_KIND } from '../../objects/groups';
import type { StickinessPlan } from '../../stickiness/plan';
import type { AppObject } from './app-object';
import type { AppObjects, RouteConstruct } from './app-objects';
import type { AppReport } from './app-report';
import { type Attachment, everyParentHas } from './gateway-policies';
import { namedTargets } from './policy-targets';

const KIND = 'ClientTrafficPolicy';

/** Keys that need a ClientTrafficPolicy on every Gateway of their routes. */
export function warnOfClientPolicies(
  { construct, input, route }: RouteConstruct,
  objects: AppObjects,
  report: AppReport,
): void {
  warnOfPlans(construct, input, [{ route, parentRefs: input.parentRefs }], objects, report);
}

/** The same for the policies of StickyPolicies. */
export function warnOfClientPoliciesForOthers(objects: AppObjects, report: AppReport): void {
  for (const policy of objects.ofKind(POLICY_KIND)) {
    if (policy.isForOthers && policy.input) {
      warnOfPlans(policy.construct, policy.input, targetsOf(policy, objects), objects, report);
    }
  }
}

/** The routes of a StickyPolicy; one that the app does not define has no known parents. */
function targetsOf(policy: AppObject, objects: AppObjects): Attachment[] {
  return namedTargets(policy).map(({ kind, namespace, name }) => {
    const route = objects.find(kind, namespace, name, policy);
    return { route: route ?? policy, parentRefs: itemsOf(route?.spec.parentRefs) };
  });
}

function warnOfPlans(
  construct: IConstruct,
  { plans }: CommonInput,
  attachments: readonly Attachment[],
  objects: AppObjects,
  report: AppReport,
): void {
  const isMissing = (says: (policy: AppObject) => boolean) =>
    attachments.some((attachment) => !everyParentHas(KIND, attachment, objects, says));
  for (const { property, plan } of plans) {
    for (const member of plan.members.length > 0 ? plan.members : [plan]) {
      for (const observation of doubtsOf(property, member, isMissing)) {
        report(construct, observation);
      }
    }
  }
}

function doubtsOf(
  property: string,
  { factory, headers, readsAddress }: StickinessPlan,
  isMissing: (says: (policy: AppObject) => boolean) => boolean,
): Observation[] {
  const underscored = headers.filter((name) => name.includes('_'));
  const found: Observation[] = [];
  if (readsAddress && isMissing(({ spec }) => spec.clientIPDetection !== undefined)) {
    found.push({ id: 'source-ip', property, value: factory, expected: 'a key other than the address' });
  }
  if (underscored.length > 0 && isMissing(({ spec }) => spec.headers?.withUnderscoresAction === 'Allow')) {
    found.push({ id: 'underscore', property, value: underscored.join(', '), expected: 'a header without "_"' });
  }
  return found;
}
