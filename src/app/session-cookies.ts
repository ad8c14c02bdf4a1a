import { isDeepStrictEqual } from 'node:util';
import type { HttpRouteSpecRules, HttpRouteSpecRulesMatches } from '../../imports/gateway.networking.k8s.io';
import { listOf } from '../maps';
import { collect, itemsOf } from '../route/lists';
import { matchesOf } from '../route/precedence';
import type { AppObject, AppObjects } from './app-objects';
import type { AppProblem } from './app-problem';

/** A cookie of session persistence, as a browser sees it. */
interface SessionCookie {
  readonly route: AppObject;
  readonly property: string;
  readonly name: string;
  readonly hostnames: readonly string[];
  readonly paths: readonly string[];
  readonly backends: unknown;
}

/**
 * Routes of one host whose session cookies have one name, and yet another path or other backends: a browser sends the
 * cookie of the one to the other, or keeps only that of the last.
 */
export function checkSessionCookies(objects: AppObjects): AppProblem[] {
  const cookies = collect(objects.ofKind('HTTPRoute'), cookiesOf);
  const byHost = new Map<string, SessionCookie[]>();
  for (const cookie of cookies) {
    for (const hostname of cookie.hostnames) {
      const alike = listOf(byHost, `${hostname} ${cookie.name}`);
      // One cookie of each route is enough to tell that there is one.
      if (alike.at(-1)?.route !== cookie.route) {
        alike.push(cookie);
      }
    }
  }
  return cookies.flatMap((cookie) => {
    const rivals = cookie.hostnames.flatMap((hostname) => byHost.get(`${hostname} ${cookie.name}`)?.slice(0, 2) ?? []);
    const rival = rivals.find((other) => isRival(cookie, other) && objects.canMeet(cookie.route, other.route));
    return rival
      ? [
          {
            path: cookie.route.path,
            property: `${cookie.property}.sessionPersistence.sessionName`,
            value: cookie.name,
            allowed: `a cookie of its own on ${cookie.hostnames[0]}; ${rival.route.path} has one of this name for another path or backend`,
            remedy: 'give one of the two another name',
          },
        ]
      : [];
  });
}

function cookiesOf(route: AppObject): SessionCookie[] {
  return collect(itemsOf<HttpRouteSpecRules>(route.spec.rules), ({ sessionPersistence, matches, backendRefs }, i) =>
    sessionPersistence && sessionPersistence.type !== 'Header' && sessionPersistence.sessionName
      ? [
          {
            route,
            property: `spec.rules[${i}]`,
            name: sessionPersistence.sessionName,
            hostnames: hostnamesOf(route),
            paths: pathsOf(matchesOf<HttpRouteSpecRulesMatches>({ matches })),
            backends: itemsOf<{ name: string; namespace?: string }>(backendRefs).map(({ name, namespace }) => [
              name,
              namespace,
            ]),
          },
        ]
      : [],
  );
}

function hostnamesOf({ spec: { hostnames } }: AppObject): readonly string[] {
  return itemsOf(hostnames).length > 0 ? hostnames : ['*'];
}

function pathsOf(matches: readonly HttpRouteSpecRulesMatches[]): string[] {
  return [...new Set(matches.map(({ path }) => path?.value ?? '/'))];
}

/** Those of one construct are its own affair. */
function isRival(one: SessionCookie, other: SessionCookie): boolean {
  const isOther = one.route.owner !== other.route.owner;
  return isOther && !(isDeepStrictEqual(one.paths, other.paths) && isDeepStrictEqual(one.backends, other.backends));
}
