import {
  type BackendTrafficPolicySpecLoadBalancerConsistentHash,
  BackendTrafficPolicySpecLoadBalancerType,
} from '../../imports/gateway.envoyproxy.io';
import { refuse } from '../findings/refuse';
import type { OptionNames } from './options';
import type { StickinessPlan } from './plan';

const LEAST_TABLE_SIZE = 2;
const MOST_TABLE_SIZE = 5_000_011;
const USUAL_TABLE_SIZE = 65_537;

/** First Envoy Gateway that has ConsistentHash, and the first that chooses between weighted backends by the hash. */
const HASHES_SINCE = '1.5';
const WEIGHTS_SINCE = '1.9';

/**
 * Options of every hash.
 *
 * @see https://gateway.envoyproxy.io/docs/api/extension_types/#consistenthash
 */
export interface ConsistentHashOptions {
  /**
   * Size of the Maglev table, in which each endpoint has a share: a prime from 2 to 5000011.
   *
   * A larger table spreads the load more evenly over many endpoints, and costs memory in every Envoy.
   *
   * @default - Envoy's own, 65537
   */
  readonly tableSize?: number;
}

/** The options that every hash has. */
export const HASH_OPTIONS: OptionNames<ConsistentHashOptions> = { tableSize: true };

/** The questions that hashes answer differently. */
export type HashAnswers = Pick<StickinessPlan, 'factory' | 'member'> &
  Partial<Omit<StickinessPlan, 'loadBalancer' | 'pin'>>;

/** The plan of a stickiness that hashes a key. */
export function hashPlan(
  answers: HashAnswers,
  hash: BackendTrafficPolicySpecLoadBalancerConsistentHash,
  options: ConsistentHashOptions = {},
): StickinessPlan {
  const { tableSize } = options;
  if (tableSize !== undefined) {
    checkTableSize(`${answers.factory} tableSize`, tableSize);
  }
  return {
    since: HASHES_SINCE,
    loadBalancer: {
      type: BackendTrafficPolicySpecLoadBalancerType.CONSISTENT_HASH,
      consistentHash: tableSize === undefined ? hash : { ...hash, tableSize },
    },
    headerChanges: undefined,
    pin: undefined,
    weightsSince: WEIGHTS_SINCE,
    streams: false,
    httpOnly: undefined,
    members: [],
    headers: [],
    cookie: undefined,
    readsAddress: false,
    path: undefined,
    ...answers,
  };
}

function checkTableSize(property: string, tableSize: unknown): void {
  if (!isPrime(tableSize) || Number(tableSize) < LEAST_TABLE_SIZE || Number(tableSize) > MOST_TABLE_SIZE) {
    refuse({
      id: 'table-size',
      property,
      value: tableSize,
      expected: `a prime from ${LEAST_TABLE_SIZE} to ${MOST_TABLE_SIZE}`,
      remedy: `write ${nearestPrime(tableSize)}`,
    });
  }
}

/** That of Envoy for a value that is no number. */
function nearestPrime(size: unknown): number {
  const number = typeof size === 'number' || typeof size === 'string' ? Math.ceil(Number(size)) : Number.NaN;
  let candidate = Math.min(
    Math.max(Number.isNaN(number) ? USUAL_TABLE_SIZE : number, LEAST_TABLE_SIZE),
    MOST_TABLE_SIZE,
  );
  while (!isPrime(candidate)) {
    candidate += 1;
  }
  return candidate;
}

function isPrime(n: unknown): boolean {
  if (typeof n !== 'number' || !Number.isInteger(n)) {
    return false;
  }
  for (let divisor = 2; divisor * divisor <= n; divisor += 1) {
    if (n % divisor === 0) {
      return false;
    }
  }
  return true;
}
