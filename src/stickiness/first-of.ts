import { COMPUTED_KEY_HASH, computeKey } from './computed-key';
import { hashPlan } from './hash-plan';
import { memberSources, sharedTableSize } from './members';
import type { StickinessPlan } from './plan';

const FACTORY = 'Stickiness.firstOf()';

/** Hashes the key of the first member that a request has. */
export function firstOfPlan(members: readonly StickinessPlan[]): StickinessPlan {
  const sources = memberSources(FACTORY, members);
  const answers = {
    factory: FACTORY,
    headerChanges: computeKey(FACTORY, sources),
    weightsSince: undefined,
    httpOnly: members.find(({ httpOnly }) => httpOnly !== undefined)?.httpOnly,
    member: {
      expected: 'a hash',
      reason: 'the order of a nested list would be that of its members anyway',
      remedy: 'write its members here',
    },
    members,
  };
  const tableSize = sharedTableSize(FACTORY, members);
  return hashPlan(answers, COMPUTED_KEY_HASH, tableSize === undefined ? {} : { tableSize });
}
