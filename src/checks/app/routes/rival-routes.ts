import { addTo, itemsOf, listOf } from '../../../collections';
import type { Match } from '../../../input/rule-types';
import { ROUTE_KINDS } from '../../../objects/groups';
import { conditionsKey, conditionsOf } from '../../../objects/precedence';
import { parentKey, parentRefsOf, shareListener } from '../gateways/shared-listeners';
import type { AppObject } from '../objects/app-object';
import type { AppObjects } from '../objects/app-objects';
import type { AppReport } from '../objects/app-report';

/** A match of a route with what tells it from those of other routes. */
interface PlacedMatch {
  readonly route: AppObject;
  readonly property: string;
  readonly key: string;
}

/** Routes of which one gets all requests of the other: same parent, hostname and match. */
export function warnOfRivalRoutes(objects: AppObjects, report: AppReport): void {
  const reported = new Set<string>();
  for (const routes of routesByHostname(objects.ofKind(...ROUTE_KINDS)).values()) {
    for (const rivals of areOfSeveral(routes) ? routesByParent(routes).values() : []) {
      if (areOfSeveral(rivals)) {
        warnOfRivals(rivals, objects, reported, report);
      }
    }
  }
}

function areOfSeveral(routes: readonly AppObject[]): boolean {
  return routes.length > 1 && routes.some(({ construct }) => construct !== routes[0]?.construct);
}

function routesByHostname(routes: readonly AppObject[]): Map<string, AppObject[]> {
  const byHostname = new Map<string, AppObject[]>();
  for (const route of routes) {
    const hostnames = itemsOf<string>(route.spec.hostnames);
    for (const hostname of hostnames.length > 0 ? hostnames : ['']) {
      addTo(byHostname, hostname, route);
    }
  }
  return byHostname;
}

function routesByParent(routes: readonly AppObject[]): Map<string, AppObject[]> {
  const byParent = new Map<string, AppObject[]>();
  for (const route of routes) {
    for (const ref of parentRefsOf(route)) {
      addTo(byParent, parentKey(ref, route), route);
    }
  }
  return byParent;
}

function warnOfRivals(
  routes: readonly AppObject[],
  objects: AppObjects,
  reported: Set<string>,
  report: AppReport,
): void {
  const byKey = new Map<string, PlacedMatch[]>();
  for (const match of routes.flatMap(placedMatches)) {
    const alike = listOf(byKey, match.key);
    const rival = alike.find(
      ({ route }) =>
        route.construct !== match.route.construct &&
        objects.canMeet(route, match.route) &&
        shareListener(route, match.route, objects),
    );
    alike.push(match);
    const [ours, other] = match.route.isOurs ? [match, rival] : [rival, match];
    if (ours?.route.isOurs && other) {
      const key = `${ours.route.construct.node.path} ${ours.property}`;
      if (!reported.has(key)) {
        reported.add(key);
        report(ours.route.construct, {
          id: 'rival-route',
          property: ours.property,
          value: ours.route.key,
          expected: `a match that ${other.property} of ${other.route.construct.node.path} does not have on the same host`,
        });
      }
    }
  }
}

function placedMatches(route: AppObject): PlacedMatch[] {
  const rules = itemsOf<{ readonly matches?: readonly Match[] }>(route.spec.rules);
  return rules.flatMap(({ matches }, i) => {
    const property = route.isAsMade ? (route.rules[i]?.source.property ?? '') : `spec.rules[${i}]`;
    return (itemsOf(matches).length > 0 ? itemsOf(matches) : [{}]).map((match) => ({
      route,
      property,
      key: conditionsKey(conditionsOf({ isGrpc: route.kind === 'GRPCRoute' }, match)),
    }));
  });
}
