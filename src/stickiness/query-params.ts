import {
  type BackendTrafficPolicySpecLoadBalancer,
  BackendTrafficPolicySpecLoadBalancerConsistentHashType as HashType,
} from '../../imports/gateway.envoyproxy.io';
import { type ConsistentHashOptions, hashLoadBalancer } from './consistent-hash';
import { checkNames, checkQueryParam } from './names';

export function queryParamsHash(
  names: readonly string[],
  options?: ConsistentHashOptions,
): BackendTrafficPolicySpecLoadBalancer {
  const factory = 'Stickiness.queryParams()';
  checkNames(`${factory} names`, names, (name) => name);
  names.forEach((name, index) => {
    checkQueryParam(`${factory} names[${index}]`, name);
  });
  return hashLoadBalancer(
    factory,
    { type: HashType.QUERY_PARAMS, queryParams: names.map((name) => ({ name })) },
    options,
  );
}
