import type { Location, NginxIngress, Server } from '../ingress-nginx/model';
import { type LocationMatch, matchesOf } from '../ingress-nginx/path-matches';
import type { Report } from '../report/report';
import { appRootRule } from './filters/redirects';
import { isPassthrough, isTlsOnly } from './gateway/tls';
import { locationRules, type NameFilter, pathMatch } from './location-rules';
import type { JsonObject, RulePlan } from './route-plan';
import type { CookieScope } from './stickiness/affinity-cookie';
import { locationStickiness } from './stickiness/location-stickiness';
import { separateSessionCookies } from './stickiness/session-cookies';
import type { StickinessCall } from './stickiness/stickiness-call';

/** The rules of one Ingress for one hostname. */
export interface HostRules {
  readonly owner: NginxIngress;
  /** Empty for all hosts. */
  readonly hostname: string;
  readonly isTlsOnly: boolean;
  readonly rules: readonly RulePlan[];
  /** The matches of its locations, which plain requests are redirected for. */
  readonly matches: readonly JsonObject[];
}

/** Names an HTTPRouteFilter of an Ingress. */
export type NameFilterOf = (owner: NginxIngress) => NameFilter;

/** The rules of a server, by hostname and Ingress. */
export function hostRulesOf(server: Server, nameFilterOf: NameFilterOf, report: Report): HostRules[] {
  const locations = server.locations.filter((location) => !isPassthrough(location, report));
  const matches = matchesOf({ ...server, locations });
  const owners = [...new Set(locations.map(({ owner }) => owner))];
  const roots = new Map(owners.map((owner) => [owner, appRootRule(server, locationsOf(locations, owner), report)]));
  const hasRoot = [...roots.values()].some((root) => root !== undefined);
  return [server.host, ...server.aliases].flatMap((hostname) => {
    const calls = stickinesses(locations, hostname, report);
    const taken = new Set<string>();
    return owners.map((owner): HostRules => {
      tellWildcard(owner, hostname, report);
      const root = roots.get(owner);
      const served = locationsOf(locations, owner).flatMap((location) => {
        const match = usableMatch(location, matches.get(location), hasRoot, report);
        return match ? [{ location, match }] : [];
      });
      const rules = served.flatMap(({ location, match }) => {
        const call = calls.get(location) as StickinessCall;
        return withoutTaken(location, locationRules(location, match, call, nameFilterOf(owner), report), taken, report);
      });
      return {
        owner,
        hostname,
        isTlsOnly: isTlsOnly(owner, server),
        rules: root ? [root, ...rules] : rules,
        matches: served.map(({ match }) => pathMatch(match.match)),
      };
    });
  });
}

/** The rules of a location, unless another one of the host has the same match, such as `/a.B` and `/a.B/` of gRPC. */
function withoutTaken(
  { owner, server, path }: Location,
  rules: readonly RulePlan[],
  taken: Set<string>,
  report: Report,
): readonly RulePlan[] {
  const key = JSON.stringify(rules.map(({ isGrpc, rule }) => [isGrpc, rule.matches ?? []]));
  if (taken.has(key)) {
    const note = 'the Gateway API cannot tell it from an earlier path of this host';
    report.part(owner.ingress, `path ${server.host}${path}`, 'routing', 'dropped', note);
    return [];
  }
  taken.add(key);
  return rules;
}

function locationsOf(locations: readonly Location[], owner: NginxIngress): Location[] {
  return locations.filter((location) => location.owner === owner);
}

function stickinesses(locations: readonly Location[], hostname: string, report: Report): Map<Location, StickinessCall> {
  const calls = locations.map(
    (location) => [location, locationStickiness(location, scopeOf(location, hostname), report)] as const,
  );
  return separateSessionCookies(new Map(calls), report);
}

function scopeOf({ server, owner }: Location, hostname: string): CookieScope {
  const hasTls = server.tls !== undefined;
  return { hostname, hasTls, isTlsOnly: hasTls && isTlsOnly(owner, server) };
}

/** The match of a location, if it has one. */
function usableMatch(
  location: Location,
  match: LocationMatch | Error | undefined,
  hasRoot: boolean,
  report: Report,
): LocationMatch | undefined {
  const { owner, server, path } = location;
  const subject = `path ${server.host}${path}`;
  if (hasRoot && path === '/' && location.type === 'Exact') {
    report.part(owner.ingress, subject, 'routing', 'no-op', 'app-root redirects it');
    return undefined;
  }
  if (!match || match instanceof Error) {
    report.part(owner.ingress, subject, 'routing', 'dropped', match?.message ?? 'it has no match');
    return undefined;
  }
  if (match.difference !== undefined) {
    const { type, value } = match.match;
    report.part(owner.ingress, subject, 'routing', 'near', `${type} ${value}: ${match.difference}`);
  }
  tellRegex(location, match, report);
  return match;
}

function tellRegex({ owner, path, server }: Location, { match, difference }: LocationMatch, report: Report): void {
  const by = server.regexBy;
  if (!by) {
    report.tell(owner.ingress, 'use-regex', 'no-op', 'false is the default');
    return;
  }
  const verdict = difference === undefined ? 'exact' : 'near';
  const isRegex = match.type === 'RegularExpression';
  const note = isRegex
    ? 'RegularExpression for every path of the host'
    : 'every path of the host is a prefix in other words';
  report.tell(owner.ingress, 'use-regex', verdict, note);
  if (by !== owner) {
    const effect = `${by.ingress.id} makes every path of the host a regular expression, without case and with an open end`;
    report.part(owner.ingress, `path ${server.host}${path}`, 'routing', verdict, effect);
  }
}

function tellWildcard({ ingress }: NginxIngress, hostname: string, report: Report): void {
  if (hostname.startsWith('*.')) {
    const note = '* is one label in ingress-nginx, and any number of labels in the Gateway API';
    report.part(ingress, `host ${hostname}`, 'routing', 'near', note);
  }
}
