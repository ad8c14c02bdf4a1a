import type { Path } from '../problem';
import { itemsOf } from './lists';

/** What a route refers to as a backend. */
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

interface RuleWithBackends {
  readonly backendRefs?: readonly (Backend & { readonly filters?: readonly Filter[] })[];
  readonly filters?: readonly Filter[];
}

/** A backend, and where it stands. */
export interface PlacedBackend {
  readonly path: Path;
  readonly backend: Backend;
}

/** All backends of rules, those that only get copies included. */
export function backendsOf(property: string, rules: readonly RuleWithBackends[]): PlacedBackend[] {
  const found: PlacedBackend[] = [];
  rules.forEach(({ backendRefs, filters }, r) => {
    itemsOf(backendRefs).forEach((backend, b) => {
      const path = [property, r, 'backendRefs', b];
      found.push({ path, backend });
      addMirrors(path, backend.filters, found);
    });
    addMirrors([property, r], filters, found);
  });
  return found;
}

function addMirrors(path: Path, filters: readonly Filter[] | undefined, found: PlacedBackend[]): void {
  itemsOf(filters).forEach(({ requestMirror }, i) => {
    if (requestMirror?.backendRef) {
      found.push({ path: [...path, 'filters', i, 'requestMirror', 'backendRef'], backend: requestMirror.backendRef });
    }
  });
}
