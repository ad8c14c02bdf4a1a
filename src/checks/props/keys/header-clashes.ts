import { itemsOf } from '../../../collections';
import type { Report } from '../../../findings/finding';
import type { CommonInput } from '../../../input/common-input';
import { hasBackends, type RuleInput } from '../../../input/rule-input';
import type { RuleFilter } from '../../../input/rule-types';
import { HEADER_FILTERS, headerNames, MODIFIER_LISTS, mergedFilters } from '../../../objects/merged-filters';
import type { StickinessPlan } from '../../../stickiness/plan';

const MOST_ITEMS = 16;

type HeaderFilter = Pick<RuleFilter, (typeof HEADER_FILTERS)[number]['field']>;

/** Filters of the author that change a header of the stickiness, or leave no room for its own changes. */
export function checkHeaderClashes({ rules }: CommonInput, report: Report): void {
  for (const each of rules) {
    const { headerChanges, pin } = each.plan;
    if ((headerChanges ?? pin) && hasBackends(each)) {
      checkClashes(each, report);
      checkRoom(each, report);
    }
  }
}

function checkClashes({ property, filters, backendRefs, plan }: RuleInput, report: Report): void {
  const own = headersOf(plan);
  checkFilters(`${property}.filters`, filters, own, report);
  backendRefs.forEach((backendRef, b) => {
    checkFilters(`${property}.backendRefs[${b}].filters`, itemsOf<HeaderFilter>(backendRef.filters), own, report);
  });
}

/** Headers that a stickiness reads or writes, in lower case. */
function headersOf({ headerChanges, pin }: StickinessPlan): string[] {
  const written = [...headerNames(headerChanges?.request), ...headerNames(headerChanges?.response)];
  return pin ? [...written, pin.header.toLowerCase()] : written;
}

function checkFilters(
  property: string,
  filters: readonly HeaderFilter[],
  own: readonly string[],
  report: Report,
): void {
  filters.forEach((filter, i) => {
    for (const { field } of HEADER_FILTERS) {
      for (const name of headerNames(filter[field]).filter((each) => own.includes(each))) {
        report({
          id: 'header-clash',
          property: `${property}[${i}].${field}`,
          value: name,
          expected: 'a header that the stickiness does not use',
        });
      }
    }
  });
}

function checkRoom({ property, filters, plan }: RuleInput, report: Report): void {
  const merged = mergedFilters(filters, plan.headerChanges ?? {});
  const sizes = merged.flatMap((filter) =>
    HEADER_FILTERS.flatMap(({ field }) => MODIFIER_LISTS.map((list) => itemsOf<unknown>(filter[field]?.[list]).length)),
  );
  if (Math.max(merged.length, ...sizes) > MOST_ITEMS) {
    report({
      id: 'no-room-for-headers',
      property: `${property}.filters`,
      value: filters,
      expected: `at most ${MOST_ITEMS} filters of ${MOST_ITEMS} headers, with the header filters of the stickiness`,
    });
  }
}
