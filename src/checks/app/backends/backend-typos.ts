import { entryOf, itemsOf } from '../../../collections';
import { propertyAt } from '../../../findings/property-path';
import { type Backend, backendsOf } from '../../../input/backends';
import { ENVOY_GATEWAY_GROUP, ROUTE_KINDS } from '../../../objects/groups';
import { isResolvable } from '../../../schema/resolvable';
import { isMistyped } from '../mistyped';
import type { AppObject } from '../objects/app-object';
import type { AppObjects, RouteBackend } from '../objects/app-objects';
import type { AppReport } from '../objects/app-report';

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
      : each.name === name && isOnlyElsewhere(each, namespace, objects);
  return ofOtherKind ?? objects.ofKind(kind).find((each) => isMeant(each) && objects.canMeet(each, route));
}

/** Whether a backend of another namespace is there for no route of its own. */
function isOnlyElsewhere(backend: AppObject, namespace: string, objects: AppObjects): boolean {
  const isKnown = backend.namespace !== '' && namespace !== '' && !isResolvable(namespace);
  return isKnown && !referredBackends(objects).has(backend);
}

/** Made once for all backends of an app. */
const referred = new WeakMap<AppObjects, ReadonlySet<AppObject | undefined>>();

/** The backends of the app to which its routes refer. */
function referredBackends(objects: AppObjects): ReadonlySet<AppObject | undefined> {
  return entryOf(referred, objects, () => {
    const ofOthers = objects
      .ofKind(...ROUTE_KINDS)
      .filter(({ isOurs }) => !isOurs)
      .flatMap((route) =>
        itemsOf<object>(route.spec.rules).flatMap((rule) =>
          backendsOf('', rule).map(({ backend }) => ({ backend, route })),
        ),
      );
    return new Set([...objects.backends, ...ofOthers].map(({ backend, route }) => objects.backendOf(backend, route)));
  });
}
