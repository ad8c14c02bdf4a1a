import { HttpRouteSpecRulesFiltersType as FilterType } from '../../imports/gateway.networking.k8s.io';
import type { HeaderChanges, HeaderFilters, HeaderValue } from '../stickiness/stickiness-parts';
import { itemsOf } from './lists';
import type { Rule, RuleFilter } from './rule';

/** The two filters that change headers: their type, the field of their settings, and what a stickiness has for them. */
export const HEADER_FILTERS = [
  { type: FilterType.REQUEST_HEADER_MODIFIER, field: 'requestHeaderModifier', direction: 'request' },
  { type: FilterType.RESPONSE_HEADER_MODIFIER, field: 'responseHeaderModifier', direction: 'response' },
] as const;

/** The lists of changes in a filter. */
export const CHANGES = ['set', 'add', 'remove'] as const;

/** A rule with the header changes of its stickiness, in the author's own filters where there are such: each type may be there once. */
export function withHeaderFilters<R extends Rule>(rule: R, own: HeaderFilters): R {
  const filters = [...itemsOf<RuleFilter>(rule.filters)];
  for (const { type, field, direction } of HEADER_FILTERS) {
    const changes = own[direction];
    if (changes) {
      const written = filters.findIndex((filter) => filter.type === type);
      const place = written === -1 ? filters.length : written;
      filters[place] = { type, [field]: joined(filters[written]?.[field], changes) } as unknown as RuleFilter;
    }
  }
  return { ...rule, filters };
}

/** Names of headers that changes speak of, in lower case. */
export function namesIn(changes: HeaderChanges | undefined): string[] {
  const { set, add, remove } = changes ?? {};
  const valued = [...itemsOf<HeaderValue>(set), ...itemsOf<HeaderValue>(add)].map(({ name }) => name);
  return [...valued, ...itemsOf<string>(remove)].map((name) => String(name).toLowerCase());
}

function joined(written: HeaderChanges | undefined, own: HeaderChanges): HeaderChanges {
  const lists = CHANGES.flatMap((change) => {
    const list = [...itemsOf<HeaderValue | string>(written?.[change]), ...itemsOf<HeaderValue | string>(own[change])];
    return list.length > 0 ? [[change, list]] : [];
  });
  return { ...written, ...Object.fromEntries(lists) };
}
