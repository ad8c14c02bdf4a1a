import { propertyAt } from '../../findings/property-path';
import type { Backend } from '../../input/backends';
import { ENVOY_GATEWAY_GROUP } from '../../objects/groups';
import type { AppObject } from './app-object';
import type { AppObjects, RouteBackend } from './app-objects';
import type { AppReport } from './app-report';
import { isMistyped } from './mistyped';

const GROUPS = { Service: '', Backend: ENVOY_GATEWAY_GROUP };

type Kind = keyof typeof GROUPS;

const KINDS = Object.keys(GROUPS) as Kind[];

/** Backends that the app does not define, with the kind or name of one in their namespace but for a slip. */
export function warnOfBackendTypo(
  { route, path, backend }: RouteBackend,
  objects: AppObjects,
  report: AppReport,
): void {
  const { kind = 'Service', name } = backend;
  const meant = typeof name === 'string' && KINDS.includes(kind as Kind) && meantBackend(backend, route, objects);
  if (meant) {
    const isOtherKind = meant.kind !== kind;
    report(route.construct, {
      id: 'backend-typo',
      property: propertyAt([...path, isOtherKind ? 'kind' : 'name']),
      value: isOtherKind ? kind : name,
      expected: `a backend of the app, such as ${meant.key} (${meant.path})`,
      remedy: isOtherKind
        ? `write group: "${GROUPS[meant.kind as Kind]}" and kind: "${meant.kind}"`
        : `write name: "${meant.name}"`,
    });
  }
}

function meantBackend(backend: Backend, route: AppObject, objects: AppObjects): AppObject | undefined {
  const { kind = 'Service', namespace = route.namespace, name } = backend;
  if (objects.backendOf(backend, route)) {
    return undefined;
  }
  const ofOtherKind = KINDS.map((each) => objects.find(each, namespace, name, route)).find((each) => each);
  return (
    ofOtherKind ??
    objects
      .ofKind(kind)
      .find((each) => each.namespace === namespace && isMistyped(name, each.name) && objects.canMeet(each, route))
  );
}
