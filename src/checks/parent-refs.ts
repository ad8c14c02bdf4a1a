import type { HttpRouteSpecParentRefs } from '../../imports/gateway.networking.k8s.io';
import { checkField } from '../crds/check';
import type { Field } from '../crds/field';
import { SCHEMA } from '../crds/schema';
import { GATEWAY_API_GROUP } from '../policy/policy-parts';
import type { Report } from '../problem';
import type { CheckedProps } from './checked-props';

const PARENT_REFS = SCHEMA.HTTPRoute?.fields?.parentRefs as Field;

export function checkParentRefs({ parentRefs, target }: CheckedProps, report: Report): void {
  if (!parentRefs?.length) {
    report({
      property: 'parentRefs',
      value: parentRefs,
      allowed: 'at least one Gateway, as a route without one serves nothing',
      remedy: 'write [{ name: "<gateway>", namespace: "<its namespace>" }]',
    });
    return;
  }
  checkField(PARENT_REFS, parentRefs, 'parentRefs', target, report);
  checkDistinct(parentRefs, report);
}

/** Several references to one parent have to name different sections of it, as the CRD demands. */
function checkDistinct(parentRefs: readonly HttpRouteSpecParentRefs[], report: Report): void {
  for (let i = 1; i < parentRefs.length; i += 1) {
    const ref = parentRefs[i] as HttpRouteSpecParentRefs;
    const first = parentRefs.findIndex((other) => isSameParent(ref, other) && !isOtherSection(ref, other));
    if (first < i) {
      report({
        property: `parentRefs[${i}]`,
        value: ref,
        allowed: `another listener of the parent than parentRefs[${first}], named in the same way`,
        remedy: 'give both a sectionName or both a port, or remove one of the two',
      });
    }
  }
}

function isSameParent(a: HttpRouteSpecParentRefs, b: HttpRouteSpecParentRefs): boolean {
  return (
    a.name === b.name &&
    (a.namespace ?? '') === (b.namespace ?? '') &&
    (a.kind ?? 'Gateway') === (b.kind ?? 'Gateway') &&
    (a.group ?? GATEWAY_API_GROUP) === (b.group ?? GATEWAY_API_GROUP)
  );
}

function isOtherSection(a: HttpRouteSpecParentRefs, b: HttpRouteSpecParentRefs): boolean {
  const alike = !a.sectionName === !b.sectionName && !a.port === !b.port;
  return alike && (a.sectionName !== b.sectionName || a.port !== b.port);
}
