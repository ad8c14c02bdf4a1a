import { entryOf } from '../maps';
import { collect, itemsOf } from '../route/lists';
import { isBelowCookiePath } from '../stickiness/cookie-attributes';
import type { AppObject, AppObjects } from './app-objects';
import type { AppProblem } from './app-problem';

/** A cookie that holds the address of a pod, as a browser sees it. */
interface SessionCookie {
  readonly route: AppObject;
  readonly property: string;
  readonly name: string;
  readonly path: string;
  readonly hostnames: readonly string[];
  /** Names of the backends in whose pods the address is looked up. */
  readonly backends: string;
}

/** Session cookies of one name on one host for other backends: each answer overwrites the pod of the other. */
export function checkSessionCookies(objects: AppObjects): AppProblem[] {
  const byHost = new Map<string, Map<string, SessionCookie>>();
  const reported = new Set<string>();
  return collect(collect(objects.ofKind('HTTPRoute'), cookiesOf), (cookie) => {
    const known = cookie.hostnames.map((hostname) => entryOf(byHost, `${hostname} ${cookie.name}`, newMap));
    const rival = known
      .flatMap((cookies) => [...cookies.values()])
      .find((other) => isRival(cookie, other) && objects.canMeet(cookie.route, other.route));
    for (const cookies of known) {
      entryOf(cookies, `${cookie.backends} ${cookie.path}`, () => cookie);
    }
    // A construct whose rules or hostnames are many has each such cookie many times.
    const key = `${cookie.route.owner} ${cookie.name} ${cookie.backends}`;
    if (!rival || reported.has(key)) {
      return [];
    }
    reported.add(key);
    return [problemOf(cookie, rival)];
  });
}

const newMap = () => new Map<string, SessionCookie>();

function problemOf({ route, property, name, hostnames }: SessionCookie, rival: SessionCookie): AppProblem {
  return {
    path: route.path,
    property,
    value: name,
    allowed: `a session cookie of its own on ${hostnames[0]}: ${rival.property} of ${rival.route.path} has one of this name for another backend`,
    remedy:
      'give each its own name, in ruleStickiness where both are of one construct, or cookie paths that do not overlap',
  };
}

function cookiesOf(route: AppObject): SessionCookie[] {
  const rules = itemsOf<{ readonly backendRefs?: readonly object[] }>(route.spec.rules);
  return collect(route.cookies, (cookie, i) =>
    cookie
      ? [
          {
            route,
            property: `spec.rules[${i}]`,
            name: cookie.name,
            path: cookie.path,
            hostnames: hostnamesOf(route),
            backends: backendsOf(route, itemsOf(rules[i]?.backendRefs)),
          },
        ]
      : [],
  );
}

function hostnamesOf({ spec: { hostnames } }: AppObject): readonly string[] {
  return itemsOf(hostnames).length > 0 ? hostnames : ['*'];
}

function backendsOf(route: AppObject, backendRefs: readonly { name?: string; namespace?: string }[]): string {
  const names = backendRefs.map(({ name, namespace = route.namespace }) => `${namespace}/${name}`);
  return names.sort().join(' ');
}

function isRival(one: SessionCookie, other: SessionCookie): boolean {
  return (
    one.backends !== other.backends &&
    (isBelowCookiePath(one.path, other.path) || isBelowCookiePath(other.path, one.path))
  );
}
