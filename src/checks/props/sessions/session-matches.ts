import { itemsOf } from '../../../collections';
import type { Report } from '../../../findings/finding';
import type { CommonInput } from '../../../input/common-input';
import { hasSeveralBackends, matchesOf, type RuleInput } from '../../../input/rule-input';

const MOST_HEADERS = 16;

interface HeaderMatch {
  readonly name: string;
  readonly type?: string;
}

/** Matches on the header of the session, or that leave no room for one. */
export function checkSessionMatches({ rules }: CommonInput, report: Report): void {
  for (const each of rules.filter(({ plan }) => plan.pin)) {
    checkMatches(each, each.plan.pin?.header ?? '', report);
  }
}

function checkMatches(rule: RuleInput, session: string, report: Report): void {
  const isShared = hasSeveralBackends(rule);
  matchesOf(rule).forEach((match, m) => {
    const property = `${rule.property}.matches[${m}].headers`;
    const headers = itemsOf<HeaderMatch>(match.headers);
    const asked = headers.find(({ name }) => String(name).toLowerCase() === session.toLowerCase());
    if (asked && (isShared || (asked.type ?? 'Exact') === 'Exact')) {
      report({ id: 'match-on-session', property, value: headers, expected: `no match on ${session}` });
    } else if (isShared && headers.length >= MOST_HEADERS) {
      report({
        id: 'no-room-for-session-match',
        property,
        value: headers,
        expected: `at most ${MOST_HEADERS - 1} header matches besides the one on ${session}`,
      });
    }
  });
}
