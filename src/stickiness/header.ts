import {
  type BackendTrafficPolicySpecLoadBalancer,
  BackendTrafficPolicySpecLoadBalancerConsistentHashType as HashType,
} from '../../imports/gateway.envoyproxy.io';
import { type ConsistentHashOptions, hashLoadBalancer } from './consistent-hash';
import { checkHashedHeader, checkNames } from './names';

export function headerHash(name: string, options?: ConsistentHashOptions): BackendTrafficPolicySpecLoadBalancer {
  const factory = 'Stickiness.header()';
  checkHashedHeader(`${factory} name`, name);
  return hashLoadBalancer(factory, { type: HashType.HEADER, header: { name } }, options);
}

export function headersHash(
  names: readonly string[],
  options?: ConsistentHashOptions,
): BackendTrafficPolicySpecLoadBalancer {
  const factory = 'Stickiness.headers()';
  checkNames(`${factory} names`, names, (name) => name.toLowerCase());
  names.forEach((name, index) => {
    checkHashedHeader(`${factory} names[${index}]`, name);
  });
  return hashLoadBalancer(factory, { type: HashType.HEADERS, headers: names.map((name) => ({ name })) }, options);
}
