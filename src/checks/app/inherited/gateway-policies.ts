import type { HttpRouteSpecParentRefs } from '../../../../imports/gateway.networking.k8s.io';
import { addTo, entryOf, itemsOf } from '../../../collections';
import { POLICY_KIND } from '../../../objects/groups';
import { parentGateway } from '../gateways/listener-sets';
import type { AppObject } from '../objects/app-object';
import type { AppObjects } from '../objects/app-objects';
import type { AttachedConstruct, Attachment } from '../objects/attachments';
import { objectKey } from '../objects/object-key';
import { targetsOf } from '../objects/policy-targets';

const PARENT_KINDS = ['Gateway', 'ListenerSet'];

const SETTING_KINDS = ['ClientTrafficPolicy', 'EnvoyProxy', 'GatewayClass', 'SecurityPolicy'];

/** A policy, and the listener that it is for; none if it is for all of them. */
interface TargetingPolicy {
  readonly policy: AppObject;
  readonly sectionName: string | undefined;
}

/** Policies by the parents that they are for. */
type PoliciesByParent = ReadonlyMap<string, readonly TargetingPolicy[]>;

/** Made once for all routes of an app. */
const indexes = new WeakMap<AppObjects, Map<string, PoliciesByParent>>();

/** Whether the app has settings of Gateways that matter to routes. */
export function hasGatewaySettings(objects: AppObjects): boolean {
  return indexOf(POLICY_KIND, objects).size > 0 || objects.ofKind(...SETTING_KINDS).length > 0;
}

/** The BackendTrafficPolicies of the app that are for the parents of routes. */
export function parentTrafficPolicies(each: AttachedConstruct, objects: AppObjects): readonly AppObject[] {
  return parentPolicies(POLICY_KIND, each, objects);
}

/** The policies of a kind in the app that are for the parents of routes. */
export function parentPolicies(kind: string, each: AttachedConstruct, objects: AppObjects): readonly AppObject[] {
  if (indexOf(kind, objects).size === 0) {
    return [];
  }
  const found = each.attachments.flatMap(({ route, parentRefs }) =>
    parentRefs.flatMap((ref) => policiesFor(kind, ref, route, objects)),
  );
  return [...new Set(found)];
}

/** Whether each parent of a route has a policy of a kind in the app that `says` something. */
export function everyParentHas(
  kind: string,
  { route, parentRefs }: Attachment,
  objects: AppObjects,
  says: (policy: AppObject) => boolean,
): boolean {
  return parentRefs.length > 0 && parentRefs.every((ref) => policiesFor(kind, ref, route, objects).some(says));
}

/** The policies of a kind for the parent of a parentRef, or for the listener that it names. */
function policiesFor(
  policyKind: string,
  ref: HttpRouteSpecParentRefs,
  route: AppObject,
  objects: AppObjects,
): readonly AppObject[] {
  const { kind = 'Gateway', namespace = route.namespace, name, sectionName } = ref;
  const ofKind = indexOf(policyKind, objects);
  const found = itemsOf(ofKind.get(objectKey(kind, namespace, name)))
    .filter((each) => each.sectionName === undefined || sectionName === undefined || each.sectionName === sectionName)
    .map(({ policy }) => policy)
    .filter((policy) => objects.canMeet(policy, route));
  return kind === 'ListenerSet' ? found.concat(ofWholeGateway(ofKind, ref, route, objects)) : found;
}

/** The policies for all listeners of the Gateway of a ListenerSet. */
function ofWholeGateway(
  ofKind: PoliciesByParent,
  ref: HttpRouteSpecParentRefs,
  route: AppObject,
  objects: AppObjects,
): readonly AppObject[] {
  const gateway = parentGateway(ref, route, objects);
  const policies = (gateway && ofKind.get(gateway.key)) ?? [];
  return policies.filter(({ sectionName }) => sectionName === undefined).map(({ policy }) => policy);
}

function indexOf(policyKind: string, objects: AppObjects): PoliciesByParent {
  const ofApp = entryOf(indexes, objects, (): Map<string, PoliciesByParent> => new Map());
  return entryOf(ofApp, policyKind, () => policiesByParent(policyKind, objects));
}

function policiesByParent(policyKind: string, objects: AppObjects): PoliciesByParent {
  const byParent = new Map<string, TargetingPolicy[]>();
  // Policies of this package are for routes.
  for (const policy of objects.ofKind(policyKind).filter(({ isOurs }) => !isOurs)) {
    for (const { kind, namespace, name, sectionName } of targetsOf(policy, objects)) {
      if (PARENT_KINDS.includes(kind)) {
        addTo(byParent, objectKey(kind, namespace, name), { policy, sectionName });
      }
    }
  }
  return byParent;
}
