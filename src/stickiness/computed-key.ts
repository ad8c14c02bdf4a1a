import type { BackendTrafficPolicySpecLoadBalancerConsistentHash } from '../../imports/gateway.envoyproxy.io';
import { BackendTrafficPolicySpecLoadBalancerConsistentHashType as HashType } from '../../imports/gateway.envoyproxy.io';
import { refuse } from '../findings/refuse';
import { cel, KEY_HEADER, MOST_VALUE_CHARACTERS } from './envoy-format';
import type { HeaderChanges } from './header-changes';
import type { KeySource } from './key-source';

/** The hash of a policy whose key a filter of each rule computes. */
export const COMPUTED_KEY_HASH: BackendTrafficPolicySpecLoadBalancerConsistentHash = {
  type: HashType.HEADER,
  header: { name: KEY_HEADER },
};

/** Header changes that compute the key: that of the first source that a request has. */
export function computeKey(factory: string, sources: readonly KeySource[]): HeaderChanges {
  const slots = Math.max(...sources.map(({ values }) => values.length));
  const commands = Array.from({ length: slots }, (_, slot) => cel(firstPresent(sources, slot)));
  const value = commands.join('');
  if (value.length > MOST_VALUE_CHARACTERS) {
    refuse({
      id: 'key-too-long',
      property: `${factory} members`,
      value: sources.length,
      expected: `members that make a header value of at most ${MOST_VALUE_CHARACTERS} characters, not of ${value.length}`,
    });
  }
  return { request: { remove: [KEY_HEADER], set: [{ name: KEY_HEADER, value }] } };
}

/** One value of the first source that a request has. */
function firstPresent(sources: readonly KeySource[], slot: number): string {
  return sources.reduceRight((rest, { condition, values }, i) => {
    const value = values[slot] ?? "''";
    const isLast = i === sources.length - 1;
    // An expression that fails yields nothing, so the last source needs no condition.
    return condition === undefined || isLast ? value : `${condition} ? ${value} : (${rest})`;
  }, "''");
}
