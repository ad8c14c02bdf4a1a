import { chunk, entryOf } from '../collections';
import { backendsOf } from '../input/backends';
import { composedName } from '../input/names';
import type { RouteInput } from '../input/route-input';
import { GATEWAY_API_GROUP } from './groups';
import type { ObjectSpec } from './object-spec';

const MOST_REFERENTS = 16;

interface Referent {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
}

/** The references that one namespace has to allow. */
interface Grant {
  readonly routeKinds: Set<string>;
  readonly referents: Map<string, Referent>;
}

/** ReferenceGrants for the backends in other namespaces, and for these backends alone. */
export function referenceGrants(input: RouteInput): ObjectSpec[] {
  if (!input.referenceGrants) {
    return [];
  }
  const { namespace: ownNamespace = '' } = input;
  const parts = [...grantsOf(input, ownNamespace)].flatMap(([namespace, { routeKinds, referents }]) =>
    chunk([...referents.values()], MOST_REFERENTS).map((to, i) => ({ namespace, routeKinds, to, i })),
  );
  return parts.map(({ namespace, routeKinds, to, i }, place) => ({
    kind: 'ReferenceGrant',
    id: `ReferenceGrant${place ? `-${place}` : ''}`,
    namespace,
    // All teams share that namespace, so the name begins with the namespace of this construct.
    nameOf: (firstName) => composedName(`${input.namespace}.${firstName}${i ? `-${i}` : ''}`),
    specOf: () => ({
      from: [...routeKinds].map((kind) => ({ group: GATEWAY_API_GROUP, kind, namespace: ownNamespace })),
      to,
    }),
  }));
}

function grantsOf({ rules }: RouteInput, ownNamespace: string): Map<string, Grant> {
  const grants = new Map<string, Grant>();
  for (const rule of rules) {
    for (const { backend } of backendsOf('', rule)) {
      const { group = '', kind = 'Service', namespace = ownNamespace, name } = backend;
      if (namespace !== ownNamespace) {
        const { routeKinds, referents } = entryOf(grants, namespace, newGrant);
        routeKinds.add(rule.isGrpc ? 'GRPCRoute' : 'HTTPRoute');
        referents.set([group, kind, name].join('/'), { group, kind, name });
      }
    }
  }
  return grants;
}

function newGrant(): Grant {
  return { routeKinds: new Set(), referents: new Map() };
}
