import type { HttpRouteSpecParentRefs } from '../../../imports/gateway.networking.k8s.io';
import { POLICY_KIND } from '../../objects/groups';
import type { AppObject } from './app-object';
import type { AppObjects, RouteConstruct } from './app-objects';
import { namedTargets } from './policy-targets';

const PARENT_KINDS = ['Gateway', 'ListenerSet'];

/** A route and its parents. */
export interface Attachment {
  readonly route: AppObject;
  readonly parentRefs: readonly HttpRouteSpecParentRefs[];
}

/** The BackendTrafficPolicies of the app that are for the parents of a route. */
export function parentTrafficPolicies({ input, route }: RouteConstruct, objects: AppObjects): readonly AppObject[] {
  return objects
    .ofKind(POLICY_KIND)
    .filter((policy) => input.parentRefs.some((ref) => isFor(policy, ref, route, objects)));
}

/** Whether each parent of a route has a policy of a kind in the app that `says` something. */
export function everyParentHas(
  kind: string,
  { route, parentRefs }: Attachment,
  objects: AppObjects,
  says: (policy: AppObject) => boolean,
): boolean {
  const policies = objects.ofKind(kind).filter(says);
  return parentRefs.length > 0 && parentRefs.every((ref) => policies.some((each) => isFor(each, ref, route, objects)));
}

/** Whether a policy is for the parent of a parentRef, or for the listener that it names. */
function isFor(
  policy: AppObject,
  { kind = 'Gateway', namespace, name, sectionName }: HttpRouteSpecParentRefs,
  route: AppObject,
  objects: AppObjects,
): boolean {
  return (
    objects.canMeet(policy, route) &&
    namedTargets(policy).some(
      (target) =>
        PARENT_KINDS.includes(target.kind) &&
        target.kind === kind &&
        target.name === name &&
        target.namespace === (namespace ?? route.namespace) &&
        (target.sectionName === undefined || sectionName === undefined || target.sectionName === sectionName),
    )
  );
}
