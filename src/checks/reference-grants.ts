import type { Report } from '../problem';
import { backendsOf } from '../route/backends';
import type { CheckedProps } from './checked-props';
import type { ObjectNames } from './object-names';

/** Whether it is known which namespace a ReferenceGrant has to let in. */
export function checkReferenceGrants(
  { referenceGrants, http = [], grpc = [] }: CheckedProps,
  { namespace }: ObjectNames,
  report: Report,
): void {
  if (!referenceGrants || namespace !== undefined) {
    return;
  }
  const backends = [...backendsOf('http', http), ...backendsOf('grpc', grpc)];
  if (backends.some(({ backend }) => backend.namespace !== undefined)) {
    report({
      property: 'metadata.namespace',
      value: namespace,
      allowed: 'a namespace, as a ReferenceGrant has to name that of the route',
      remedy: 'set it here or in the chart',
    });
  }
}
