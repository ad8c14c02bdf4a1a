import { refuse } from '../problem';
import { computedKey } from './computed-key';
import type { StickinessParts } from './stickiness-parts';

const FACTORY = 'Stickiness.firstOf()';
const LEAST_MEMBERS = 2;
const MOST_MEMBERS = 16;

/** The key of the first member that a request has. */
export function firstOf(members: readonly StickinessParts[]): StickinessParts {
  checkNumber(members);
  members.forEach((member, i) => {
    checkMember(`${FACTORY} members[${i}]`, member);
  });
  const tableSizes = members.map(({ loadBalancer }) => loadBalancer?.consistentHash?.tableSize);
  checkTableSizes(tableSizes);
  const [tableSize] = tableSizes;
  return { ...computedKey(FACTORY, members, { tableSize }), members };
}

function checkNumber(members: readonly StickinessParts[]): void {
  if (members.length < LEAST_MEMBERS || members.length > MOST_MEMBERS) {
    refuse({
      property: `${FACTORY} members`,
      value: members.length,
      allowed: `${LEAST_MEMBERS} to ${MOST_MEMBERS} members`,
      remedy: members.length < LEAST_MEMBERS ? 'write the one stickiness alone' : 'remove the last ones',
    });
  }
}

function checkMember(property: string, member: StickinessParts): void {
  const { loadBalancer, members } = member;
  const hash = loadBalancer?.consistentHash;
  if (members) {
    refuse({
      property,
      value: 'Stickiness.firstOf()',
      allowed: 'a hash, as the order of a nested list would be that of its members anyway',
      remedy: 'write its members here',
    });
  }
  if (!hash) {
    refuse({
      property,
      value: member,
      allowed: 'a hash: passive cookie, header, headers, queryParams, path or sourceIp',
      remedy: 'remove it, or use it alone',
    });
  }
  if (hash.cookie?.ttl !== undefined) {
    refuse({
      property,
      value: hash.cookie,
      allowed: 'a passive cookie, as Envoy sets one only where the policy hashes it alone',
      remedy: 'write cookie({ name: "…", passive: true }), or use Stickiness.cookie() alone',
    });
  }
}

/** All members look into one table, that of the policy. */
function checkTableSizes(tableSizes: readonly (number | undefined)[]): void {
  tableSizes.forEach((tableSize, i) => {
    if (tableSize !== undefined && tableSize !== tableSizes[0]) {
      refuse({
        property: `${FACTORY} members[${i}] tableSize`,
        value: tableSize,
        allowed: 'the table size of the first member, whose table all members share',
        remedy: 'set it there',
      });
    }
  });
}
