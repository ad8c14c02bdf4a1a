import { itemsOf } from '../collections';
import type { StickinessPlan } from '../stickiness/plan';
import type { BackendRef, Match, Rule, RuleFilter } from './rule-types';

/** A rule of the author, with its property, its stickiness, and its lists; a list of another type is empty. */
export interface RuleInput<R extends Rule = Rule> {
  /** Such as `http[2]`. */
  readonly property: string;
  readonly isGrpc: boolean;
  readonly rule: R;
  readonly plan: StickinessPlan;
  /** As written; `matchesOf` adds the default one. */
  readonly matches: readonly Match[];
  readonly filters: readonly RuleFilter[];
  readonly backendRefs: readonly BackendRef[];
}

export function ruleInputs<R extends Rule>(
  property: 'http' | 'grpc',
  rules: readonly R[],
  planOf: (rule: R) => StickinessPlan,
): RuleInput<R>[] {
  return rules.map((rule, i) => ({
    property: `${property}[${i}]`,
    isGrpc: property === 'grpc',
    rule,
    plan: planOf(rule),
    matches: itemsOf<Match>(rule.matches),
    filters: itemsOf<RuleFilter>(rule.filters),
    backendRefs: itemsOf<BackendRef>(rule.backendRefs),
  }));
}

/** The matches of a rule; the API server gives one that matches every request to a rule without any. */
export function matchesOf({ matches }: Pick<RuleInput, 'matches'>): readonly Match[] {
  return matches.length > 0 ? matches : [{}];
}

export function hasBackends({ backendRefs }: RuleInput): boolean {
  return backendRefs.length > 0;
}

/** Whether a rule shares its requests between backends, now or after a change of their weights. */
export function hasSeveralBackends({ backendRefs }: RuleInput): boolean {
  return backendRefs.length > 1;
}
