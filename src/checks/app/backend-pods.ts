import { propertyAt } from '../../findings/property-path';
import type { Backend } from '../../input/backends';
import { hasSeveralBackends, type RuleInput } from '../../input/rule-input';
import { isResolvable } from '../../schema/resolvable';
import type { AppObject } from './app-object';
import type { AppObjects, RouteBackend } from './app-objects';
import type { AppReport } from './app-report';

/** Backends among whose pods Envoy cannot choose, in view of the Services and Backends of the app. */
export function checkBackendPods(objects: AppObjects, report: AppReport): void {
  for (const backend of objects.backends) {
    checkKind(backend, objects, report);
  }
  for (const { input, route } of objects.routeConstructs) {
    for (const rule of input.rules.filter((each) => each.plan.pin && hasSeveralBackends(each))) {
      checkOneCluster(route, rule, objects, report);
    }
  }
}

function checkKind({ route, path, backend, rule }: RouteBackend, objects: AppObjects, report: AppReport): void {
  const object = backendObject(backend, route, objects);
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

/** Services with settings for which Envoy Gateway makes each backend of a rule a cluster. */
function checkOneCluster(route: AppObject, rule: RuleInput, objects: AppObjects, report: AppReport): void {
  const services = rule.backendRefs.flatMap((ref) => {
    const object = backendObject(ref, route, objects);
    return object?.kind === 'Service' ? [{ object, port: ref.port }] : [];
  });
  const zoned = services.find(({ object }) => prefersZone(object));
  const known = services.filter(({ port }) => !isResolvable(port));
  const protocols = new Set(known.map(({ object, port }) => appProtocolOf(object, port)));
  if (zoned || protocols.size > 1) {
    report(route.construct, {
      id: 'several-clusters',
      property: `${rule.property}.backendRefs`,
      value: rule.backendRefs.map(({ name }) => name),
      expected: zoned
        ? `Services without trafficDistribution and topology-mode, unlike ${zoned.object.path}`
        : `Services whose ports have one appProtocol, not ${[...protocols].join(' and ')}`,
      remedy: 'make the Services alike, or use Stickiness.header()',
    });
  }
}

function backendObject(
  { kind = 'Service', namespace, name }: Pick<Backend, 'kind' | 'namespace' | 'name'>,
  route: AppObject,
  objects: AppObjects,
): AppObject | undefined {
  return objects.find(kind, namespace ?? route.namespace, name, route);
}

function prefersZone({ spec, manifest }: AppObject): boolean {
  const mode = manifest.metadata.annotations?.['service.kubernetes.io/topology-mode'];
  return spec.trafficDistribution !== undefined || /^auto$/i.test(mode ?? '');
}

function appProtocolOf({ spec }: AppObject, port: unknown): string {
  const ports: readonly { readonly port: number; readonly appProtocol?: string }[] = spec.ports ?? [];
  return ports.find((each) => each.port === port)?.appProtocol ?? 'none';
}
