import type { Location } from '../ingress-nginx/model';
import type { LocationMatch, PathMatch } from '../ingress-nginx/path-matches';
import type { Report } from '../report/report';
import { branchesOf } from './canary-rules';
import { filtersOf, grpcFilters } from './filters/location-filters';
import { redirectFilter } from './filters/redirects';
import type { JsonObject, RulePlan } from './route-plan';
import { isComputed, isSticky, NONE, type StickinessCall } from './stickiness/stickiness-call';

/** Names an HTTPRouteFilter for a rewrite by a regular expression. */
export type NameFilter = (pattern: string, substitution: string) => string;

/** The rules of a location: one, and more for its canary. */
export function locationRules(
  location: Location,
  match: LocationMatch,
  stickiness: StickinessCall,
  nameFilter: NameFilter,
  report: Report,
): RulePlan[] {
  const redirect = redirectFilter(location, report);
  const path = pathMatch(match.match);
  if (redirect) {
    return [
      { isGrpc: false, label: location.path, stickiness: NONE, rule: { ...matches(path, []), filters: [redirect] } },
    ];
  }
  const method = grpcMethod(location, report);
  const { filters: own, regex } = method ? grpcFilters(location, report) : filtersOf(location, match, report);
  const filters: readonly JsonObject[] = regex
    ? [...own, extension(nameFilter(regex.pattern, regex.substitution))]
    : own;
  const usable = method ? forGrpc(location, stickiness, report) : stickiness;
  const branches = branchesOf(location, usable, report);
  const isWeighted = branches.some(({ backendRefs }) => backendRefs.length > 1);
  if (isWeighted && isComputed(usable)) {
    report.tell(
      location.owner.ingress,
      'upstream-hash-by',
      'dropped',
      'Envoy chooses between weighted backends before it computes the key',
    );
  }
  return branches.map(({ label, headers, backendRefs, stickiness: own }) => ({
    isGrpc: method !== undefined,
    label: label ? `${location.path} ${label}` : location.path,
    stickiness: isWeighted && isComputed(usable) ? NONE : own,
    rule: {
      ...(method ? matches(Object.keys(method).length > 0 ? { method } : {}, headers) : matches(path, headers)),
      ...(filters.length > 0 && { filters }),
      backendRefs,
    },
  }));
}

/** The match of a path; none for all paths. */
export function pathMatch({ type, value }: PathMatch): JsonObject {
  if (type !== 'PathPrefix') {
    return { path: { type, value } };
  }
  return value === '/' ? {} : { path: { value } };
}

function matches(path: JsonObject, headers: readonly JsonObject[]): JsonObject {
  const match = { ...path, ...(headers.length > 0 && { headers }) };
  return Object.keys(match).length > 0 ? { matches: [match] } : {};
}

function extension(name: string): JsonObject {
  return { type: 'ExtensionRef', extensionRef: { group: 'gateway.envoyproxy.io', kind: 'HTTPRouteFilter', name } };
}

/** The gRPC method of a location, empty for all; none for HTTP. */
function grpcMethod({ owner: { ingress, settings }, path }: Location, report: Report): JsonObject | undefined {
  const { backendProtocol } = settings;
  const tell = (verdict: 'exact' | 'no-op' | 'not read' | 'near', note: string) =>
    report.tell(ingress, 'backend-protocol', verdict, note);
  if (backendProtocol === 'HTTPS' || backendProtocol === 'GRPCS') {
    tell(
      'not read',
      'the pods get plain text now: write a BackendTLSPolicy with their CA, or a Backend with insecureSkipVerify, as ingress-nginx does not verify the certificate',
    );
  } else if (backendProtocol === 'FCGI') {
    tell('not read', 'Envoy has no FastCGI');
  } else if (backendProtocol !== 'GRPC') {
    tell('no-op', 'HTTP is the default');
  }
  if (!backendProtocol.startsWith('GRPC')) {
    return undefined;
  }
  const [, service, method] = /^\/(?:([\w.]+)(?:\/(\w+)?)?)?$/.exec(path) ?? [];
  if (path !== '/' && service === undefined) {
    tell('near', `${path} is no gRPC method: an HTTPRoute, for which the Service needs appProtocol: kubernetes.io/h2c`);
    return undefined;
  }
  tell('exact', 'a GRPCRoute');
  return { ...(service !== undefined && { service }), ...(method !== undefined && { method }) };
}

const HTTP_ONLY: readonly StickinessCall['factory'][] = ['cookie', 'sessionCookie', 'queryParams', 'mcp', 'allOf'];

function forGrpc({ owner: { ingress } }: Location, stickiness: StickinessCall, report: Report): StickinessCall {
  if (!isSticky(stickiness) || !HTTP_ONLY.includes(stickiness.factory)) {
    return stickiness;
  }
  const note =
    'gRPC clients keep no cookies and have no query string, so none stayed on its pod in ingress-nginx either';
  report.tell(ingress, 'affinity', 'near', note);
  report.tell(ingress, 'upstream-hash-by', 'near', note);
  return NONE;
}
