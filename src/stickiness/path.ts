import { COMPUTED_KEY_HASH, computeKey } from './computed-key';
import { type ConsistentHashOptions, HASH_OPTIONS, hashPlan } from './hash-plan';
import { pathSource } from './key-source';
import { optionsOf } from './options';
import { pathTemplate } from './path-template';
import type { StickinessPlan } from './plan';

const FACTORY = 'Stickiness.path()';

export function pathPlan(template: string, given?: ConsistentHashOptions): StickinessPlan {
  const options = optionsOf(FACTORY, given, HASH_OPTIONS);
  const path = pathTemplate(`${FACTORY} template`, template);
  const source = pathSource(path.pattern);
  const answers = {
    factory: FACTORY,
    headerChanges: computeKey(FACTORY, [source]),
    weightsSince: undefined,
    httpOnly: 'the path of a gRPC request is its method',
    member: source,
    path,
  };
  return hashPlan(answers, COMPUTED_KEY_HASH, options);
}
