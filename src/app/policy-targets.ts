import { itemsOf } from '../route/lists';
import { type AppObject, objectKey } from './app-objects';
import type { Grants } from './grants';
import type { LabelledObjects, LabelSelector } from './labels';

export const POLICY_KIND = 'BackendTrafficPolicy';
export const ROUTE_KINDS = ['HTTPRoute', 'GRPCRoute'];

export const POLICY_GROUP = 'gateway.envoyproxy.io';
export const ROUTE_GROUP = 'gateway.networking.k8s.io';

/** What a policy is for. */
export interface PolicyTarget {
  /** Where it stands in the policy. */
  readonly property: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly sectionName?: string;
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

/** What a policy names: always in its own namespace. */
export function namedTargets({ spec, namespace }: AppObject): PolicyTarget[] {
  const { targetRef, targetRefs } = spec;
  const refs = itemsOf<TargetRef>(targetRefs).map((ref, i) => ({ ref, property: `spec.targetRefs[${i}]` }));
  return [...(targetRef ? [{ ref: targetRef as TargetRef, property: 'spec.targetRef' }] : []), ...refs].map(
    ({ ref: { kind, name, sectionName }, property }) => ({ property, kind, namespace, name, sectionName }),
  );
}

/** What the selectors of a policy find among the routes of the app: in its own namespace, or where it is granted. */
export function selectedTargets(policy: AppObject, routes: LabelledObjects, grants: Grants): PolicyTarget[] {
  return itemsOf<TargetSelector>(policy.spec.targetSelectors).flatMap((selector, i) =>
    routes
      .ofKind(selector.kind, selector)
      .filter((route) => isReached(policy, selector, route, grants))
      .map(({ kind, namespace, name }) => ({ property: `spec.targetSelectors[${i}]`, kind, namespace, name })),
  );
}

function isReached(policy: AppObject, selector: TargetSelector, route: AppObject, grants: Grants): boolean {
  const from = { group: POLICY_GROUP, kind: policy.kind, namespace: policy.namespace };
  const to = { group: ROUTE_GROUP, kind: route.kind, namespace: route.namespace, name: route.name };
  return route.namespace === policy.namespace || (selector.namespaces?.from === 'All' && grants.allow(from, to));
}

export function targetKey({ kind, namespace, name, sectionName }: PolicyTarget): string {
  return objectKey(kind, namespace, name) + (sectionName === undefined ? '' : `, section ${sectionName}`);
}
