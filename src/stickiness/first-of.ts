import type { BackendTrafficPolicySpecLoadBalancerConsistentHash } from '../../imports/gateway.envoyproxy.io';
import { refuse } from '../problem';
import { secondsOf } from './seconds';
import type { StickinessParts } from './stickiness-parts';

const FACTORY = 'Stickiness.firstOf()';
const LEAST_MEMBERS = 2;
const MOST_MEMBERS = 16;

/**
 * The hash of the first member for the policy, and an ordered list of all for Envoy itself.
 *
 * @see https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/route/v3/route_components.proto#config-route-v3-routeaction-hashpolicy
 */
export function firstOf(members: readonly StickinessParts[]): StickinessParts {
  checkNumber(members);
  const hashes = members.map((member, i) => hashOf(`${FACTORY} members[${i}]`, member));
  checkTableSizes(hashes);
  const lists = hashes.map(hashPolicies);
  return {
    loadBalancer: members[0]?.loadBalancer,
    members,
    routePatch: {
      path: '/route/hash_policy',
      value: lists.flatMap((list, i) => (i === lists.length - 1 ? list : endedBy(list))),
    },
  };
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

function hashOf(property: string, member: StickinessParts): BackendTrafficPolicySpecLoadBalancerConsistentHash {
  const { loadBalancer, members } = member;
  if (members) {
    refuse({
      property,
      value: 'Stickiness.firstOf()',
      allowed: 'a hash, as the order of a nested list would be that of its members anyway',
      remedy: 'write its members here',
    });
  }
  return (
    loadBalancer?.consistentHash ??
    refuse({
      property,
      value: member,
      allowed: 'a hash: cookie, header, headers, queryParams or sourceIp, as only a hash can be missing from a request',
      remedy: 'remove it, or use it alone',
    })
  );
}

/** All members look into one table, that of the policy. */
function checkTableSizes(hashes: readonly BackendTrafficPolicySpecLoadBalancerConsistentHash[]): void {
  hashes.forEach(({ tableSize }, i) => {
    if (tableSize !== undefined && tableSize !== hashes[0]?.tableSize) {
      refuse({
        property: `${FACTORY} members[${i}] tableSize`,
        value: tableSize,
        allowed: 'the table size of the first member, whose table all members share',
        remedy: 'set it there',
      });
    }
  });
}

/** What Envoy Gateway makes of a hash. */
function hashPolicies(hash: BackendTrafficPolicySpecLoadBalancerConsistentHash): object[] {
  const { cookie, header, headers, queryParams } = hash;
  if (cookie) {
    const { name, ttl, attributes } = cookie;
    return [
      {
        cookie: {
          name,
          ...(ttl !== undefined && { ttl: `${secondsOf(ttl)}s` }),
          ...(attributes && { attributes: Object.entries(attributes).map(([name, value]) => ({ name, value })) }),
        },
      },
    ];
  }
  if (queryParams) {
    return queryParams.map(({ name }) => ({ query_parameter: { name } }));
  }
  const names = header ? [header] : headers;
  return (
    names?.map(({ name }) => ({ header: { header_name: name } })) ?? [{ connection_properties: { source_ip: true } }]
  );
}

/** A member of several policies ends the search at its last one: Envoy stops there when any of them has found something. */
function endedBy(policies: readonly object[]): object[] {
  return policies.map((policy, i) => (i === policies.length - 1 ? { ...policy, terminal: true } : policy));
}
