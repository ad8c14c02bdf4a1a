import type { Report } from '../../../findings/finding';
import { backendsOf } from '../../../input/backends';
import type { RouteInput } from '../../../input/route-input';

/** ReferenceGrants for routes whose namespace is not known. */
export function checkGrantNamespace({ referenceGrants, namespace, rules }: RouteInput, report: Report): void {
  const backends = referenceGrants && namespace === undefined ? rules.flatMap((rule) => backendsOf('', rule)) : [];
  if (backends.some(({ backend }) => backend.namespace !== undefined)) {
    report({
      id: 'grant-without-namespace',
      property: 'metadata.namespace',
      value: namespace,
      expected: 'a namespace',
    });
  }
}
