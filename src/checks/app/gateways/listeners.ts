import type { HttpRouteSpecParentRefs } from '../../../../imports/gateway.networking.k8s.io';
import { itemsOf } from '../../../collections';
import { GATEWAY_API_GROUP, ROUTE_KINDS } from '../../../objects/groups';
import { hasTemplateVariable } from '../../../schema/template-variables';
import type { AppObject } from '../objects/app-object';
import type { AppObjects } from '../objects/app-objects';
import { type LabelSelector, maySelect, selects } from '../objects/label-selectors';

/** Which namespaces may attach their objects. */
interface AllowedNamespaces {
  readonly from?: string;
  readonly selector?: LabelSelector;
}

/** A listener of a Gateway or ListenerSet. */
export interface Listener {
  readonly name: string;
  readonly hostname?: string;
  readonly port: number;
  readonly protocol: string;
  readonly allowedRoutes?: {
    readonly kinds?: readonly { readonly group?: string; readonly kind: string }[];
    readonly namespaces?: AllowedNamespaces;
  };
}

const ROUTE_PROTOCOLS = ['HTTP', 'HTTPS'];

/** The Gateway or ListenerSet that a parentRef names, if the app defines it. */
export function parentOf(ref: HttpRouteSpecParentRefs, route: AppObject, objects: AppObjects): AppObject | undefined {
  const { group = GATEWAY_API_GROUP, kind = 'Gateway', namespace = route.namespace, name } = ref;
  return group === GATEWAY_API_GROUP ? objects.find(kind, namespace, name, route) : undefined;
}

/** The listeners of a parent that a parentRef selects. */
export function selectedListeners({ sectionName, port }: HttpRouteSpecParentRefs, parent: AppObject): Listener[] {
  return itemsOf<Listener>(parent.spec.listeners).filter(
    (listener) =>
      (sectionName === undefined || listener.name === sectionName) && (port === undefined || listener.port === port),
  );
}

/**
 * Whether a listener lets a route of this kind and namespace attach; what the app does not know counts as allowed.
 *
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#allowedroutes
 */
export function allowsRoute(
  { protocol, allowedRoutes }: Listener,
  parent: AppObject,
  kind: string,
  route: AppObject,
  objects: AppObjects,
): boolean {
  const kinds = itemsOf(allowedRoutes?.kinds);
  const allowsKind =
    kinds.length === 0
      ? ROUTE_PROTOCOLS.includes(protocol) && ROUTE_KINDS.includes(kind)
      : kinds.some((each) => each.kind === kind && (each.group ?? GATEWAY_API_GROUP) === GATEWAY_API_GROUP);
  return allowsKind && allowsNamespace(allowedRoutes?.namespaces ?? {}, parent, route, objects);
}

/** Whether an object may attach to a parent; what the app does not know counts as allowed. */
export function allowsNamespace(
  { from = 'Same', selector }: AllowedNamespaces,
  parent: AppObject,
  object: AppObject,
  objects: AppObjects,
): boolean {
  switch (from) {
    case 'Same':
      return object.namespace === parent.namespace || object.namespace === '' || parent.namespace === '';
    case 'Selector':
      return (
        !selector ||
        object.namespace === '' ||
        hasTemplateVariable(JSON.stringify(selector)) ||
        selectsNamespace(selector, object, objects)
      );
    case 'None':
      return false;
    default:
      return true;
  }
}

/** Whether a selector may select the namespace of an object; the app knows all labels of a Namespace that it defines. */
function selectsNamespace(selector: LabelSelector, object: AppObject, objects: AppObjects): boolean {
  const added = { 'kubernetes.io/metadata.name': object.namespace };
  const namespace = objects.find('Namespace', '', object.namespace, object);
  return namespace
    ? selects(selector, { ...namespace.manifest.metadata.labels, ...added })
    : maySelect(selector, added);
}

/**
 * Whether a request can have both a hostname of a route and that of a listener, which another tool may fill in.
 *
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#httproutespec
 */
export function hostnamesMeet(ofRoute: string, ofListener: string | undefined): boolean {
  if (!ofListener || ofListener === ofRoute || hasTemplateVariable(ofListener)) {
    return true;
  }
  return isBelow(ofRoute, ofListener) || isBelow(ofListener, ofRoute);
}

/** Whether a hostname is one of those that a wildcard stands for. */
function isBelow(hostname: string, wildcard: string): boolean {
  return wildcard.startsWith('*.') && hostname.endsWith(wildcard.slice(1));
}
