import type { HttpRouteSpecParentRefs } from '../../../../imports/gateway.networking.k8s.io';
import type { Report } from '../../../findings/finding';
import type { RouteInput } from '../../../input/route-input';
import { GATEWAY_API_GROUP } from '../../../objects/groups';
import type { Field } from '../../../schema/field';
import { SCHEMA } from '../../../schema/generated/schema';
import { validate } from '../../../schema/validate';

const PARENT_REFS = SCHEMA.HTTPRoute?.fields?.parentRefs as Field;

export function checkParentRefs({ parentRefs, target }: RouteInput, report: Report): void {
  if (parentRefs.length === 0) {
    report({
      id: 'no-parent',
      property: 'parentRefs',
      value: parentRefs,
      expected: 'at least one Gateway',
    });
    return;
  }
  validate(PARENT_REFS, parentRefs, 'parentRefs', target, report);
  checkDistinct(parentRefs, report);
}

/** The CRD demands that several references to one parent name different sections of it. */
function checkDistinct(parentRefs: readonly HttpRouteSpecParentRefs[], report: Report): void {
  parentRefs.forEach((ref, i) => {
    const first = parentRefs.findIndex((other) => isSameParent(ref, other) && !isOtherSection(ref, other));
    if (first < i) {
      report({
        id: 'duplicate-parent',
        property: `parentRefs[${i}]`,
        value: ref,
        expected: `another listener than parentRefs[${first}], named by the same field`,
      });
    }
  });
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
