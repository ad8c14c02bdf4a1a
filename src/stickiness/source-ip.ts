import { BackendTrafficPolicySpecLoadBalancerConsistentHashType as HashType } from '../../imports/gateway.envoyproxy.io';
import { type ConsistentHashOptions, HASH_OPTIONS, hashPlan } from './hash-plan';
import { addressSource } from './key-source';
import { checkOptions } from './options';
import type { StickinessPlan } from './plan';

export function sourceIpPlan(options?: ConsistentHashOptions): StickinessPlan {
  const factory = 'Stickiness.sourceIp()';
  checkOptions(factory, options, HASH_OPTIONS);
  const answers = { factory, member: addressSource(), readsAddress: true };
  return hashPlan(answers, { type: HashType.SOURCE_IP }, options);
}
