import type { Report } from '../../findings/finding';
import { propertyAt } from '../../findings/property-path';
import { backendsOf } from '../../input/backends';
import type { CommonInput } from '../../input/common-input';
import { isDnsSubdomain } from '../../input/names';

/** Groups of Kubernetes itself, and what authors take for the group of Services; extensions may read others. */
const GROUPS = ['', 'apps', 'batch', 'core', 'v1'];

/** Kinds that Envoy Gateway recognises without their group. */
const KINDS = ['Backend', 'Service', 'ServiceImport'];

/** Backends of a kind of Kubernetes other than Service. */
export function checkBackendKinds({ rules }: CommonInput, report: Report): void {
  for (const { path, backend } of rules.flatMap((rule) => backendsOf(rule.property, rule))) {
    const { group = '', kind = 'Service' } = backend;
    const isRead = group === '' && KINDS.includes(kind);
    // A text that is no kind at all is reported as such.
    if (!isRead && GROUPS.includes(group) && isDnsSubdomain(String(kind).toLowerCase())) {
      report({
        id: 'backend-kind',
        property: propertyAt([...path, 'kind']),
        value: `${group}/${kind}`,
        expected: '/Service, or a kind of another group, such as gateway.envoyproxy.io/Backend',
      });
    }
  }
}
