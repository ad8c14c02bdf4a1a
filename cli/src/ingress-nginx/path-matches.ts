import type { Location, Server } from './model';
import { idiomOf, notInRe2, type PathIdiom } from './path-idiom';

export interface PathMatch {
  readonly type: 'Exact' | 'PathPrefix' | 'RegularExpression';
  readonly value: string;
}

/** How a route matches a location. */
export interface LocationMatch {
  readonly match: PathMatch;
  /** The prefix that it stands for, if ingress-nginx reads the path as a regular expression. */
  readonly idiom: PathIdiom | undefined;
  /** In what it differs from ingress-nginx; none if it is exact. */
  readonly difference: string | undefined;
}

/** The match of each location of a server, or why it has none. */
export function matchesOf(server: Server): Map<Location, LocationMatch | Error> {
  const { locations } = server;
  if (!server.regexBy) {
    return new Map(locations.map((location) => [location, plainMatch(location)]));
  }
  const idioms = new Map(locations.map((location) => [location, idiomOf(location.path)]));
  if (isOrderedAlike(locations, idioms)) {
    return new Map(locations.map((location) => [location, prefixMatch(idioms.get(location) as PathIdiom)]));
  }
  // Both try the longest text first, so all of them get the same end, or none.
  const end = locations.every(({ path }) => ENDS_OPEN.test(path)) ? '' : '.*';
  return new Map(locations.map((location) => [location, regexMatch(location, idioms.get(location), end)]));
}

const ENDS_OPEN = /(\.\*\)?|\$)$/;

function plainMatch({ path, type }: Location): LocationMatch | Error {
  if (!isPathText(path)) {
    return new Error('no use-regex or rewrite-target makes it a regular expression, and no request has such a path');
  }
  const match: PathMatch = { type: type === 'Exact' ? 'Exact' : 'PathPrefix', value: path };
  const isOpen = type === 'ImplementationSpecific' && path !== '/';
  return {
    match,
    idiom: undefined,
    difference: isOpen ? openDifference(path) : undefined,
  };
}

/** Whether the Gateway API accepts a text as a path. */
function isPathText(path: string): boolean {
  return PATH_TEXT.test(path) && !NOT_NORMAL.test(path);
}

const PATH_TEXT = /^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})+$/;
const NOT_NORMAL = /\/\/|\/\.\.?(\/|$)|%2f/i;

function openDifference(path: string): string {
  return path.endsWith('/')
    ? `${path.slice(0, -1)} without the slash matches now`
    : `${path}x, which begins with the same letters, matches no longer`;
}

function prefixMatch(idiom: PathIdiom): LocationMatch {
  const isRoot = idiom.prefix === '/' && !idiom.isWhole;
  const differences = [idiom.difference, isRoot ? undefined : 'the case counts'];
  return {
    match: { type: idiom.isWhole ? 'Exact' : 'PathPrefix', value: idiom.prefix },
    idiom,
    difference: differences.filter((each) => each !== undefined).join(', ') || undefined,
  };
}

function regexMatch({ path }: Location, idiom: PathIdiom | undefined, end: string): LocationMatch | Error {
  const unknown = notInRe2(path);
  if (unknown !== undefined) {
    return new Error(`"${unknown}" is no part of RE2, the regular expressions of Envoy`);
  }
  return {
    match: { type: 'RegularExpression', value: `(?i)${path.replace(/^\^/, '')}${end}` },
    idiom,
    difference: undefined,
  };
}

/** Whether prefixes take the same requests as the regular expressions, of which nginx tries the longest text first. */
function isOrderedAlike(locations: readonly Location[], idioms: ReadonlyMap<Location, PathIdiom | undefined>): boolean {
  const ordered = [...locations].sort(compareTexts).map((location) => idioms.get(location));
  return ordered.every(
    (idiom, i) =>
      idiom !== undefined &&
      isPathText(idiom.prefix) &&
      ordered.slice(i + 1).every((later) => later !== undefined && !precedes(later, idiom)),
  );
}

function compareTexts(a: Location, b: Location): number {
  return b.path.length - a.path.length || (a.path < b.path ? 1 : -1);
}

/** Whether a Gateway would ask `later` first, for requests that both match. */
function precedes(later: PathIdiom, first: PathIdiom): boolean {
  if (!later.prefix.startsWith(first.prefix)) {
    return false;
  }
  return later.prefix.length > first.prefix.length || later.isWhole || later.prefix === first.prefix;
}
