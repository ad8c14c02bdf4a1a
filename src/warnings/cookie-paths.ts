import type { HttpRouteSpecRules, HttpRouteSpecRulesMatches } from '../../imports/gateway.networking.k8s.io';
import type { CheckedProps } from '../checks/checked-props';
import { matchesOf } from '../route/precedence';
import type { Stickiness } from '../stickiness/stickiness';
import type { Warning } from './warning';

/** Session cookies of which a client gets one for each path, and so a pod for each. */
export function cookiePaths({ rules }: CheckedProps): Warning[] {
  const withCookie = rules.filter(({ isGrpc, stickiness }) => !isGrpc && cookieName(stickiness));
  if (withCookie.length === 0) {
    return [];
  }
  const firstPaths = new Map<string, string>();
  return withCookie.flatMap(({ property, rule, stickiness }): Warning[] => {
    const name = cookieName(stickiness) as string;
    const paths = matchesOf<HttpRouteSpecRulesMatches>(rule as HttpRouteSpecRules).map(
      ({ path }) => path?.value ?? '/',
    );
    const first = firstPaths.get(name) ?? (paths[0] as string);
    firstPaths.set(name, first);
    const other = paths.find((path) => path !== first);
    return other === undefined
      ? []
      : [
          {
            id: 'cookie-path',
            property: `${property}.matches`,
            text: `a client has one cookie ${name} for ${first} and another for ${other}, and so a pod for each`,
          },
        ];
  });
}

function cookieName({ _parts: { sessionPersistence } }: Stickiness): string | undefined {
  return sessionPersistence?.type === 'Cookie' ? sessionPersistence.sessionName : undefined;
}
