import { memberSources, membersPlan } from './members';
import type { StickinessPlan } from './plan';

const FACTORY = 'Stickiness.firstOf()';

/** Hashes the key of the first member that a request has. */
export function firstOfPlan(members: readonly StickinessPlan[]): StickinessPlan {
  const sources = memberSources(FACTORY, members);
  const answers = {
    member: {
      expected: 'a hash',
      reason: 'the order of a nested list would be that of its members anyway',
      remedy: 'write its members here',
    },
    members,
  };
  return membersPlan(FACTORY, members, sources, answers);
}
