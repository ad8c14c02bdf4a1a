import { BackendTrafficPolicySpecLoadBalancerConsistentHashType as HashType } from '../../imports/gateway.envoyproxy.io';
import { type ConsistentHashOptions, HASH_OPTIONS, hashPlan } from './hash-plan';
import { checkHashedHeader } from './header-names';
import { headersSource } from './key-source';
import { checkNames } from './names';
import { checkOptions } from './options';
import type { StickinessPlan } from './plan';

const HEADERS_SINCE = '1.6';

export function headerPlan(name: string, options?: ConsistentHashOptions): StickinessPlan {
  const factory = 'Stickiness.header()';
  checkOptions(factory, options, HASH_OPTIONS);
  checkHashedHeader(`${factory} name`, name);
  const answers = { factory, member: headersSource([name]), headers: [name] };
  return hashPlan(answers, { type: HashType.HEADER, header: { name } }, options);
}

export function headersPlan(names: readonly string[], options?: ConsistentHashOptions): StickinessPlan {
  const factory = 'Stickiness.headers()';
  checkOptions(factory, options, HASH_OPTIONS);
  checkNames(`${factory} names`, names, (name) => name.toLowerCase());
  names.forEach((name, i) => {
    checkHashedHeader(`${factory} names[${i}]`, name);
  });
  const answers = { factory, since: HEADERS_SINCE, member: headersSource(names), headers: [...names] };
  return hashPlan(answers, { type: HashType.HEADERS, headers: names.map((name) => ({ name })) }, options);
}
