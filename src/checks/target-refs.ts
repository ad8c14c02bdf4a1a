import type { BackendTrafficPolicySpecTargetRefs } from '../../imports/gateway.envoyproxy.io';
import { checkField } from '../crds/check';
import type { Field } from '../crds/field';
import { SCHEMA } from '../crds/schema';
import { GATEWAY_API_GROUP } from '../policy/policy-parts';
import type { Report } from '../problem';
import type { CheckedProps } from './checked-props';

/** Envoy Gateway attaches one policy to a route or a rule, and takes a second reference to it for another policy. */
const TARGET_REFS: Field = {
  ...SCHEMA.BackendTrafficPolicy?.fields?.targetRefs,
  unique: ['kind', 'name', 'sectionName'],
} as Field;

const KINDS = ['HTTPRoute', 'GRPCRoute'];

/** The routes of a policy, and whether the policy alone can keep their clients on a pod. */
export function checkTargetRefs(
  targetRefs: readonly BackendTrafficPolicySpecTargetRefs[],
  { stickiness, target }: CheckedProps,
  report: Report,
): void {
  if (targetRefs.length === 0) {
    report({
      property: 'targetRefs',
      value: targetRefs,
      allowed: 'at least one route, as a policy for none does nothing',
      remedy: `write [{ group: "${GATEWAY_API_GROUP}", kind: "HTTPRoute", name: "<route>" }]`,
    });
  }
  checkField(TARGET_REFS, targetRefs, 'targetRefs', target, report);
  targetRefs.forEach(({ group, kind }, i) => {
    if (group !== GATEWAY_API_GROUP || !KINDS.includes(kind)) {
      report({
        property: `targetRefs[${i}].kind`,
        value: `${group}/${kind}`,
        allowed: KINDS.map((each) => `${GATEWAY_API_GROUP}/${each}`).join(', '),
        remedy: 'name a route; a BackendTrafficPolicy for a whole Gateway is a matter of its owners',
      });
    }
  });
  if (stickiness._parts.filters) {
    report({
      property: 'stickiness',
      value: stickiness._parts.pin ? 'persistence' : 'path() or firstOf()',
      allowed:
        'cookie, header, headers, queryParams or sourceIp, as the others need header filters in the rules of the route, which a policy cannot add',
      remedy: 'render the route with StickyGatewayRoute, or use one of these',
    });
  }
}
