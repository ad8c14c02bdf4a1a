import type { Report } from '../../findings/finding';
import { propertyAt } from '../../findings/property-path';
import { backendsOf } from '../../input/backends';
import type { CommonInput } from '../../input/common-input';
import { isResolvable } from '../../schema/resolvable';

/** Groups of Kubernetes itself, and what authors take for the group of Services; extensions may read others. */
const GROUPS = ['', 'apps', 'batch', 'core', 'v1'];

/** Backends of a kind of Kubernetes other than Service. */
export function checkBackendKinds({ rules }: CommonInput, report: Report): void {
  for (const { path, backend } of rules.flatMap((rule) => backendsOf(rule.property, rule))) {
    const { group = '', kind = 'Service' } = backend;
    const isService = group === '' && kind === 'Service';
    if (!isService && GROUPS.includes(group) && !isResolvable(kind)) {
      report({
        id: 'backend-kind',
        property: propertyAt([...path, 'kind']),
        value: `${group}/${kind}`,
        expected: '/Service, or a kind of another group, such as gateway.envoyproxy.io/Backend',
      });
    }
  }
}
