import { propertyAt } from '../../findings/property-path';
import type { Backend } from '../../input/backends';
import type { AppObject } from './app-object';
import type { AppObjects, RouteBackend } from './app-objects';
import type { AppReport } from './app-report';
import { isMistyped } from './mistyped';

/** Backends that the app does not define, with the name of a Service in their namespace but for a slip. */
export function warnOfBackendTypo(
  { route, path, backend }: RouteBackend,
  objects: AppObjects,
  report: AppReport,
): void {
  const meant = meantService(backend, route, objects);
  if (meant) {
    report(route.construct, {
      id: 'backend-typo',
      property: propertyAt([...path, 'name']),
      value: backend.name,
      expected: `a Service of the app, such as ${meant.key} (${meant.path})`,
      remedy: `write name: "${meant.name}"`,
    });
  }
}

function meantService(
  { kind = 'Service', namespace, name }: Backend,
  route: AppObject,
  objects: AppObjects,
): AppObject | undefined {
  const inNamespace = namespace ?? route.namespace;
  if (kind !== 'Service' || typeof name !== 'string' || objects.find(kind, inNamespace, name, route)) {
    return undefined;
  }
  return objects
    .ofKind('Service')
    .find(
      (service) =>
        service.namespace === inNamespace && isMistyped(name, service.name) && objects.canMeet(service, route),
    );
}
