import type { HttpRouteSpecParentRefs } from '../../../../imports/gateway.networking.k8s.io';
import type { AppObject } from '../objects/app-object';
import type { AppObjects } from '../objects/app-objects';
import { allowsNamespace, parentOf } from './listeners';

/** The Gateway that serves the listeners of a parent, if the app defines it: a ListenerSet adds its own to those of a Gateway. */
export function gatewayOf(parent: AppObject, objects: AppObjects): AppObject | undefined {
  if (parent.kind !== 'ListenerSet') {
    return parent;
  }
  const { parentRef } = parent.spec as { readonly parentRef?: HttpRouteSpecParentRefs };
  return parentRef && objects.find('Gateway', parentRef.namespace ?? parent.namespace, parentRef.name, parent);
}

/** The Gateway of a parent of a route, or of the ListenerSet that it refers to, if the app defines it. */
export function parentGateway(
  ref: HttpRouteSpecParentRefs,
  route: AppObject,
  objects: AppObjects,
): AppObject | undefined {
  const parent = parentOf(ref, route, objects);
  return parent && gatewayOf(parent, objects);
}

/**
 * Whether a Gateway serves the listeners of a parent; by default it serves those of no ListenerSet.
 *
 * @see https://gateway-api.sigs.k8s.io/api-types/listenerset/
 */
export function isServedBy(gateway: AppObject, parent: AppObject, objects: AppObjects): boolean {
  return (
    parent === gateway ||
    allowsNamespace({ from: 'None', ...gateway.spec.allowedListeners?.namespaces }, gateway, parent, objects)
  );
}
