import { isResolvable } from '../crds/check';
import { type Path, propertyAt } from '../problem';
import { type Backend, backendsOf } from '../route/backends';
import { collect, itemsOf } from '../route/lists';
import type { AppObject, AppObjects } from './app-objects';
import type { AppProblem } from './app-problem';
import type { Grants } from './grants';
import { ROUTE_GROUP, ROUTE_KINDS } from './policy-targets';

/** Backends that the routes of this package cannot reach: ports that no Service has, namespaces that do not let them in. */
export function checkBackends(objects: AppObjects, grants: Grants): AppProblem[] {
  const routes = objects.ofKind(...ROUTE_KINDS).filter(({ isOurs }) => isOurs);
  return collect(routes, (route) =>
    collect(backendsOf('spec.rules', itemsOf(route.spec.rules)), ({ path, backend }) =>
      checkPort(route, path, backend, objects).concat(checkGrant(route, path, backend, grants)),
    ),
  );
}

function checkPort(
  route: AppObject,
  path: Path,
  { kind = 'Service', namespace = route.namespace, name, port }: Backend,
  objects: AppObjects,
): AppProblem[] {
  const service = kind === 'Service' ? objects.find(kind, namespace, name, route) : undefined;
  if (service === undefined) {
    return [];
  }
  const ports = itemsOf<{ readonly port: number }>(service.spec.ports).map((each) => each.port);
  return isResolvable(port) || ports.includes(port as number)
    ? []
    : [
        {
          path: route.path,
          property: propertyAt([...path, 'port']),
          value: port,
          allowed: `a port of ${service.key}, which is ${service.path}: ${ports.join(', ') || 'it has none'}`,
          remedy: ports.length > 0 ? `write ${ports[0]}` : 'give the Service a port',
        },
      ];
}

function checkGrant(
  route: AppObject,
  path: Path,
  { group = '', kind = 'Service', namespace = route.namespace, name }: Backend,
  grants: Grants,
): AppProblem[] {
  if (namespace === route.namespace) {
    return [];
  }
  const from = { group: ROUTE_GROUP, kind: route.kind, namespace: route.namespace };
  return isResolvable(namespace) ||
    route.acknowledged.includes('reference-grant') ||
    grants.allow(from, { group, kind, namespace, name })
    ? []
    : [
        {
          path: route.path,
          property: propertyAt([...path, 'namespace']),
          value: namespace,
          allowed: `the namespace of the route, or one with a ReferenceGrant for ${route.kind}s of ${route.namespace}`,
          remedy:
            'set referenceGrants to true, add a ReferenceGrant to the app, or acknowledge ["reference-grant"] where ' +
            'another app has it',
        },
      ];
}
