import type { HttpRouteSpecRulesMatches } from '../../imports/gateway.networking.k8s.io';
import type { CheckedProps } from '../checks/checked-props';
import { itemsOf } from '../route/lists';
import type { Warning } from './warning';

/** Session cookies that a client gets one of for each path, and so a pod for each. */
export function cookiePaths({ http = [], stickinessOf }: CheckedProps): Warning[] {
  const first = new Map<string, string>();
  return http.flatMap((rule, i) => {
    const { sessionPersistence } = stickinessOf(rule)._parts;
    const name = sessionPersistence?.type === 'Cookie' ? sessionPersistence.sessionName : undefined;
    const paths = itemsOf<HttpRouteSpecRulesMatches>(rule.matches).map(({ path }) => path?.value ?? '/');
    const other =
      name === undefined
        ? undefined
        : (paths.length > 0 ? paths : ['/']).find((path) => {
            const known = first.get(name) ?? path;
            first.set(name, known);
            return known !== path;
          });
    return other === undefined
      ? []
      : [
          {
            id: 'cookie-path',
            property: `http[${i}].matches`,
            text: `a client has one cookie ${name} for ${first.get(name as string)} and another for ${other}, and so a pod for each`,
          },
        ];
  });
}
