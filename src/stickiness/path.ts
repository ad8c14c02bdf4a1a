import { computedKey } from './computed-key';
import type { ConsistentHashOptions } from './consistent-hash';
import { pathTemplate } from './path-template';
import type { StickinessParts } from './stickiness-parts';

const FACTORY = 'Stickiness.path()';

export function pathKey(template: string, options?: ConsistentHashOptions): StickinessParts {
  const path = pathTemplate(`${FACTORY} template`, template);
  return { ...computedKey(FACTORY, [{ path }], options), path };
}
