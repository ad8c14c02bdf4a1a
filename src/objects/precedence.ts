import type { GrpcRouteSpecRulesMatches, HttpRouteSpecRulesMatches } from '../../imports/gateway.networking.k8s.io';
import type { RuleInput } from '../input/rule-input';
import type { Match } from '../input/rule-types';
import { isResolvable } from '../schema/resolvable';

/** One condition of a match; two with equal names and types but other values exclude each other. */
interface Condition {
  readonly name: string;
  readonly type: string;
  readonly value: string | undefined;
}

/** The conditions of a match, in the terms by which Envoy Gateway orders matches. */
export interface MatchConditions {
  readonly path: Condition;
  /** Conditions on headers, including the method. */
  readonly headers: readonly Condition[];
  readonly queryParams: readonly Condition[];
}

const ANY_PATH: Condition = { name: 'path', type: 'PathPrefix', value: '/' };

/** Envoy Gateway's expressions for the parts that a gRPC method match leaves out; the length of the whole counts. */
const ANY_SERVICE = '(?i)\\.?[a-z_][a-z_0-9]*(\\.[a-z_][a-z_0-9]*)*';
const ANY_METHOD = '[A-Za-z_][A-Za-z_0-9]*';

/** The conditions of one match of a rule. */
export function conditionsOf({ isGrpc }: Pick<RuleInput, 'isGrpc'>, match: Match): MatchConditions {
  return isGrpc
    ? grpcConditions(match as GrpcRouteSpecRulesMatches)
    : httpConditions(match as HttpRouteSpecRulesMatches);
}

function httpConditions(match: HttpRouteSpecRulesMatches): MatchConditions {
  const { path, method } = match;
  return {
    path: path ? { name: 'path', type: known(path.type ?? 'PathPrefix'), value: known(path.value ?? '/') } : ANY_PATH,
    headers: [
      ...named(match.headers, true),
      ...(method ? [{ name: ':method', type: 'Exact', value: known(method) }] : []),
    ],
    queryParams: named(match.queryParams, false),
  };
}

function grpcConditions({ method, headers }: GrpcRouteSpecRulesMatches): MatchConditions {
  const { type = 'Exact', service, method: name } = method ?? {};
  // Envoy Gateway matches the end of the path as a header.
  const isOfAnyService = type === 'Exact' && service === undefined && name !== undefined;
  const ofMethod = isOfAnyService ? [{ name: ':path', type: 'Suffix', value: `/${known(name)}` }] : [];
  const [anyService, anyMethod] = type === 'Exact' ? ['*', '*'] : [ANY_SERVICE, ANY_METHOD];
  const value = `/${known(service ?? anyService)}/${known(name ?? anyMethod)}`;
  return {
    path: method && !isOfAnyService ? { name: 'method', type, value } : ANY_PATH,
    headers: [...named(headers, true), ...ofMethod],
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

/**
 * Whether a request may satisfy both matches, while their paths leave it to the other conditions which is the more specific:
 * if in doubt, it may.
 */
export function areRivals(a: MatchConditions, b: MatchConditions): boolean {
  const isAlike =
    a.path.value === b.path.value || (isExpression(a.path) && a.path.value?.length === b.path.value?.length);
  return (
    a.path.type === b.path.type &&
    isAlike &&
    canMeet(withoutExpressions(a.headers), b.headers) &&
    canMeet(withoutExpressions(a.queryParams), b.queryParams)
  );
}

/** Above 0 where `a` is more specific than its rival `b`, 0 where only the order of their rules decides. */
export function compareSpecificity(a: MatchConditions, b: MatchConditions): number {
  const [ofA, ofB] = [conditionCounts(a), conditionCounts(b)];
  return ofA.map((count, i) => count - (ofB[i] as number)).find((difference) => difference !== 0) ?? 0;
}

/** Equal for matches with the same conditions. */
export function conditionsKey({ path, headers, queryParams }: MatchConditions): string {
  const sorted = [headers, queryParams].map((conditions) => conditions.map((each) => JSON.stringify(each)).sort());
  return JSON.stringify([path.type, path.value, ...sorted]);
}

/** Equal for all matches that can be tied: the path and the numbers of other conditions. */
export function tieKey(match: MatchConditions): string {
  return JSON.stringify([match.path.type, match.path.value, ...conditionCounts(match)]);
}

/** The counts that make a match more specific besides its path, the most important first. */
function conditionCounts({ headers, queryParams }: MatchConditions): number[] {
  return [headers, queryParams].flatMap((conditions) => [conditions.length, conditions.filter(isExact).length]);
}

function isExpression({ type }: Condition): boolean {
  return type === 'RegularExpression';
}

function isExact(condition: Condition): boolean {
  return condition.type === 'Exact';
}

function canMeet(a: readonly Condition[], b: readonly Condition[]): boolean {
  return !a.some((one) =>
    b.some((other) => one.name === other.name && one.type === other.type && one.value !== other.value),
  );
}

/** Two expressions of other texts may well match one value. */
function withoutExpressions(conditions: readonly Condition[]): readonly Condition[] {
  return conditions.filter((condition) => !isExpression(condition));
}

function named(
  conditions: readonly { readonly name: string; readonly type?: string; readonly value: string }[] | undefined,
  foldCase: boolean,
): Condition[] {
  return (conditions ?? []).map(({ name, type, value }) => ({
    name: foldCase ? known(name).toLowerCase() : known(name),
    type: known(type ?? 'Exact'),
    value: known(value),
  }));
}

let unknownValues = 0;

/** A text that stands for a value which only synthesis resolves: it equals no other. */
function known(value: string): string {
  if (!isResolvable(value)) {
    return value;
  }
  unknownValues += 1;
  return `\0${unknownValues}`;
}
