import type { ReferenceGrantV1Beta1Spec } from '../../imports/gateway.networking.k8s.io';
import { backendsOf } from './backends';
import { chunk } from './lists';

const GROUP = 'gateway.networking.k8s.io';
const MOST_REFERENTS = 16;

/** What lets the routes of one namespace into another. */
export interface ReferenceGrantPart {
  readonly namespace: string;
  /** What its name has behind that of the first one there. */
  readonly suffix: string;
  readonly spec: ReferenceGrantV1Beta1Spec;
}

interface Referent {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
}

/** Grants for each namespace but their own in which rules have backends, for these backends alone. */
export function referenceGrantParts(
  routes: readonly (readonly [kind: string, rules: Parameters<typeof backendsOf>[1]])[],
  ownNamespace: string,
): ReferenceGrantPart[] {
  const grants = new Map<string, { readonly kinds: Set<string>; readonly referents: Map<string, Referent> }>();
  for (const [kind, rules] of routes) {
    for (const { backend } of backendsOf('', rules)) {
      const { group = '', kind: ofKind = 'Service', namespace = ownNamespace, name } = backend;
      if (namespace !== ownNamespace) {
        const grant = grants.get(namespace) ?? { kinds: new Set(), referents: new Map() };
        grants.set(namespace, grant);
        grant.kinds.add(kind);
        grant.referents.set([group, ofKind, name].join('/'), { group, kind: ofKind, name });
      }
    }
  }
  return [...grants].flatMap(([namespace, { kinds, referents }]) =>
    chunk([...referents.values()], MOST_REFERENTS).map((to, i) => ({
      namespace,
      suffix: i ? `-${i}` : '',
      spec: { from: [...kinds].map((kind) => ({ group: GROUP, kind, namespace: ownNamespace })), to },
    })),
  );
}
