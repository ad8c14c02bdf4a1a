import type { ReferenceGrantV1Beta1Spec } from '../../imports/gateway.networking.k8s.io';
import { type Backend, backendsOf } from './backends';

const GROUP = 'gateway.networking.k8s.io';

/** What lets the routes of one namespace into another. */
export interface ReferenceGrantPart {
  readonly namespace: string;
  readonly spec: ReferenceGrantV1Beta1Spec;
}

/** One grant for each namespace but their own in which rules have backends, for these backends alone. */
export function referenceGrantParts(
  routes: readonly (readonly [kind: string, rules: Parameters<typeof backendsOf>[1]])[],
  ownNamespace: string,
): ReferenceGrantPart[] {
  const grants = new Map<string, { readonly kinds: Set<string>; readonly backends: Map<string, Backend> }>();
  for (const [kind, rules] of routes) {
    for (const { backend } of backendsOf('', rules)) {
      const { namespace = ownNamespace } = backend;
      if (namespace !== ownNamespace) {
        const grant = grants.get(namespace) ?? { kinds: new Set(), backends: new Map() };
        grants.set(namespace, grant);
        grant.kinds.add(kind);
        grant.backends.set([backend.group, backend.kind, backend.name].join('/'), backend);
      }
    }
  }
  return [...grants].map(([namespace, { kinds, backends }]) => ({
    namespace,
    spec: {
      from: [...kinds].map((kind) => ({ group: GROUP, kind, namespace: ownNamespace })),
      to: [...backends.values()].map(({ group = '', kind = 'Service', name }) => ({ group, kind, name })),
    },
  }));
}
