import type { IConstruct } from 'constructs';
import type { RouteInput } from '../../../input/route-input';
import { GATEWAY_API_GROUP } from '../../../objects/groups';
import { isResolvable } from '../../../schema/resolvable';
import { isMistyped } from '../mistyped';
import type { AppObject } from '../objects/app-object';
import type { AppObjects, RouteConstruct } from '../objects/app-objects';
import type { AppReport } from '../objects/app-report';
import { gatewayOf, isServedBy } from './listener-sets';
import { allowsRoute, hostnamesMeet, type Listener, parentOf, selectedListeners } from './listeners';

/** Routes that the Gateways of the app do not serve. */
export function checkParents(each: RouteConstruct, objects: AppObjects, report: AppReport): void {
  // Few apps define the Gateways of their routes.
  if (each.input.parentRefs.every(({ kind = 'Gateway' }) => objects.ofKind(kind).length === 0)) {
    return;
  }
  const served = each.input.parentRefs.map((_, i) => checkParent(i, each, objects, report));
  if (served.every((listeners) => listeners !== undefined)) {
    checkServedHostnames(each, served.flat(), report);
  }
}

/** The listeners of the app that serve the routes through one parentRef; none if the app does not define the parent. */
function checkParent(
  index: number,
  { construct, input, route }: RouteConstruct,
  objects: AppObjects,
  report: AppReport,
): readonly Listener[] | undefined {
  const ref = input.parentRefs[index] as RouteInput['parentRefs'][number];
  const property = `parentRefs[${index}]`;
  if (Object.values(ref).some(isResolvable)) {
    return undefined;
  }
  const parent = parentOf(ref, route, objects);
  if (!parent) {
    warnOfParentTypo(property, ref, construct, route, objects, report);
    return undefined;
  }
  const gateway = gatewayOf(parent, objects);
  if (gateway && !isServedBy(gateway, parent, objects)) {
    report(construct, {
      id: 'not-allowed-by-listener',
      property,
      value: ref,
      expected: `a ListenerSet that allowedListeners of ${gateway.key} (${gateway.path}) allows`,
      reason: 'a Gateway serves the listeners of no other ListenerSets',
      remedy: 'set allowedListeners of the Gateway, or name the Gateway',
    });
    return [];
  }
  const selected = selectedListeners(ref, parent);
  if (selected.length === 0) {
    const names = selectedListeners({ name: ref.name }, parent).map(({ name, port }) => `${name} (port ${port})`);
    report(construct, {
      id: 'unknown-listener',
      property: ref.sectionName === undefined ? property : `${property}.sectionName`,
      value: ref.sectionName ?? ref,
      expected: `a listener of ${parent.key} (${parent.path}): ${names.join(', ') || 'it has none'}`,
    });
    return [];
  }
  const kinds = [...(input.http.length > 0 ? ['HTTPRoute'] : []), ...(input.grpc.length > 0 ? ['GRPCRoute'] : [])];
  const refused = kinds.find((kind) => !selected.some((each) => allowsRoute(each, parent, kind, route, objects)));
  if (refused !== undefined) {
    report(construct, {
      id: 'not-allowed-by-listener',
      property,
      value: ref,
      expected: `a listener that allows ${refused}s of namespace ${route.namespace || 'of kubectl'}; ${parent.path} does not`,
    });
    return [];
  }
  return selected.filter((each) => kinds.some((kind) => allowsRoute(each, parent, kind, route, objects)));
}

/** A parent that the app has only in another namespace, or but for a slip in its name. */
function warnOfParentTypo(
  property: string,
  { group = GATEWAY_API_GROUP, kind = 'Gateway', name, namespace }: RouteInput['parentRefs'][number],
  construct: IConstruct,
  route: AppObject,
  objects: AppObjects,
  report: AppReport,
): void {
  const ofRef = namespace ?? route.namespace;
  if (group !== GATEWAY_API_GROUP || ofRef === '' || typeof name !== 'string') {
    return;
  }
  const parents = objects.ofKind(kind).filter((each) => each.namespace !== '' && objects.canMeet(each, route));
  const elsewhere = parents.find((each) => each.name === name);
  const misspelt = parents.find((each) => each.namespace === ofRef && isMistyped(name, each.name));
  if (elsewhere) {
    report(construct, {
      id: 'parent-typo',
      property: namespace === undefined ? property : `${property}.namespace`,
      value: namespace ?? { name },
      expected: `the namespace of ${elsewhere.key} (${elsewhere.path})`,
      remedy: `write namespace: "${elsewhere.namespace}"`,
    });
  } else if (misspelt) {
    report(construct, {
      id: 'parent-typo',
      property: `${property}.name`,
      value: name,
      expected: `the name of ${misspelt.key} (${misspelt.path})`,
      remedy: `write name: "${misspelt.name}"`,
    });
  }
}

function checkServedHostnames(
  { construct, input }: RouteConstruct,
  listeners: readonly Listener[],
  report: AppReport,
): void {
  if (listeners.length === 0) {
    return;
  }
  input.hostnames?.forEach((hostname, i) => {
    if (typeof hostname === 'string' && !listeners.some((listener) => hostnamesMeet(hostname, listener.hostname))) {
      report(construct, {
        id: 'unserved-hostname',
        property: `hostnames[${i}]`,
        value: hostname,
        expected: `a hostname of the listeners: ${[...new Set(listeners.map((each) => each.hostname))].join(', ')}`,
      });
    }
  });
}
