import { HttpRouteSpecRulesFiltersType as FilterType } from '../../imports/gateway.networking.k8s.io';
import { itemsOf } from '../collections';
import type { Rule, RuleFilter } from '../input/rule-types';
import type { HeaderChanges, HeaderModifier, HeaderValue } from '../stickiness/header-changes';

/** The filters that change headers: their type, the field of their settings, and the changes of a stickiness for them. */
export const HEADER_FILTERS = [
  { type: FilterType.REQUEST_HEADER_MODIFIER, field: 'requestHeaderModifier', direction: 'request' },
  { type: FilterType.RESPONSE_HEADER_MODIFIER, field: 'responseHeaderModifier', direction: 'response' },
] as const;

/** The lists of a header modifier. */
export const MODIFIER_LISTS = ['set', 'add', 'remove'] as const;

/** A rule with header changes, in the author's own filters if there are any, as a rule may have one of each type. */
export function withHeaderChanges(rule: Rule, written: readonly RuleFilter[], changes: HeaderChanges): Rule {
  return { ...rule, filters: mergedFilters(written, changes) } as Rule;
}

export function mergedFilters(written: readonly RuleFilter[], changes: HeaderChanges): RuleFilter[] {
  const filters = [...written];
  for (const { type, field, direction } of HEADER_FILTERS) {
    const modifier = changes[direction];
    if (modifier) {
      const found = filters.findIndex((filter) => filter.type === type);
      const index = found === -1 ? filters.length : found;
      filters[index] = { type, [field]: joined(filters[found]?.[field], modifier) } as unknown as RuleFilter;
    }
  }
  return filters;
}

/** Names of the headers in a modifier, in lower case. */
export function headerNames(modifier: HeaderModifier | undefined): string[] {
  const { set, add, remove } = modifier ?? {};
  const valued = [...itemsOf<HeaderValue>(set), ...itemsOf<HeaderValue>(add)].map(({ name }) => name);
  return [...valued, ...itemsOf<string>(remove)].map((name) => String(name).toLowerCase());
}

function joined(written: HeaderModifier | undefined, own: HeaderModifier): HeaderModifier {
  const lists = MODIFIER_LISTS.flatMap((name) => {
    const list = [...itemsOf<HeaderValue | string>(written?.[name]), ...itemsOf<HeaderValue | string>(own[name])];
    return list.length > 0 ? [[name, list]] : [];
  });
  return { ...written, ...Object.fromEntries(lists) };
}
