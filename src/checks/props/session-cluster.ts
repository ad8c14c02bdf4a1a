import { itemsOf } from '../../collections';
import type { Report } from '../../findings/finding';
import type { CommonInput } from '../../input/common-input';
import { hasSeveralBackends } from '../../input/rule-input';

/** Backends that are separate clusters: Envoy looks for the pod of a session in only one of them. */
export function checkSessionCluster({ rules }: CommonInput, report: Report): void {
  for (const each of rules) {
    const { property, backendRefs, plan } = each;
    const kinds = new Set(backendRefs.map(({ kind = 'Service' }) => kind));
    const isSplit = kinds.size > 1 || backendRefs.some(({ filters }) => itemsOf<unknown>(filters).length > 0);
    if (plan.pin && hasSeveralBackends(each) && isSplit) {
      report({
        id: 'several-clusters',
        property: `${property}.backendRefs`,
        value: backendRefs,
        expected: 'backends of one kind and without filters',
      });
    }
  }
}
