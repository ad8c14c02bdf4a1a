import { propertyAt } from '../../findings/property-path';
import type { Backend } from '../../input/backends';
import type { AppObject } from './app-object';
import type { AppObjects } from './app-objects';
import type { AppReport } from './app-report';
import { isMistyped } from './mistyped';

/** Backends that the app does not define, with the name of a Service in their namespace but for a slip. */
export function warnOfBackendTypos(objects: AppObjects, report: AppReport): void {
  const services = objects.ofKind('Service');
  if (services.length === 0) {
    return;
  }
  for (const { route, path, backend } of objects.backends) {
    const meant = meantService(backend, route, services, objects);
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
}

function meantService(
  { kind = 'Service', namespace, name }: Backend,
  route: AppObject,
  services: readonly AppObject[],
  objects: AppObjects,
): AppObject | undefined {
  const inNamespace = namespace ?? route.namespace;
  if (kind !== 'Service' || typeof name !== 'string' || objects.find(kind, inNamespace, name, route)) {
    return undefined;
  }
  return services.find(
    (service) => service.namespace === inNamespace && isMistyped(name, service.name) && objects.canMeet(service, route),
  );
}
