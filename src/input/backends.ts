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

/** Visits all backends of a rule, including RequestMirror targets; few visitors need the path of a reference. */
export function visitBackends(
  property: string,
  { backendRefs, filters }: RuleWithBackends,
  visit: (backend: Backend, pathOf: () => PropertyPath) => void,
): void {
  itemsOf(backendRefs).forEach((backend, b) => {
    visit(backend, () => [property, 'backendRefs', b]);
  });
  itemsOf(filters).forEach(({ requestMirror }, i) => {
    if (requestMirror?.backendRef) {
      visit(requestMirror.backendRef, () => [property, 'filters', i, 'requestMirror', 'backendRef']);
    }
  });
}

/** All backends of a rule, with their paths. */
export function backendsOf(property: string, rule: RuleWithBackends): PlacedBackend[] {
  const found: PlacedBackend[] = [];
  visitBackends(property, rule, (backend, pathOf) => found.push({ path: pathOf(), backend }));
  return found;
}
