import { propertyAt } from '../../findings/property-path';
import type { AppObjects, RouteBackend } from './app-objects';
import type { AppReport } from './app-report';

/** Backends among whose pods Envoy cannot choose, in view of the Services and Backends of the app. */
export function checkBackendPods(
  { route, path, backend, rule }: RouteBackend,
  objects: AppObjects,
  report: AppReport,
): void {
  const object = objects.backendOf(backend, route);
  if (object?.kind === 'Service' && object.spec.type === 'ExternalName') {
    report(route.construct, {
      id: 'external-name',
      property: propertyAt(path),
      value: backend.name,
      expected: `a Service with pods; ${object.path} is of type ExternalName`,
    });
  }
  if (rule?.plan.loadBalancer && object?.kind === 'Backend' && object.spec.type === 'DynamicResolver') {
    report(route.construct, {
      id: 'backend-without-pods',
      property: propertyAt(path),
      value: backend.name,
      expected: `a Service, or a Backend with endpoints; ${object.path} is of type DynamicResolver`,
    });
  }
}
