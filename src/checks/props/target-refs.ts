import type { Report } from '../../findings/finding';
import type { PolicyInput } from '../../input/policy-input';
import { GATEWAY_API_GROUP, ROUTE_KINDS } from '../../objects/groups';
import type { Field } from '../../schema/field';
import { SCHEMA } from '../../schema/generated/schema';
import { isResolvable } from '../../schema/resolvable';
import { validate } from '../../schema/validate';

/** Envoy Gateway attaches one policy to a route or rule, and treats a second reference to it as another policy. */
const TARGET_REFS: Field = {
  ...SCHEMA.BackendTrafficPolicy?.fields?.targetRefs,
  unique: ['kind', 'name', 'sectionName'],
};

export function checkTargetRefs({ targetRefs, target }: PolicyInput, report: Report): void {
  if (targetRefs.length === 0) {
    report({ id: 'no-target', property: 'targetRefs', value: targetRefs, expected: 'at least one route' });
  }
  validate(TARGET_REFS, targetRefs, 'targetRefs', target, (observation) => {
    const isNamespace = observation.property.endsWith('].namespace');
    report(
      isNamespace
        ? { ...observation, remedy: 'remove it, and set metadata.namespace to that of the route' }
        : observation,
    );
  });
  targetRefs.forEach(({ group, kind }, i) => {
    const isRoute = group === GATEWAY_API_GROUP && ROUTE_KINDS.includes(kind);
    if (!isRoute && ![group, kind].some(isResolvable)) {
      report({
        id: 'target-kind',
        property: `targetRefs[${i}].kind`,
        value: `${group}/${kind}`,
        expected: ROUTE_KINDS.map((each) => `${GATEWAY_API_GROUP}/${each}`).join(', '),
      });
    }
  });
}
