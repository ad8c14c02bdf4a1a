import { BackendTrafficPolicySpecLoadBalancerConsistentHashType as HashType } from '../../imports/gateway.envoyproxy.io';
import { type ConsistentHashOptions, HASH_OPTIONS, hashPlan } from './hash-plan';
import { checkHashedHeader } from './header-names';
import { headersSource } from './key-source';
import { checkNames } from './names';
import { optionsOf } from './options';
import type { StickinessPlan } from './plan';

const HEADERS_SINCE = '1.6';

export function headerPlan(name: string, given?: ConsistentHashOptions): StickinessPlan {
  const factory = 'Stickiness.header()';
  const options = optionsOf(factory, given, HASH_OPTIONS);
  checkHashedHeader(`${factory} name`, name);
  const answers = { factory, member: headersSource([name]), headers: [name] };
  return hashPlan(answers, { type: HashType.HEADER, header: { name } }, options);
}

export function headersPlan(names: readonly string[], given?: ConsistentHashOptions): StickinessPlan {
  const factory = 'Stickiness.headers()';
  const options = optionsOf(factory, given, HASH_OPTIONS);
  checkNames(`${factory} names`, names, (name) => name.toLowerCase());
  for (const [i, name] of names.entries()) {
    checkHashedHeader(`${factory} names[${i}]`, name);
  }
  const answers = { factory, since: HEADERS_SINCE, member: headersSource(names), headers: [...names] };
  return hashPlan(answers, { type: HashType.HEADERS, headers: names.map((name) => ({ name })) }, options);
}
