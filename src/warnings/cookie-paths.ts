import type { HttpRouteSpecRules, HttpRouteSpecRulesMatches } from '../../imports/gateway.networking.k8s.io';
import type { CheckedProps } from '../checks/checked-props';
import { entryOf } from '../maps';
import { matchesOf } from '../route/precedence';
import type { Stickiness } from '../stickiness/stickiness';
import type { Warn } from './warning';

/** Session cookies of which a client gets one for each path, and so a pod for each. */
export function warnOfCookiePaths({ rules }: CheckedProps, warn: Warn): void {
  const firstPaths = new Map<string, string>();
  rules.forEach(({ property, rule, isGrpc, stickiness }) => {
    const name = cookieName(stickiness);
    if (isGrpc || name === undefined) {
      return;
    }
    const matches = matchesOf<HttpRouteSpecRulesMatches>(rule as HttpRouteSpecRules);
    const paths = matches.map(({ path }) => path?.value ?? '/');
    const first = entryOf(firstPaths, name, () => paths[0] as string);
    const other = paths.find((path) => path !== first);
    if (other !== undefined) {
      warn({
        id: 'cookie-path',
        property: `${property}.matches`,
        text: `a client has one cookie ${name} for ${first} and another for ${other}, and so a pod for each`,
      });
    }
  });
}

function cookieName({ _parts: { sessionPersistence } }: Stickiness): string | undefined {
  return sessionPersistence?.type === 'Cookie' ? sessionPersistence.sessionName : undefined;
}
