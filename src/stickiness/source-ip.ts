import { BackendTrafficPolicySpecLoadBalancerConsistentHashType as HashType } from '../../imports/gateway.envoyproxy.io';
import { type ConsistentHashOptions, HASH_OPTIONS, hashPlan } from './hash-plan';
import { addressSource } from './key-source';
import { optionsOf } from './options';
import type { StickinessPlan } from './plan';

export function sourceIpPlan(given?: ConsistentHashOptions): StickinessPlan {
  const factory = 'Stickiness.sourceIp()';
  const options = optionsOf(factory, given, HASH_OPTIONS);
  const answers = { factory, member: addressSource(), readsAddress: true };
  return hashPlan(answers, { type: HashType.SOURCE_IP }, options);
}
