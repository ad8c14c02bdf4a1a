import type { HttpRouteSpecRulesMatches } from '../../imports/gateway.networking.k8s.io';
import type { CheckedProps } from '../checks/checked-props';
import { matchesOf } from '../route/precedence';
import type { Warning } from './warning';

/** Session cookies of which a client gets one for each path, and so a pod for each. */
export function cookiePaths({ http = [], stickinessOf }: CheckedProps): Warning[] {
  const firstPaths = new Map<string, string>();
  return http.flatMap((rule, i): Warning[] => {
    const { sessionPersistence } = stickinessOf(rule)._parts;
    const name = sessionPersistence?.type === 'Cookie' && sessionPersistence.sessionName;
    if (!name) {
      return [];
    }
    const paths = matchesOf<HttpRouteSpecRulesMatches>(rule).map(({ path }) => path?.value ?? '/');
    const first = firstPaths.get(name) ?? (paths[0] as string);
    firstPaths.set(name, first);
    const other = paths.find((path) => path !== first);
    return other === undefined
      ? []
      : [
          {
            id: 'cookie-path',
            property: `http[${i}].matches`,
            text: `a client has one cookie ${name} for ${first} and another for ${other}, and so a pod for each`,
          },
        ];
  });
}
