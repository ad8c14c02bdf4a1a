import {
  type BackendTrafficPolicySpecLoadBalancer,
  type BackendTrafficPolicySpecLoadBalancerConsistentHash,
  BackendTrafficPolicySpecLoadBalancerType,
} from '../../imports/gateway.envoyproxy.io';
import { refuse } from '../problem';

const LEAST_TABLE_SIZE = 2;
const MOST_TABLE_SIZE = 5_000_011;

/**
 * What every hash-based stickiness can be told.
 *
 * @see https://gateway.envoyproxy.io/docs/api/extension_types/#consistenthash
 */
export interface ConsistentHashOptions {
  /**
   * Entries of the Maglev table, in which each endpoint has a share: a prime from 2 to 5000011.
   *
   * A larger table spreads the load more evenly over many endpoints, and costs memory in every Envoy.
   *
   * @default - Envoy's own, 65537
   */
  readonly tableSize?: number;
}

/** The load balancer of a policy that hashes `hash`. */
export function hashLoadBalancer(
  factory: string,
  hash: BackendTrafficPolicySpecLoadBalancerConsistentHash,
  options: ConsistentHashOptions = {},
): BackendTrafficPolicySpecLoadBalancer {
  const { tableSize } = options;
  if (tableSize !== undefined) {
    checkTableSize(`${factory} tableSize`, tableSize);
  }
  return {
    type: BackendTrafficPolicySpecLoadBalancerType.CONSISTENT_HASH,
    consistentHash: tableSize === undefined ? hash : { ...hash, tableSize },
  };
}

function checkTableSize(property: string, tableSize: number): void {
  if (tableSize < LEAST_TABLE_SIZE || tableSize > MOST_TABLE_SIZE || !isPrime(tableSize)) {
    refuse({
      property,
      value: tableSize,
      allowed: `a prime from ${LEAST_TABLE_SIZE} to ${MOST_TABLE_SIZE}`,
      remedy: `write ${nearestPrime(tableSize)}`,
    });
  }
}

function nearestPrime(size: number): number {
  let candidate = Math.min(Math.max(Math.ceil(size) || LEAST_TABLE_SIZE, LEAST_TABLE_SIZE), MOST_TABLE_SIZE);
  while (!isPrime(candidate)) {
    candidate += 1;
  }
  return candidate;
}

function isPrime(n: number): boolean {
  if (!Number.isInteger(n)) {
    return false;
  }
  for (let divisor = 2; divisor * divisor <= n; divisor += 1) {
    if (n % divisor === 0) {
      return false;
    }
  }
  return true;
}
