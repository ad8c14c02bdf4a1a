import type { StickinessParts } from '../stickiness/stickiness-parts';
import type { UsedStickiness } from './used-stickiness';
import type { Warn } from './warning';

/** Members of a list that are never asked, as a request cannot be without an earlier one. */
export function warnOfOrder({ property, parts: { members = [] } }: UsedStickiness, warn: Warn): void {
  const last = members.findIndex(isAlwaysThere);
  if (last !== -1 && last < members.length - 1) {
    warn({
      id: 'unreachable-member',
      property,
      text: `every request has what members[${last}] hashes, so later members are never used; put it at the end`,
    });
  }
}

function isAlwaysThere(member: StickinessParts): boolean {
  const { consistentHash } = member.loadBalancer ?? {};
  const names = [consistentHash?.header, ...(consistentHash?.headers ?? [])].flatMap((header) => header?.name ?? []);
  return consistentHash?.type === 'SourceIP' || names.some((name) => /^(:|host$)/i.test(name));
}
