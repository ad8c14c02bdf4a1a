import { memberSources, membersPlan } from './members';
import type { StickinessPlan } from './plan';

const FACTORY = 'Stickiness.allOf()';

/** Hashes the keys of all members together; a request without one of them has an empty value in its place. */
export function allOfPlan(members: readonly StickinessPlan[]): StickinessPlan {
  const sources = memberSources(FACTORY, members);
  const together = {
    values: sources.flatMap(({ values }) => values),
    isAlwaysThere: sources.some(({ isAlwaysThere }) => isAlwaysThere),
  };
  const answers = {
    member: {
      expected: 'a hash of one kind',
      reason: 'the keys of allOf() are no single one',
      remedy: 'use it alone',
    },
    headers: members.flatMap(({ headers }) => headers),
    cookie: members.find(({ cookie }) => cookie !== undefined)?.cookie,
    readsAddress: members.some(({ readsAddress }) => readsAddress),
  };
  return membersPlan(FACTORY, members, [together], answers);
}
