import { propertyAt } from '../../findings/property-path';
import { backendsOf } from '../../input/backends';
import { ROUTE_KINDS } from '../../objects/groups';
import type { AppObjects } from './app-objects';
import type { AppReport } from './app-report';
import { isMistyped } from './mistyped';

/** Backends that the app does not define, with the name of a Service in their namespace but for a slip. */
export function warnOfBackendTypos(objects: AppObjects, report: AppReport): void {
  const services = objects.ofKind('Service');
  if (services.length === 0) {
    return;
  }
  for (const route of objects.ofKind(...ROUTE_KINDS).filter(({ isAsMade }) => isAsMade)) {
    for (const { source } of route.rules) {
      for (const { path, backend } of backendsOf(source.property, source)) {
        const { kind = 'Service', namespace = route.namespace, name } = backend;
        const isKnown = kind !== 'Service' || objects.find(kind, namespace, name, route) !== undefined;
        const meant = isKnown
          ? undefined
          : services.find(
              (service) =>
                service.namespace === namespace &&
                isMistyped(String(name), service.name) &&
                objects.canMeet(service, route),
            );
        if (meant) {
          report(route.construct, {
            id: 'backend-typo',
            property: propertyAt([...path, 'name']),
            value: name,
            expected: `a Service of the app, such as ${meant.key} (${meant.path})`,
            remedy: `write name: "${meant.name}"`,
          });
        }
      }
    }
  }
}
