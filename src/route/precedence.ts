import type { GrpcRouteSpecRulesMatches, HttpRouteSpecRulesMatches } from '../../imports/gateway.networking.k8s.io';
import { itemsOf } from './lists';

/** One condition of a match; two with equal names and types but other values exclude each other. */
interface Condition {
  readonly name: string;
  readonly type: string;
  readonly value: string | undefined;
}

/** What a match asks of a request, in the terms that Envoy Gateway orders matches by. */
export interface MatchConditions {
  readonly path: Condition;
  /** Of headers, the method among them. */
  readonly headers: readonly Condition[];
  readonly queryParams: readonly Condition[];
}

export interface RuleWithMatches<M> {
  readonly matches?: readonly M[];
}

/** The matches of a rule; one without any has one that matches everything. */
export function matchesOf<M>({ matches }: RuleWithMatches<M>): readonly M[] {
  const written = itemsOf(matches);
  return written.length > 0 ? written : [{} as M];
}

const ANY_PATH: Condition = { name: 'path', type: 'PathPrefix', value: '/' };

export function httpConditions(match: HttpRouteSpecRulesMatches): MatchConditions {
  const { path, method } = match;
  return {
    path: path ? { name: 'path', type: path.type ?? 'PathPrefix', value: path.value ?? '/' } : ANY_PATH,
    headers: [...named(match.headers, true), ...(method ? [{ name: ':method', type: 'Exact', value: method }] : [])],
    queryParams: named(match.queryParams, false),
  };
}

export function grpcConditions(match: GrpcRouteSpecRulesMatches): MatchConditions {
  const { method } = match;
  const value = method && `/${method.service ?? '*'}/${method.method ?? '*'}`;
  return {
    path: method ? { name: 'method', type: method.type ?? 'Exact', value } : ANY_PATH,
    headers: named(match.headers, true),
    queryParams: [],
  };
}

/**
 * Whether a request can satisfy both matches while neither is the more specific one, so that only the order of their
 * rules decides, and across routes the age and name of the route.
 *
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#httprouterule
 */
export function areTied(a: MatchConditions, b: MatchConditions): boolean {
  return tieKey(a) === tieKey(b) && canMeet(a.headers, b.headers) && canMeet(a.queryParams, b.queryParams);
}

/** Equal for matches that ask the same. */
export function conditionsKey({ path, headers, queryParams }: MatchConditions): string {
  const sorted = [headers, queryParams].map((conditions) => conditions.map((each) => JSON.stringify(each)).sort());
  return JSON.stringify([path.type, path.value, ...sorted]);
}

/** Equal for all matches that can be tied: the path and the numbers of other conditions. */
export function tieKey({ path, headers, queryParams }: MatchConditions): string {
  const numbers = [headers, queryParams].flatMap((conditions) => [
    conditions.length,
    conditions.filter(isExact).length,
  ]);
  return JSON.stringify([path.type, path.value, ...numbers]);
}

function isExact(condition: Condition): boolean {
  return condition.type === 'Exact';
}

function canMeet(a: readonly Condition[], b: readonly Condition[]): boolean {
  return !a.some((one) =>
    b.some((other) => one.name === other.name && one.type === other.type && one.value !== other.value),
  );
}

function named(
  conditions: readonly { readonly name: string; readonly type?: string; readonly value: string }[] | undefined,
  foldCase: boolean,
): Condition[] {
  return (conditions ?? []).map(({ name, type, value }) => ({
    name: foldCase ? String(name).toLowerCase() : name,
    type: type ?? 'Exact',
    value,
  }));
}
