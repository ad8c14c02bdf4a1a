import type { Location } from '../../ingress-nginx/model';
import { idiomOf, literalPrefixOf, literalStartOf } from '../../ingress-nginx/path-idiom';
import type { Report } from '../../report/report';

/** The path of the cookie of a location: the annotation, else the path of the Ingress. */
export function cookiePath(location: Location, annotated: string | undefined, report: Report): string {
  return annotated === undefined ? ownPath(location, report) : annotatedPath(location, annotated, report);
}

function annotatedPath({ owner, server, path }: Location, annotated: string, report: Report): string {
  const value = annotated.startsWith('/') ? annotated : `/${annotated}`;
  const tell = (verdict: 'exact' | 'near', note: string) =>
    report.tell(owner.ingress, 'session-cookie-path', verdict, note);
  const own = server.regexBy ? literalPrefixOf(path) : path;
  if (isBelow(own, value)) {
    tell(value === annotated ? 'exact' : 'near', value === annotated ? '' : `${value}, as a path is absolute`);
    return value;
  }
  if (server.regexBy && !idiomOf(path) && value.startsWith(literalStartOf(path))) {
    tell('exact', `requests of ${path} that are not below ${value} have no stickiness, as in ingress-nginx`);
    return value;
  }
  tell('near', `/ for ${path}, as browsers never sent a cookie of ${value} there`);
  return '/';
}

/** The shortest path of the Service that includes this one, so that a client has one pod for both. */
function ownPath({ owner, upstream, server, path }: Location, report: Report): string {
  const pathOf = (text: string) => (server.regexBy ? literalPrefixOf(text) : text);
  const own = pathOf(path);
  const ofService = server.locations.filter(
    (each) => each.upstream === upstream && each.owner === owner && !each.isDefault,
  );
  const [shared = own] = ofService
    .map((each) => pathOf(each.path))
    .filter((each) => isBelow(own, each))
    .sort((a, b) => a.length - b.length);
  const tell = (note: string) => report.tell(owner.ingress, 'affinity', 'near', note);
  if (own !== path) {
    tell(`ingress-nginx set Path=${path}, which browsers never send back: ${shared} now`);
  } else if (shared !== own) {
    tell(
      `the cookie of ${path} has the path ${shared}, so a client has one pod of Service ${upstream.service} for both; ingress-nginx set one for each`,
    );
  }
  return shared;
}

function isBelow(path: string, of: string): boolean {
  return path === of || path.startsWith(of.endsWith('/') ? of : `${of}/`);
}
