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

/** All backends of rules, those that only get copies included, with the place where they stand. */
export function backendsOf(
  property: string,
  rules: readonly RuleWithBackends[],
): { readonly property: string; readonly backend: Backend }[] {
  return rules.flatMap((rule, r) => {
    const refs = itemsOf(rule.backendRefs).flatMap((backend, b) => {
      const place = `${property}[${r}].backendRefs[${b}]`;
      return [{ property: place, backend }, ...mirrorsOf(place, backend.filters)];
    });
    return [...refs, ...mirrorsOf(`${property}[${r}]`, rule.filters)];
  });
}

function mirrorsOf(property: string, filters: readonly Filter[] | undefined) {
  return itemsOf(filters).flatMap(({ requestMirror }, i) =>
    requestMirror?.backendRef
      ? [{ property: `${property}.filters[${i}].requestMirror.backendRef`, backend: requestMirror.backendRef }]
      : [],
  );
}
