import {
  type BackendTrafficPolicySpecLoadBalancer,
  BackendTrafficPolicySpecLoadBalancerConsistentHashType,
} from '../../imports/gateway.envoyproxy.io';
import { type ConsistentHashOptions, hashLoadBalancer } from './consistent-hash';

export function sourceIpHash(options?: ConsistentHashOptions): BackendTrafficPolicySpecLoadBalancer {
  const type = BackendTrafficPolicySpecLoadBalancerConsistentHashType.SOURCE_IP;
  return hashLoadBalancer('Stickiness.sourceIp()', { type }, options);
}
