import type { Observation } from '../../../findings/finding';
import { propertyAt } from '../../../findings/property-path';
import type { Backend } from '../../../input/backends';
import type { AppObject } from '../objects/app-object';
import type { AppObjects, RouteBackend } from '../objects/app-objects';
import type { AppReport } from '../objects/app-report';

/** Backends among whose pods Envoy cannot choose, in view of the Services and Backends of the app. */
export function checkBackendPods(
  { route, path, backend, rule }: RouteBackend,
  objects: AppObjects,
  report: AppReport,
): void {
  const lack = lackOfPods(backend, route, rule?.plan.loadBalancer !== undefined, objects);
  if (lack) {
    report(route.construct, { ...lack, property: propertyAt(path) });
  }
}

/** What is wrong with a backend without pods; nothing if it has some, or if the app does not say. */
export function lackOfPods(
  backend: Backend,
  route: AppObject,
  isSticky: boolean,
  objects: AppObjects,
): Omit<Observation, 'property'> | undefined {
  const object = objects.backendOf(backend, route);
  if (object?.kind === 'Service' && object.spec.type === 'ExternalName') {
    return {
      id: 'external-name',
      value: backend.name,
      expected: `a Service with pods; ${object.path} is of type ExternalName`,
    };
  }
  if (isSticky && object?.kind === 'Backend' && object.spec.type === 'DynamicResolver') {
    return {
      id: 'backend-without-pods',
      value: backend.name,
      expected: `a Service, or a Backend with endpoints; ${object.path} is of type DynamicResolver`,
    };
  }
  return undefined;
}
