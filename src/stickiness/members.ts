import { refuse } from '../findings/refuse';
import { COMPUTED_KEY_HASH, computeKey } from './computed-key';
import { type HashAnswers, hashPlan } from './hash-plan';
import type { KeySource } from './key-source';
import type { StickinessPlan } from './plan';

const LEAST_MEMBERS = 2;
const MOST_MEMBERS = 16;

/** A factory whose arguments are other stickinesses, as its author calls it. */
export type ListFactory = 'Stickiness.firstOf()' | 'Stickiness.allOf()';

/** Refuses members that are no list, such as `firstOf(a, b)`. */
export function checkMemberList(factory: ListFactory, members: unknown): void {
  if (!Array.isArray(members)) {
    refuse({
      id: 'wrong-type',
      property: `${factory} members`,
      value: members === undefined ? undefined : 'no list',
      expected: `a list of ${LEAST_MEMBERS} to ${MOST_MEMBERS} members`,
      remedy: `write ${factory.slice('Stickiness.'.length, -1)}[a, b])`,
    });
  }
}

/** Refuses a member that is no stickiness, such as the name of a header. */
export function refuseMember(factory: ListFactory, index: number, member: unknown): never {
  return refuse({
    id: 'wrong-type',
    property: `${factory} members[${index}]`,
    // Objects may be large, or have cycles.
    value: typeof member === 'object' && member !== null ? 'no stickiness' : member,
    expected: 'a return value of a factory of Stickiness',
    remedy: 'call a factory such as Stickiness.header()',
  });
}

/** Where a request has the keys of the members; refuses a wrong number of them, and any that is no hash. */
export function memberSources(factory: ListFactory, members: readonly StickinessPlan[]): KeySource[] {
  checkNumber(factory, members.length);
  return members.map((member, i) => memberSource(`${factory} members[${i}]`, member));
}

function checkNumber(factory: ListFactory, count: number): void {
  if (count < LEAST_MEMBERS || count > MOST_MEMBERS) {
    refuse({
      id: 'number-of-members',
      property: `${factory} members`,
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

/** The hash of a key that a filter computes from the keys of all members. */
export function membersPlan(
  factory: ListFactory,
  members: readonly StickinessPlan[],
  sources: readonly KeySource[],
  answers: Omit<HashAnswers, 'factory'>,
): StickinessPlan {
  const computed = {
    headerChanges: computeKey(factory, sources),
    weightsSince: undefined,
    httpOnly: members.find(({ httpOnly }) => httpOnly !== undefined)?.httpOnly,
  };
  const tableSize = sharedTableSize(factory, members);
  return hashPlan(
    { factory, ...answers, ...computed },
    COMPUTED_KEY_HASH,
    tableSize === undefined ? {} : { tableSize },
  );
}

/** All members look up the one table of the policy. */
function sharedTableSize(factory: ListFactory, members: readonly StickinessPlan[]): number | undefined {
  const tableSizes = members.map(({ loadBalancer }) => loadBalancer?.consistentHash?.tableSize);
  tableSizes.forEach((tableSize, i) => {
    if (tableSize !== undefined && tableSize !== tableSizes[0]) {
      refuse({
        id: 'table-size-of-member',
        property: `${factory} members[${i}] tableSize`,
        value: tableSize,
        expected: 'the table size of the first member',
      });
    }
  });
  return tableSizes[0];
}
