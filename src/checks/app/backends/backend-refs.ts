import { itemsOf } from '../../../collections';
import { propertyAt } from '../../../findings/property-path';
import { GATEWAY_API_GROUP } from '../../../objects/groups';
import { isResolvable } from '../../../schema/resolvable';
import { hasTemplateVariable } from '../../../schema/template-variables';
import type { AppObjects, RouteBackend } from '../objects/app-objects';
import type { AppReport } from '../objects/app-report';
import type { Grants } from '../objects/grants';

interface ServicePort {
  readonly port: number;
  readonly protocol?: string;
}

/** Backends that routes of this package cannot reach: unknown ports of a Service, and namespaces without a ReferenceGrant. */
export function checkBackendRef(backend: RouteBackend, objects: AppObjects, grants: Grants, report: AppReport): void {
  checkPort(backend, objects, report);
  checkGrant(backend, grants, report);
}

function checkPort({ route, path, backend }: RouteBackend, objects: AppObjects, report: AppReport): void {
  const { kind = 'Service', port } = backend;
  const service = kind === 'Service' ? objects.backendOf(backend, route) : undefined;
  const ports = itemsOf<ServicePort>(service?.spec.ports)
    .filter(({ protocol = 'TCP' }) => protocol === 'TCP')
    .map((each) => each.port);
  // A missing port breaks a rule of the CRD, and a Service of type ExternalName is reported as such.
  const isJudged = port !== undefined && !isResolvable(port) && service?.spec.type !== 'ExternalName';
  const isKnown = !ports.some((each) => hasTemplateVariable(String(each)));
  if (service && isJudged && isKnown && !ports.includes(port)) {
    report(route.construct, {
      id: 'service-port',
      property: propertyAt([...path, 'port']),
      value: port,
      expected: `a port of ${service.key} (${service.path}): ${ports.join(', ') || 'it has none'}`,
      remedy: ports.length > 0 ? `write ${ports[0]}` : 'give the Service a port',
    });
  }
}

function checkGrant({ route, kind: routeKind, path, backend }: RouteBackend, grants: Grants, report: AppReport): void {
  const { group = '', kind = 'Service', namespace = route.namespace, name } = backend;
  // Without a namespace of its own the route may well be in that of the backend.
  if (namespace === route.namespace || route.namespace === '' || isResolvable(namespace)) {
    return;
  }
  const from = { group: GATEWAY_API_GROUP, kind: routeKind, namespace: route.namespace };
  if (!grants.allow(from, { group, kind, namespace, name })) {
    report(route.construct, {
      id: 'reference-grant',
      property: propertyAt([...path, 'namespace']),
      value: namespace,
      expected: `the namespace of the route, or one with a ReferenceGrant for ${routeKind}s of ${route.namespace}`,
    });
  }
}
