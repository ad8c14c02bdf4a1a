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
  readonly property: string;
  readonly backend: Backend;
}

/** All backends of rules, those that only get copies included. */
export function backendsOf(property: string, rules: readonly RuleWithBackends[]): PlacedBackend[] {
  const found: PlacedBackend[] = [];
  const add = (place: string, backend: Backend) => found.push({ property: place, backend });
  rules.forEach(({ backendRefs, filters }, r) => {
    itemsOf(backendRefs).forEach((backend, b) => {
      const place = `${property}[${r}].backendRefs[${b}]`;
      add(place, backend);
      addMirrors(place, backend.filters, add);
    });
    addMirrors(`${property}[${r}]`, filters, add);
  });
  return found;
}

function addMirrors(
  property: string,
  filters: readonly Filter[] | undefined,
  add: (place: string, backend: Backend) => void,
): void {
  itemsOf(filters).forEach(({ requestMirror }, i) => {
    if (requestMirror?.backendRef) {
      add(`${property}.filters[${i}].requestMirror.backendRef`, requestMirror.backendRef);
    }
  });
}
