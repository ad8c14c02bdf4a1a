import type { Location } from '../../ingress-nginx/model';
import { literalPrefixOf } from '../../ingress-nginx/path-idiom';
import type { Report } from '../../report/report';
import type { StickinessCall } from './stickiness-call';

type Calls = ReadonlyMap<Location, StickinessCall>;
type SessionCookie = Extract<StickinessCall, { factory: 'sessionCookie' }>;

/**
 * Session cookies of one name and path for several Services overwrite each other, as they do in ingress-nginx: each gets the path
 * of its location, and where those are the same a name of its own.
 */
export function separateSessionCookies(calls: Calls, report: Report): Map<Location, StickinessCall> {
  const separated = new Map(calls);
  for (const rivals of rivalsOf(calls)) {
    for (const location of rivals) {
      separated.set(location, separate(location, rivals, calls.get(location) as SessionCookie, report));
    }
  }
  return separated;
}

function separate(location: Location, rivals: readonly Location[], call: SessionCookie, report: Report): SessionCookie {
  const { owner, server } = location;
  const path = server.regexBy ? literalPrefixOf(location.path) : location.path;
  const isAlone = rivals.filter((each) => poolOf(each) === poolOf(location)).length === 1;
  const why = `for Service ${poolOf(location)}: the cookies of several Services would overwrite each other, as they did in ingress-nginx`;
  if (isAlone && path !== '/') {
    report.tell(owner.ingress, 'session-cookie-path', 'near', `path ${path} ${why}`);
    return { ...call, options: { ...call.options, path } };
  }
  const name = `${call.options.name}-${poolOf(location)}`;
  report.tell(owner.ingress, 'session-cookie-name', 'near', `${name} ${why}`);
  return { ...call, options: { ...call.options, name } };
}

/** The Services whose pods a cookie of a location names. */
function poolOf({ upstream, canaries: [canary] }: Location): string {
  const hasWeight = canary?.ingress.settings.annotations['canary-weight'] !== undefined;
  return [upstream.service, ...(hasWeight ? [canary?.upstream.service] : [])].join('-');
}

/** Locations of a host whose session cookies are the same for a browser, where they have several Services. */
function rivalsOf(calls: Calls): Location[][] {
  const groups = new Map<string, Location[]>();
  for (const [location, call] of calls) {
    if (call.factory === 'sessionCookie') {
      const key = JSON.stringify([call.options.name, call.options.path, call.options.domain]);
      groups.set(key, [...(groups.get(key) ?? []), location]);
    }
  }
  return [...groups.values()].filter((group) => new Set(group.map(poolOf)).size > 1);
}

/** Whether session cookies of one name have paths that include each other, which browsers tell apart. */
export function hasNestedSessionCookies(calls: Iterable<StickinessCall>): boolean {
  const paths = new Map<string, Set<string>>();
  for (const call of calls) {
    if (call.factory === 'sessionCookie') {
      paths.set(call.options.name, (paths.get(call.options.name) ?? new Set()).add(call.options.path));
    }
  }
  return [...paths.values()].some((each) => each.size > 1);
}
