import type { HttpRouteSpecParentRefs } from '../../../../imports/gateway.networking.k8s.io';
import { itemsOf } from '../../../collections';
import type { AppObject } from '../objects/app-object';
import type { AppObjects } from '../objects/app-objects';
import { objectKey } from '../objects/object-key';
import { parentOf, selectedListeners } from './listeners';

/** The key of the parent that a route refers to. */
export function parentKey(
  { kind = 'Gateway', namespace, name }: HttpRouteSpecParentRefs,
  { namespace: ofRoute }: AppObject,
): string {
  return objectKey(kind, namespace ?? ofRoute, name);
}

/** Whether two routes attach to one listener, as far as the app knows. */
export function shareListener(one: AppObject, other: AppObject, objects: AppObjects): boolean {
  return parentRefsOf(one).some((a) =>
    parentRefsOf(other).some(
      (b) => parentKey(a, one) === parentKey(b, other) && selectOne(a, b, parentOf(a, one, objects)),
    ),
  );
}

function selectOne(a: HttpRouteSpecParentRefs, b: HttpRouteSpecParentRefs, parent: AppObject | undefined): boolean {
  if (!parent) {
    return isWithin(a, b) || isWithin(b, a);
  }
  const ofB = selectedListeners(b, parent);
  return selectedListeners(a, parent).some((listener) => ofB.includes(listener));
}

/** Whether a reference selects only listeners that the other one selects, too. */
function isWithin(a: HttpRouteSpecParentRefs, b: HttpRouteSpecParentRefs): boolean {
  return [undefined, a.sectionName].includes(b.sectionName) && [undefined, a.port].includes(b.port);
}

export function parentRefsOf({ spec }: AppObject): readonly HttpRouteSpecParentRefs[] {
  return itemsOf(spec.parentRefs);
}
