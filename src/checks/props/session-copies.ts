import { itemsOf } from '../../collections';
import type { Report } from '../../findings/finding';
import type { RouteInput } from '../../input/route-input';
import { hasSeveralBackends, type RuleInput } from '../../input/rule-input';
import type { Match } from '../../input/rule-types';
import { sessionsRules } from '../../objects/sessions-rules';

const MOST_HEADERS = 16;

/** Rules that another rule's sessions need a copy of, and that cannot be copied. */
export function checkSessionCopies({ http, grpc }: RouteInput, report: Report): void {
  checkCopies(http, report);
  checkCopies(grpc, report);
}

function checkCopies(rules: readonly RuleInput[], report: Report): void {
  for (const { source, rule } of sessionsRules(rules).filter(({ isCopy }) => isCopy)) {
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

function hasRoom(matches: readonly Match[]): boolean {
  return matches.every(({ headers }) => {
    const names = itemsOf<{ readonly name: string }>(headers).map(({ name }) => String(name).toLowerCase());
    return names.length <= MOST_HEADERS && names.indexOf(names.at(-1) ?? '') === names.length - 1;
  });
}
