import { refuse } from '../findings/refuse';
import { COMPUTED_KEY_HASH, computeKey } from './computed-key';
import { hashPlan } from './hash-plan';
import type { KeySource } from './key-source';
import type { StickinessPlan } from './plan';

const FACTORY = 'Stickiness.firstOf()';
const LEAST_MEMBERS = 2;
const MOST_MEMBERS = 16;

/** Refuses members that are no list, such as `firstOf(a, b)`. */
export function checkMemberList(members: unknown): void {
  if (!Array.isArray(members)) {
    refuse({
      id: 'wrong-type',
      property: `${FACTORY} members`,
      value: members === undefined ? undefined : 'no list',
      expected: `a list of ${LEAST_MEMBERS} to ${MOST_MEMBERS} members`,
      remedy: 'write firstOf([a, b])',
    });
  }
}

/** Refuses a member that is no stickiness, such as the name of a header. */
export function refuseMember(index: number, member: unknown): never {
  return refuse({
    id: 'wrong-type',
    property: `${FACTORY} members[${index}]`,
    // Objects may be large, or have cycles.
    value: typeof member === 'object' && member !== null ? 'no stickiness' : member,
    expected: 'a return value of a factory of Stickiness',
    remedy: 'call a factory such as Stickiness.header()',
  });
}

/** Hashes the key of the first member that a request has. */
export function firstOfPlan(members: readonly StickinessPlan[]): StickinessPlan {
  checkNumber(members.length);
  const sources = members.map((member, i) => memberSource(`${FACTORY} members[${i}]`, member));
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
  const tableSize = sharedTableSize(members);
  return hashPlan(answers, COMPUTED_KEY_HASH, tableSize === undefined ? {} : { tableSize });
}

function checkNumber(count: number): void {
  if (count < LEAST_MEMBERS || count > MOST_MEMBERS) {
    refuse({
      id: 'number-of-members',
      property: `${FACTORY} members`,
      value: count,
      expected: `${LEAST_MEMBERS} to ${MOST_MEMBERS} members`,
      remedy: count < LEAST_MEMBERS ? 'write the one stickiness alone' : 'remove the last ones',
    });
  }
}

function memberSource(property: string, { factory, member }: StickinessPlan): KeySource {
  if ('values' in member) {
    return member;
  }
  return refuse({ id: 'no-member', property, value: factory, ...member });
}

/** All members look up the one table of the policy. */
function sharedTableSize(members: readonly StickinessPlan[]): number | undefined {
  const tableSizes = members.map(({ loadBalancer }) => loadBalancer?.consistentHash?.tableSize);
  tableSizes.forEach((tableSize, i) => {
    if (tableSize !== undefined && tableSize !== tableSizes[0]) {
      refuse({
        id: 'table-size-of-member',
        property: `${FACTORY} members[${i}] tableSize`,
        value: tableSize,
        expected: 'the table size of the first member',
      });
    }
  });
  return tableSizes[0];
}
