import { itemsOf } from '../collections';
import type { PropertyPath } from '../findings/property-path';

/** A reference of a route to a backend. */
export interface Backend {
  readonly group?: string;
  readonly kind?: string;
  readonly namespace?: string;
  readonly name: string;
  readonly port?: number;
}

interface Filter {
  readonly requestMirror?: { readonly backendRef: Backend };
}

/** The part of a rule that refers to backends. */
export interface RuleWithBackends {
  readonly backendRefs?: readonly Backend[];
  readonly filters?: readonly Filter[];
}

/** A backend and the path of its reference. */
export interface PlacedBackend {
  readonly path: PropertyPath;
  readonly backend: Backend;
}

/** All backends of a rule, including RequestMirror targets. */
export function backendsOf(property: string, { backendRefs, filters }: RuleWithBackends): PlacedBackend[] {
  const found: PlacedBackend[] = itemsOf(backendRefs).map((backend, b) => ({
    path: [property, 'backendRefs', b],
    backend,
  }));
  itemsOf(filters).forEach(({ requestMirror }, i) => {
    if (requestMirror?.backendRef) {
      found.push({ path: [property, 'filters', i, 'requestMirror', 'backendRef'], backend: requestMirror.backendRef });
    }
  });
  return found;
}
