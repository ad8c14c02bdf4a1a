import { itemsOf } from '../../../collections';
import type { Report } from '../../../findings/finding';
import type { RouteInput } from '../../../input/route-input';
import { hasSeveralBackends, type RuleInput } from '../../../input/rule-input';
import type { Match } from '../../../input/rule-types';
import { type SessionsRule, sessionsRules } from '../../../objects/sessions-rules';
import { MOST_MATCHES, MOST_RULES, splitRules } from '../../../objects/split';

const MOST_HEADERS = 16;
const MOST_MATCHES_OF_RULE = 64;

/** Rules that another rule's sessions need a copy of, and that cannot be copied. */
export function checkSessionCopies({ http, grpc }: RouteInput, report: Report): void {
  checkCopies(http, report);
  checkCopies(grpc, report);
}

function checkCopies(rules: readonly RuleInput[], report: Report): void {
  const sessions = sessionsRules(rules);
  for (const part of sessions.length > 0 ? splitRules(rules) : []) {
    checkSize(
      part,
      sessions.filter(({ source }) => part.includes(source)),
      report,
    );
  }
  for (const { source, rule } of sessions.filter(({ isCopy }) => isCopy)) {
    if (hasSeveralBackends(source)) {
      report({
        id: 'copy-of-weights',
        property: `${source.property}.backendRefs`,
        value: source.backendRefs.map(({ name }) => name),
        expected: 'one backend beside a rule for the same path that keeps sessions',
      });
    }
    if (!hasRoom(itemsOf<Match>(rule.matches))) {
      report({
        id: 'no-room-in-copy',
        property: `${source.property}.matches`,
        value: source.matches,
        expected: `at most ${MOST_HEADERS - 1} header matches, none on the header of the session`,
      });
    }
  }
}

/** The route for requests with a session holds all rules that belong to those of one route. */
function checkSize(part: readonly RuleInput[], sessions: readonly SessionsRule[], report: Report): void {
  const counts = sessions.map(({ rule }) => itemsOf<Match>(rule.matches).length);
  const all = counts.reduce((sum, count) => sum + count, 0);
  if (sessions.length > MOST_RULES || all > MOST_MATCHES || counts.some((count) => count > MOST_MATCHES_OF_RULE)) {
    report({
      id: 'sessions-route-too-large',
      property: `${part[0]?.property}.matches`,
      value: all,
      expected: `sessions whose route has at most ${MOST_RULES} rules, ${MOST_MATCHES} matches and ${MOST_MATCHES_OF_RULE} matches a rule, with the copies of other rules`,
    });
  }
}

function hasRoom(matches: readonly Match[]): boolean {
  return matches.every(({ headers }) => {
    const names = itemsOf<{ readonly name: string }>(headers).map(({ name }) => String(name).toLowerCase());
    return names.length <= MOST_HEADERS && names.indexOf(names.at(-1) ?? '') === names.length - 1;
  });
}
