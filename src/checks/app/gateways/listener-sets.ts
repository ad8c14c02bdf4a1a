import type { HttpRouteSpecParentRefs } from '../../../../imports/gateway.networking.k8s.io';
import type { AppObject } from '../objects/app-object';
import type { AppObjects } from '../objects/app-objects';
import { allowsNamespace } from './listeners';

/** The Gateway that serves the listeners of a parent, if the app defines it: a ListenerSet adds its own to those of a Gateway. */
export function gatewayOf(parent: AppObject, objects: AppObjects): AppObject | undefined {
  if (parent.kind !== 'ListenerSet') {
    return parent;
  }
  const { parentRef } = parent.spec as { readonly parentRef?: HttpRouteSpecParentRefs };
  return parentRef && objects.find('Gateway', parentRef.namespace ?? parent.namespace, parentRef.name, parent);
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
