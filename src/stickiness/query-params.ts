import { BackendTrafficPolicySpecLoadBalancerConsistentHashType as HashType } from '../../imports/gateway.envoyproxy.io';
import { type ConsistentHashOptions, HASH_OPTIONS, hashPlan } from './hash-plan';
import { queryParamsSource } from './key-source';
import { checkNames, checkQueryParam } from './names';
import { optionsOf } from './options';
import type { StickinessPlan } from './plan';

const QUERY_PARAMS_SINCE = '1.7';

export function queryParamsPlan(names: readonly string[], given?: ConsistentHashOptions): StickinessPlan {
  const factory = 'Stickiness.queryParams()';
  const options = optionsOf(factory, given, HASH_OPTIONS);
  checkNames(`${factory} names`, names, (name) => name);
  for (const [i, name] of names.entries()) {
    checkQueryParam(`${factory} names[${i}]`, name);
  }
  const hash = { type: HashType.QUERY_PARAMS, queryParams: names.map((name) => ({ name })) };
  const answers = {
    factory,
    since: QUERY_PARAMS_SINCE,
    httpOnly: 'gRPC requests have no query string',
    member: queryParamsSource(names),
  };
  return hashPlan(answers, hash, options);
}
