import type { HttpRouteSpecParentRefs } from '../../../imports/gateway.networking.k8s.io';
import { itemsOf } from '../../collections';
import { GATEWAY_API_GROUP, ROUTE_KINDS } from '../../objects/groups';
import { hasTemplateVariable } from '../../schema/template-variables';
import type { AppObject } from './app-object';
import type { AppObjects } from './app-objects';
import { type LabelSelector, selects } from './label-selectors';

/** A listener of a Gateway or ListenerSet. */
export interface Listener {
  readonly name: string;
  readonly hostname?: string;
  readonly port: number;
  readonly protocol: string;
  readonly allowedRoutes?: {
    readonly kinds?: readonly { readonly group?: string; readonly kind: string }[];
    readonly namespaces?: { readonly from?: string; readonly selector?: LabelSelector };
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

function allowsNamespace(
  { from = 'Same', selector }: { readonly from?: string; readonly selector?: LabelSelector },
  parent: AppObject,
  route: AppObject,
  objects: AppObjects,
): boolean {
  switch (from) {
    case 'Same':
      return route.namespace === parent.namespace || route.namespace === '' || parent.namespace === '';
    case 'Selector': {
      const namespace = objects.find('Namespace', '', route.namespace, route);
      return (
        !(namespace && selector) ||
        hasTemplateVariable(JSON.stringify(selector)) ||
        selects(selector, labelsOf(namespace))
      );
    }
    case 'None':
      return false;
    default:
      return true;
  }
}

/** The labels of a Namespace, with the one that the API server adds. */
function labelsOf({ name, manifest }: AppObject): Readonly<Record<string, string>> {
  return { 'kubernetes.io/metadata.name': name, ...manifest.metadata.labels };
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
