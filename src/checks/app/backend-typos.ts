import { propertyAt } from '../../findings/property-path';
import type { Backend } from '../../input/backends';
import { ENVOY_GATEWAY_GROUP } from '../../objects/groups';
import { isResolvable } from '../../schema/resolvable';
import type { AppObject } from './app-object';
import type { AppObjects, RouteBackend } from './app-objects';
import type { AppReport } from './app-report';
import { isMistyped } from './mistyped';

const GROUPS = { Service: '', Backend: ENVOY_GATEWAY_GROUP };

type Kind = keyof typeof GROUPS;

const KINDS = Object.keys(GROUPS) as Kind[];

/** Backends that the app has only under another kind or namespace, or but for a slip in the name. */
export function warnOfBackendTypo(
  { route, path, backend }: RouteBackend,
  objects: AppObjects,
  report: AppReport,
): void {
  const { kind = 'Service', namespace, name } = backend;
  const meant = typeof name === 'string' && KINDS.includes(kind as Kind) && meantBackend(backend, route, objects);
  if (meant) {
    const typo = typoIn({ kind, namespace: namespace ?? route.namespace }, meant);
    report(route.construct, {
      id: 'backend-typo',
      property: propertyAt([...path, typo.field]),
      value: { kind, namespace, name }[typo.field],
      expected: `a backend of the app, such as ${meant.key} (${meant.path})`,
      remedy: `write ${typo.correction}`,
    });
  }
}

interface Typo {
  readonly field: 'kind' | 'namespace' | 'name';
  readonly correction: string;
}

function typoIn({ kind, namespace }: { readonly kind: string; readonly namespace: string }, meant: AppObject): Typo {
  if (meant.kind !== kind) {
    const group = GROUPS[meant.kind as Kind];
    return { field: 'kind', correction: `group: "${group}" and kind: "${meant.kind}"` };
  }
  return meant.namespace !== namespace
    ? { field: 'namespace', correction: `namespace: "${meant.namespace}"` }
    : { field: 'name', correction: `name: "${meant.name}"` };
}

function meantBackend(backend: Backend, route: AppObject, objects: AppObjects): AppObject | undefined {
  const { kind = 'Service', namespace = route.namespace, name } = backend;
  if (objects.backendOf(backend, route)) {
    return undefined;
  }
  const ofOtherKind = KINDS.map((each) => objects.find(each, namespace, name, route)).find((each) => each);
  const isMeant = (each: AppObject) =>
    each.namespace === namespace
      ? isMistyped(name, each.name)
      : each.name === name && each.namespace !== '' && namespace !== '' && !isResolvable(namespace);
  return ofOtherKind ?? objects.ofKind(kind).find((each) => isMeant(each) && objects.canMeet(each, route));
}
