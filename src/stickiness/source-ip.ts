import { BackendTrafficPolicySpecLoadBalancerConsistentHashType as HashType } from '../../imports/gateway.envoyproxy.io';
import { type ConsistentHashOptions, hashPlan } from './hash-plan';
import { addressSource } from './key-source';
import type { StickinessPlan } from './plan';

export function sourceIpPlan(options?: ConsistentHashOptions): StickinessPlan {
  const answers = { factory: 'Stickiness.sourceIp()', member: addressSource(), readsAddress: true };
  return hashPlan(answers, { type: HashType.SOURCE_IP }, options);
}
