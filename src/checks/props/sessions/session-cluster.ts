import { itemsOf } from '../../../collections';
import type { Report } from '../../../findings/finding';
import type { CommonInput } from '../../../input/common-input';
import { hasSeveralBackends } from '../../../input/rule-input';

/** Filters that make each backend a cluster: Envoy looks for the pod of a session in only one of them. */
export function checkSessionCluster({ rules }: CommonInput, report: Report): void {
  for (const each of rules) {
    const { property, backendRefs, plan } = each;
    const isSplit = backendRefs.some(({ filters }) => itemsOf<unknown>(filters).length > 0);
    if (plan.pin && hasSeveralBackends(each) && isSplit) {
      report({
        id: 'several-clusters',
        property: `${property}.backendRefs`,
        value: backendRefs,
        expected: 'backends without filters',
      });
    }
  }
}
