import { itemsOf } from '../../../collections';
import type { Report } from '../../../findings/finding';
import type { CommonInput } from '../../../input/common-input';
import { hasBackends, type RuleInput } from '../../../input/rule-input';
import type { RuleFilter } from '../../../input/rule-types';
import { headerNames } from '../../../objects/merged-filters';
import type { HeaderModifier } from '../../../stickiness/header-changes';
import type { StickinessPlan } from '../../../stickiness/plan';

type RequestFilter = Pick<RuleFilter, 'requestHeaderModifier'>;

/** Filters of the author that take the key from a request: Envoy applies them before it hashes. */
export function checkHashedHeaders({ rules }: CommonInput, report: Report): void {
  for (const rule of rules) {
    const { loadBalancer, headerChanges } = rule.plan;
    if (loadBalancer?.consistentHash && !headerChanges && hasBackends(rule)) {
      checkRule(rule, report);
    }
  }
}

function checkRule({ property, filters, backendRefs, plan }: RuleInput, report: Report): void {
  checkFilters(`${property}.filters`, filters, plan, report);
  backendRefs.forEach((backendRef, b) => {
    checkFilters(`${property}.backendRefs[${b}].filters`, itemsOf<RequestFilter>(backendRef.filters), plan, report);
  });
}

function checkFilters(property: string, filters: readonly RequestFilter[], plan: StickinessPlan, report: Report): void {
  filters.forEach(({ requestHeaderModifier }, i) => {
    const lost = requestHeaderModifier && lostHeaders(requestHeaderModifier);
    for (const name of lost ? hashedHeaders(plan).filter((each) => lost.includes(each)) : []) {
      report({
        id: 'header-clash',
        property: `${property}[${i}].requestHeaderModifier`,
        value: name,
        expected: 'a header that the stickiness does not hash',
      });
    }
  });
}

function hashedHeaders({ headers, cookie }: StickinessPlan): string[] {
  return [...headers.map((name) => name.toLowerCase()), ...(cookie ? ['cookie'] : [])];
}

/** Headers that have the same value for all clients, or none; a value with a command of Envoy may well differ. */
export function lostHeaders({ set, add, remove }: HeaderModifier): string[] {
  const constant = itemsOf(set).filter(({ value }) => !String(value).includes('%'));
  const kept = headerNames({ set: itemsOf(set), add: itemsOf(add) });
  return [
    ...headerNames({ set: constant }),
    ...headerNames({ remove: itemsOf(remove) }).filter((name) => !kept.includes(name)),
  ];
}
