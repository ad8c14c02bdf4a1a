import type { Observation, Report } from '../../../findings/finding';
import type { PolicyInput } from '../../../input/policy-input';
import { GATEWAY_API_GROUP, ROUTE_KINDS } from '../../../objects/groups';
import type { Field } from '../../../schema/field';
import { SCHEMA } from '../../../schema/generated/schema';
import { isResolvable } from '../../../schema/resolvable';
import { validate } from '../../../schema/validate';
import { RULE_POLICIES_SINCE } from '../rules/rule-policies';

/** Envoy Gateway attaches one policy to a route or rule, and treats a second reference to it as another policy. */
const TARGET_REFS: Field = {
  ...SCHEMA.BackendTrafficPolicy?.fields?.targetRefs,
  unique: ['kind', 'name', 'sectionName'],
};

export function checkTargetRefs({ targetRefs, target }: PolicyInput, report: Report): void {
  if (targetRefs.length === 0) {
    report({ id: 'no-target', property: 'targetRefs', value: targetRefs, expected: 'at least one route' });
  }
  const reportOther: Report = (observation) =>
    report(observation.property.endsWith('].namespace') ? { ...observation, ...elsewhere(observation) } : observation);
  validate(TARGET_REFS, targetRefs, 'targetRefs', target, reportOther);
  targetRefs.forEach(({ group, kind, sectionName }, i) => {
    if (sectionName !== undefined && !target._has(RULE_POLICIES_SINCE)) {
      report({
        id: 'newer-envoy-gateway',
        property: `targetRefs[${i}].sectionName`,
        value: sectionName,
        expected: `a whole route on Envoy Gateway ${target.version}`,
        remedy: 'remove it, or set target to a newer version once the cluster runs it',
      });
    }
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

function elsewhere({ value }: Observation): Pick<Observation, 'expected' | 'reason' | 'remedy'> {
  return {
    expected: 'no namespace',
    reason: 'a policy is for routes of its own namespace',
    remedy: `remove it, and set metadata.namespace to ${JSON.stringify(value)} for a route of that namespace`,
  };
}
