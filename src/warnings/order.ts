import { collect } from '../route/lists';
import type { StickinessParts } from '../stickiness/stickiness-parts';
import { setsCookie, type UsedStickiness } from './used-stickiness';
import type { Warning } from './warning';

/** Members of a list that are never asked, as a request cannot be without an earlier one. */
export function order(used: readonly UsedStickiness[]): Warning[] {
  return collect(used, ({ property, parts: { members = [] } }) => {
    const last = members.findIndex(isAlwaysThere);
    return last === -1 || last === members.length - 1
      ? []
      : [
          {
            id: 'unreachable-member',
            property,
            text:
              `every request has what members[${last}] hashes, so those behind it are never asked; put it at the end` +
              (setsCookie(members[last] as StickinessParts) ? ', or make the cookie passive' : ''),
          },
        ];
  });
}

function isAlwaysThere(member: StickinessParts): boolean {
  const { consistentHash } = member.loadBalancer ?? {};
  const names = [consistentHash?.header, ...(consistentHash?.headers ?? [])].flatMap((header) => header?.name ?? []);
  return consistentHash?.type === 'SourceIP' || setsCookie(member) || names.some((name) => /^(:|host$)/i.test(name));
}
