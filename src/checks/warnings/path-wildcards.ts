import type { HttpRouteSpecRulesMatches } from '../../../imports/gateway.networking.k8s.io';
import type { Report } from '../../findings/finding';
import type { RouteInput } from '../../input/route-input';

/** Segments of a path that other routers take for any text: `*`, `:id`. The API server refuses `{id}`. */
const WILDCARD = /\*|^:\w+$/;

/** The same for all of the path below: `*`, `**`, `.*`. */
const ANYTHING = /^\.?\*+$/;

/** Wildcards in paths that Envoy compares as they are written. */
export function warnOfPathWildcards({ http }: RouteInput, report: Report): void {
  for (const { property, matches } of http) {
    matches.forEach((match, m) => {
      const { type = 'PathPrefix', value } = (match as HttpRouteSpecRulesMatches).path ?? {};
      const segments = typeof value === 'string' ? value.split('/') : [];
      const first = segments.findIndex((segment) => WILDCARD.test(segment));
      if ((type === 'PathPrefix' || type === 'Exact') && first !== -1) {
        report({
          id: 'path-wildcard',
          property: `${property}.matches[${m}].path.value`,
          value,
          expected: `a path without wildcards for type ${type}`,
          ...(segments.slice(first).every((segment) => ANYTHING.test(segment)) && {
            remedy: `write value: ${JSON.stringify(segments.slice(0, first).join('/') || '/')} with type PathPrefix`,
          }),
        });
      }
    });
  }
}
