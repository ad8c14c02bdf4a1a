import { itemsOf } from '../../collections';
import { ENVOY_GATEWAY_GROUP, GATEWAY_API_GROUP } from '../../objects/groups';
import type { AppObject } from './app-object';
import type { Grants } from './grants';
import type { LabelledObjects, LabelSelector } from './label-selectors';
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

/** The targets that a policy names, which are in its own namespace; a reference without a kind or name is for none. */
export function namedTargets({ spec, namespace }: AppObject): PolicyTarget[] {
  const { targetRef, targetRefs } = spec;
  const refs = itemsOf<TargetRef>(targetRefs).map((ref, i) => ({ ref, property: `spec.targetRefs[${i}]` }));
  return [...(targetRef ? [{ ref: targetRef as TargetRef, property: 'spec.targetRef' }] : []), ...refs]
    .filter(({ ref: { kind, name } }) => [kind, name].every((part) => typeof part === 'string'))
    .map(({ ref: { kind, name, sectionName }, property }) => ({ property, kind, namespace, name, sectionName }));
}

/** The routes of the app that the selectors of a policy find, in its own namespace or in those that a ReferenceGrant allows. */
export function selectedTargets(policy: AppObject, routes: LabelledObjects, grants: Grants): PolicyTarget[] {
  return itemsOf<TargetSelector>(policy.spec.targetSelectors).flatMap((selector, i) =>
    routes
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
