import type {
  HttpRouteSpecRulesFiltersType as FilterType,
  HttpRouteSpecRulesMatchesPathType as PathType,
} from '../../imports/gateway.networking.k8s.io';
import { Stickiness } from '../../src';

/** Two backends. */
export const A = { name: 'a', port: 80 };
export const B = { name: 'b', port: 80 };

/** One stickiness of each kind that checks tell apart. */
export const HASH = Stickiness.header('X-User');
export const SESSION_COOKIE = Stickiness.sessionCookie({ name: 'pod' });
export const SESSION_HEADER = Stickiness.sessionHeader('X-Pod');
export const SERVER_SESSION = Stickiness.mcp();
export const PATH_KEY = Stickiness.path('/rooms/{room}');
export const FIRST_OF = Stickiness.firstOf([Stickiness.header('X-User'), Stickiness.sourceIp()]);
export const NONE = Stickiness.none();

/** A rule that ends with a filter, so that no pod gets its requests. */
export const REDIRECT = {
  matches: [pathMatch('/old')],
  filters: [{ type: 'RequestRedirect' as FilterType, requestRedirect: { hostname: 'a.example.com' } }],
};

/** A list of `count` items. */
export function times<T>(count: number, make: (i: number) => T): T[] {
  return Array.from({ length: count }, (_, i) => make(i));
}

/** Headers of a match or a filter. */
export function headers(count: number): { name: string; value: string }[] {
  return times(count, (i) => ({ name: `x-${i}`, value: 'a' }));
}

export function pathMatch(value: string, type = 'PathPrefix') {
  return { path: { type: type as PathType, value } };
}

/** A rule for a path. */
export function ruleAt(value: string, type?: string) {
  return { matches: [pathMatch(value, type)], backendRefs: [A] };
}

/** Rules for `/0`, `/1` and so on; the first 16 share a route. */
export function pathRules(count: number) {
  return times(count, (i) => ruleAt(`/${i}`));
}

/** A rule with a backend for each weight; `undefined` leaves the weight out. */
export function weighted(...weights: (number | undefined)[]) {
  return {
    backendRefs: weights.map((weight, i) => ({ name: `v${i}`, port: 80, ...(weight !== undefined && { weight }) })),
  };
}
