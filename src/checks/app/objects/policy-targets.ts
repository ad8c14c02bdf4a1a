import { entryOf, itemsOf } from '../../../collections';
import { ENVOY_GATEWAY_GROUP, GATEWAY_API_GROUP } from '../../../objects/groups';
import type { AppObject } from './app-object';
import type { AppObjects } from './app-objects';
import { Grants } from './grants';
import { LabelledObjects, type LabelSelector } from './label-selectors';
import { objectKey } from './object-key';

/** A route, or a rule of it, that a policy is for. */
export interface PolicyTarget {
  /** The reference or selector in the policy. */
  readonly property: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly sectionName?: string | undefined;
}

interface TargetRef {
  readonly kind: string;
  readonly name: string;
  readonly sectionName?: string;
}

interface TargetSelector extends LabelSelector {
  readonly kind: string;
  readonly namespaces?: { readonly from?: string };
}

/** What selectors of policies look up. */
interface Selectable {
  readonly labelled: LabelledObjects;
  readonly grants: Grants;
}

/** Made once for all policies of an app. */
const selectables = new WeakMap<AppObjects, Selectable>();

/** The targets that a policy names, and those that its selectors find in the app. */
export function targetsOf(policy: AppObject, objects: AppObjects): PolicyTarget[] {
  return [...namedTargets(policy), ...selectedTargets(policy, objects)];
}

/** The targets that a policy names, which are in its own namespace; a reference without a kind or name is for none. */
export function namedTargets({ spec, namespace }: AppObject): PolicyTarget[] {
  const { targetRef, targetRefs } = spec;
  const refs = itemsOf<TargetRef>(targetRefs).map((ref, i) => ({ ref, property: `spec.targetRefs[${i}]` }));
  return [...(targetRef ? [{ ref: targetRef as TargetRef, property: 'spec.targetRef' }] : []), ...refs]
    .filter(({ ref: { kind, name } }) => [kind, name].every((part) => typeof part === 'string'))
    .map(({ ref: { kind, name, sectionName }, property }) => ({ property, kind, namespace, name, sectionName }));
}

/** The route that a policy is for, if the app defines it. */
export function routeOf({ kind, namespace, name }: PolicyTarget, policy: AppObject, objects: AppObjects) {
  return objects.find(kind, namespace, name, policy);
}

/** What the selectors of a policy find, in its own namespace or in those that a ReferenceGrant allows. */
function selectedTargets(policy: AppObject, objects: AppObjects): PolicyTarget[] {
  const { labelled, grants } = entryOf(selectables, objects, () => ({
    labelled: new LabelledObjects(objects),
    grants: new Grants(objects),
  }));
  return itemsOf<TargetSelector>(policy.spec.targetSelectors).flatMap((selector, i) =>
    labelled
      .ofKind(selector.kind, selector)
      .filter((route) => isReached(policy, selector, route, grants))
      .map(({ kind, namespace, name }) => ({ property: `spec.targetSelectors[${i}]`, kind, namespace, name })),
  );
}

function isReached(policy: AppObject, selector: TargetSelector, route: AppObject, grants: Grants): boolean {
  const from = { group: ENVOY_GATEWAY_GROUP, kind: policy.kind, namespace: policy.namespace };
  const to = { group: GATEWAY_API_GROUP, kind: route.kind, namespace: route.namespace, name: route.name };
  return route.namespace === policy.namespace || (selector.namespaces?.from === 'All' && grants.allow(from, to));
}

export function targetKey({ kind, namespace, name, sectionName }: PolicyTarget): string {
  return objectKey(kind, namespace, name) + (sectionName === undefined ? '' : `, section ${sectionName}`);
}
