import { BackendTrafficPolicySpecLoadBalancerConsistentHashType as HashType } from '../../imports/gateway.envoyproxy.io';
import { type ConsistentHashOptions, HASH_OPTIONS, hashPlan } from './hash-plan';
import { queryParamsSource } from './key-source';
import { checkNames, checkQueryParam } from './names';
import { checkOptions } from './options';
import type { StickinessPlan } from './plan';

const QUERY_PARAMS_SINCE = '1.7';

export function queryParamsPlan(names: readonly string[], options?: ConsistentHashOptions): StickinessPlan {
  const factory = 'Stickiness.queryParams()';
  checkOptions(factory, options, HASH_OPTIONS);
  checkNames(`${factory} names`, names, (name) => name);
  names.forEach((name, i) => {
    checkQueryParam(`${factory} names[${i}]`, name);
  });
  const hash = { type: HashType.QUERY_PARAMS, queryParams: names.map((name) => ({ name })) };
  const answers = {
    factory,
    since: QUERY_PARAMS_SINCE,
    httpOnly: 'gRPC requests have no query string',
    member: queryParamsSource(names),
  };
  return hashPlan(answers, hash, options);
}
