import type { Report } from '../problem';
import { CHANGES, HEADER_FILTERS, namesIn, withHeaderFilters } from '../route/header-filters';
import { itemsOf } from '../route/lists';
import { type BackendRef, hasBackends, type RuleFilter } from '../route/rule';
import type { StickinessParts } from '../stickiness/stickiness-parts';
import type { CheckedProps, PlacedRule } from './checked-props';

const MOST_ITEMS = 16;

type HeaderFilter = Pick<RuleFilter, (typeof HEADER_FILTERS)[number]['field']>;

/** Filters of the author that speak of the headers of a stickiness, or leave no room for its own. */
export function checkHeaderFilters({ rules }: CheckedProps, report: Report): void {
  for (const each of rules) {
    const { _parts: parts } = each.stickiness;
    if ((parts.filters ?? parts.pin) && hasBackends(each.rule)) {
      checkClashes(each, headersOf(parts), report);
      checkRoom(each, parts, report);
    }
  }
}

/** What a stickiness reads or writes, in lower case. */
function headersOf({ filters, pin }: StickinessParts): string[] {
  const written = [...namesIn(filters?.request), ...namesIn(filters?.response)];
  return pin ? [...written, pin.header.toLowerCase()] : written;
}

function checkClashes({ property, rule }: PlacedRule, ours: readonly string[], report: Report): void {
  checkFilters(`${property}.filters`, itemsOf<HeaderFilter>(rule.filters), ours, report);
  itemsOf<BackendRef>(rule.backendRefs).forEach(({ filters }, b) => {
    checkFilters(`${property}.backendRefs[${b}].filters`, itemsOf<HeaderFilter>(filters), ours, report);
  });
}

function checkFilters(
  property: string,
  filters: readonly HeaderFilter[],
  ours: readonly string[],
  report: Report,
): void {
  filters.forEach((filter, i) => {
    for (const { field } of HEADER_FILTERS) {
      for (const name of namesIn(filter[field]).filter((each) => ours.includes(each))) {
        report({
          property: `${property}[${i}].${field}`,
          value: name,
          allowed: 'a header that the stickiness does not use itself',
          remedy: 'remove it here, or use another header for the stickiness',
        });
      }
    }
  });
}

function checkRoom({ property, rule }: PlacedRule, { filters = {} }: StickinessParts, report: Report): void {
  const merged = itemsOf<RuleFilter>(withHeaderFilters(rule, filters).filters);
  const lists = merged.flatMap((filter) =>
    HEADER_FILTERS.flatMap(({ field }) => CHANGES.map((change) => itemsOf<unknown>(filter[field]?.[change]).length)),
  );
  if (Math.max(merged.length, ...lists) > MOST_ITEMS) {
    report({
      property: `${property}.filters`,
      value: rule.filters,
      allowed: `room for the header filters of the stickiness, in ${MOST_ITEMS} filters of ${MOST_ITEMS} headers`,
      remedy: 'remove a filter or a header',
    });
  }
}
