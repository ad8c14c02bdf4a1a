import { matchesOf, type RuleInput } from '../input/rule-input';

/** The most rules of a route, and the most matches of all of them. */
export const MOST_RULES = 16;
export const MOST_MATCHES = 127;

/** Rules by the route that holds them; one is filled after the other, so appending a rule changes only the last. */
export function splitRules(rules: readonly RuleInput[]): RuleInput[][] {
  const parts: RuleInput[][] = [];
  let matches = Number.POSITIVE_INFINITY;
  for (const rule of rules) {
    const added = matchesOf(rule).length;
    const last = parts.at(-1);
    if (last === undefined || last.length === MOST_RULES || matches + added > MOST_MATCHES) {
      parts.push([rule]);
      matches = added;
    } else {
      last.push(rule);
      matches += added;
    }
  }
  return parts;
}
