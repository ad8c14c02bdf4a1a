import type { Report } from '../../../findings/finding';
import { propertyAt } from '../../../findings/property-path';
import { visitBackends } from '../../../input/backends';
import type { CommonInput } from '../../../input/common-input';
import { isDnsSubdomain } from '../../../input/names';
import { name as nearestName } from '../../../schema/remedies';

/**
 * Kinds that Envoy Gateway reads, by their groups: some even without their group. Others are of Kubernetes or the Gateway API, or
 * what authors take for the group of Services. Extensions may read all groups that are not here.
 */
const KINDS: ReadonlyMap<string, readonly string[]> = new Map([
  ['', ['Service', 'Backend', 'ServiceImport']],
  ['gateway.envoyproxy.io', ['Backend']],
  ['multicluster.x-k8s.io', ['ServiceImport']],
  ['apps', []],
  ['batch', []],
  ['core', []],
  ['gateway.networking.k8s.io', []],
  ['networking.k8s.io', []],
  ['v1', []],
]);

/** Backends of a kind that Envoy Gateway does not read. */
export function checkBackendKinds({ rules }: CommonInput, report: Report): void {
  for (const rule of rules) {
    visitBackends(rule.property, rule, ({ group = '', kind = 'Service' }, pathOf) => {
      const kinds = KINDS.get(group);
      // A text that is no kind at all is reported as such.
      if (kinds && !kinds.includes(kind) && isDnsSubdomain(String(kind).toLowerCase())) {
        report({
          id: 'backend-kind',
          property: propertyAt([...pathOf(), 'kind']),
          value: `${group}/${kind}`,
          expected: '/Service, or a kind of another group, such as gateway.envoyproxy.io/Backend',
          remedy: nearestName(kind, kinds),
        });
      }
    });
  }
}
