import { entryOf, itemsOf } from '../../../collections';
import type { BackendRef } from '../../../input/rule-types';
import { isResolvable } from '../../../schema/resolvable';
import { isBelowCookiePath } from '../../../stickiness/cookie-attributes';
import { parentRefsOf } from '../gateways/shared-listeners';
import type { AppObject } from '../objects/app-object';
import type { AppObjects } from '../objects/app-objects';
import type { AppReport } from '../objects/app-report';

/** A cookie with the address of a pod, as a browser sees it. */
interface SessionCookie {
  readonly route: AppObject;
  /** The rule of the author that sets it. */
  readonly property: string;
  readonly name: string;
  readonly path: string;
  /** Hostnames of the route, or the domain of the cookie. */
  readonly hostnames: readonly string[];
  /** Names and ports of the backends among whose pods the address is looked up. */
  readonly backends: string;
}

interface ServicePort {
  readonly port: number;
  readonly targetPort?: number | string;
}

/** Session cookies of the same name and host for different backends: each response overwrites the pod of the other. */
export function checkSessionCookies(objects: AppObjects, report: AppReport): void {
  const byHost = new Map<string, Map<string, SessionCookie>>();
  const reported = new Set<string>();
  const pinning = objects.ofKind('HTTPRoute').filter(({ rules }) => rules.some(({ source }) => source.plan.pin));
  for (const cookie of pinning.flatMap((route) => cookiesOf(route, objects))) {
    const known = cookie.hostnames.map((hostname) => entryOf(byHost, `${hostname} ${cookie.name}`, newMap));
    const rival = known
      .flatMap((cookies) => [...cookies.values()])
      .find(
        (other) =>
          isRival(cookie, other) && objects.canMeet(cookie.route, other.route) && areServedTogether(cookie, other),
      );
    for (const cookies of known) {
      entryOf(cookies, `${cookie.backends} ${cookie.path}`, () => cookie);
    }
    // A construct with many rules or hostnames sets each of its cookies many times.
    const key = `${cookie.route.construct.node.path} ${cookie.name} ${cookie.backends}`;
    if (rival && !reported.has(key)) {
      reported.add(key);
      report(cookie.route.construct, {
        id: 'session-cookie-conflict',
        property: cookie.property,
        value: cookie.name,
        expected: `a session cookie of its own on ${cookie.hostnames[0]}, other than that of ${rival.property} of ${rival.route.construct.node.path}`,
      });
    }
  }
}

const newMap = () => new Map<string, SessionCookie>();

function cookiesOf(route: AppObject, objects: AppObjects): SessionCookie[] {
  return route.rules.flatMap(({ source }) => {
    const { plan, property, backendRefs } = source;
    if (!plan.pin || !plan.cookie || backendRefs.length === 0) {
      return [];
    }
    const { name, path = '/', domain } = plan.cookie;
    const hostnames = domain === undefined ? hostnamesOf(route) : [domain.toLowerCase().replace(/^\./, '')];
    const backends = backendRefs.map((ref) => backendName(ref, route, objects));
    return [{ route, property, name, path, hostnames, backends: backends.sort().join(' ') }];
  });
}

function hostnamesOf({ spec: { hostnames } }: AppObject): readonly string[] {
  const written = itemsOf<string>(hostnames);
  return written.length > 0 ? written.filter((hostname) => !isResolvable(hostname)) : ['*'];
}

/** Whether a browser may see the cookies of two routes as one: on one Gateway, and without hostnames on one listener. */
function areServedTogether(one: SessionCookie, other: SessionCookie): boolean {
  const isAnyHost = one.hostnames.includes('*');
  return parentRefsOf(one.route).some((a) =>
    parentRefsOf(other.route).some(
      (b) =>
        a.name === b.name &&
        (a.kind ?? 'Gateway') === (b.kind ?? 'Gateway') &&
        (a.namespace ?? one.route.namespace) === (b.namespace ?? other.route.namespace) &&
        (!isAnyHost || isSameSection(a.sectionName, b.sectionName)) &&
        (!isAnyHost || isSameSection(a.port, b.port)),
    ),
  );
}

function isSameSection<T>(one: T | undefined, other: T | undefined): boolean {
  return one === undefined || other === undefined || one === other;
}

/** The name of a backend, with the port of its pods if the app defines its Service. */
function backendName(ref: BackendRef, route: AppObject, objects: AppObjects): string {
  const ports = itemsOf<ServicePort>(objects.backendOf(ref, route)?.spec.ports);
  const port = ports.find((each) => each.port === ref.port);
  return `${ref.namespace ?? route.namespace}/${ref.name} ${port?.targetPort ?? port?.port ?? ''}`;
}

function isRival(one: SessionCookie, other: SessionCookie): boolean {
  return (
    one.backends !== other.backends &&
    (isBelowCookiePath(one.path, other.path) || isBelowCookiePath(other.path, one.path))
  );
}
