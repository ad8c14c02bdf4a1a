import type { HttpRouteSpecRules, HttpRouteSpecRulesRetry } from '../../imports/gateway.networking.k8s.io';
import { itemsOf } from '../collections';
import { conforming } from '../schema/conforming';
import type { Field } from '../schema/field';
import { SCHEMA } from '../schema/generated/schema';
import { isResolvable } from '../schema/resolvable';
import type { StickinessPlan } from '../stickiness/plan';
import type { BackendRef, Match, Rule, RuleFilter } from './rule-types';

const RULES = {
  http: SCHEMA.HTTPRoute?.fields?.rules?.items as Field,
  grpc: SCHEMA.GRPCRoute?.fields?.rules?.items as Field,
};

/** A rule of the author, with its property, its stickiness, and its lists. */
export interface RuleInput<R extends Rule = Rule> {
  /** Such as `http[2]`. */
  readonly property: string;
  readonly isGrpc: boolean;
  /** The rule as written. */
  readonly rule: R;
  readonly plan: StickinessPlan;
  /** The lists of the rule, empty if they have another type; `matchesOf` adds the default match. */
  readonly matches: readonly Match[];
  readonly filters: readonly RuleFilter[];
  readonly backendRefs: readonly BackendRef[];
}

export function ruleInputs<R extends Rule>(
  property: 'http' | 'grpc',
  rules: readonly R[],
  planOf: (rule: R) => StickinessPlan,
): RuleInput<R>[] {
  return rules.map((rule, i) => {
    const { matches, filters, backendRefs } = conforming(RULES[property], rule) as Rule;
    return {
      property: `${property}[${i}]`,
      isGrpc: property === 'grpc',
      rule,
      plan: planOf(rule),
      matches: itemsOf<Match>(matches),
      filters: itemsOf<RuleFilter>(filters),
      backendRefs: itemsOf<BackendRef>(backendRefs),
    };
  });
}

/** The matches of a rule; the API server gives one that matches every request to a rule without any. */
export function matchesOf({ matches }: Pick<RuleInput, 'matches'>): readonly Match[] {
  return matches.length > 0 ? matches : [{}];
}

/** The retry of a rule; none if it is switched off, or if only synthesis knows whether it is. */
export function retryOf({ rule }: RuleInput): HttpRouteSpecRulesRetry | undefined {
  const { retry } = rule as HttpRouteSpecRules;
  return retry?.attempts === 0 || isResolvable(retry?.attempts) ? undefined : retry;
}

export function hasBackends({ backendRefs }: RuleInput): boolean {
  return backendRefs.length > 0;
}

/** Whether the filters of a rule respond to its requests, such as with a redirect, so that no pod gets them. */
export function endsWithFilter({ filters, backendRefs }: RuleInput): boolean {
  return filters.length > 0 && backendRefs.length === 0;
}

/** Whether a rule shares its requests between backends, now or after a change of their weights. */
export function hasSeveralBackends({ backendRefs }: RuleInput): boolean {
  return backendRefs.length > 1;
}
