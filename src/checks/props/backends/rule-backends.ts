import type { Report } from '../../../findings/finding';
import type { CommonInput } from '../../../input/common-input';

/** Filters that respond to the requests of a rule without backends. */
const ENDING_FILTERS = ['RequestRedirect', 'ExtensionRef'];

/** Rules that respond with 500 to every request. */
export function checkRuleBackends({ rules }: CommonInput, report: Report): void {
  for (const { property, rule, backendRefs, filters } of rules) {
    const isList = rule.backendRefs === undefined || Array.isArray(rule.backendRefs);
    const isServed = backendRefs.some(({ weight }) => weight !== 0);
    if (isList && !isServed && !filters.some(({ type }) => ENDING_FILTERS.includes(type))) {
      report({
        id: 'no-backend',
        property: `${property}.backendRefs`,
        value: rule.backendRefs,
        expected: 'a backend with a weight other than 0',
        remedy: `name a Service, or end the rule with a filter ${ENDING_FILTERS.join(' or ')}`,
      });
    }
  }
}
