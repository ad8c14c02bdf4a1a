import type { Report } from '../../../findings/finding';
import type { RouteInput } from '../../../input/route-input';
import { matchesOf, type RuleInput } from '../../../input/rule-input';
import { conditionsKey, conditionsOf } from '../../../objects/precedence';
import { splitRules } from '../../../objects/split';

/** Rules that get no requests, as earlier rules of their route have the same matches; `checkTies` is for other routes. */
export function checkUnreachableRules({ http, grpc }: RouteInput, report: Report): void {
  checkRules(http, report);
  checkRules(grpc, report);
}

function checkRules(rules: readonly RuleInput[], report: Report): void {
  for (const part of rules.length < 2 ? [] : splitRules(rules)) {
    checkPart(part, report);
  }
}

function checkPart(rules: readonly RuleInput[], report: Report): void {
  const owners = new Map<string, RuleInput>();
  for (const rule of rules) {
    const keys = matchesOf(rule).map((match) => conditionsKey(conditionsOf(rule, match)));
    const earlier = keys.map((key) => owners.get(key)).filter((owner) => owner !== undefined);
    for (const key of keys) {
      owners.set(key, owners.get(key) ?? rule);
    }
    if (earlier.length === keys.length) {
      report({
        id: 'unreachable-rule',
        property: `${rule.property}.matches`,
        value: rule.rule.matches,
        expected: `a match that ${earlier[0]?.property} does not have`,
      });
    }
  }
}
