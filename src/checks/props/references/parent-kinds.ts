import type { Report } from '../../../findings/finding';
import type { RouteInput } from '../../../input/route-input';
import { GATEWAY_API_GROUP } from '../../../objects/groups';
import { policySettings } from '../../../objects/policy-settings';
import { isResolvable } from '../../../schema/resolvable';

/** First Envoy Gateway whose policies reach routes on a ListenerSet. */
const LISTENER_SETS_SINCE = '1.9';

/** Kinds by which a ListenerSet went before it was in the standard channel. */
const ALPHA_LISTENER_SETS = ['XListenerSet', 'ListenerSet'];

const TO_LISTENER_SET = `write kind: "ListenerSet" without a group, and apiVersion: "${GATEWAY_API_GROUP}/v1" in that object`;

/** Parents on which Envoy Gateway ignores the policies of a route, if there are any. */
export function checkParentKinds(input: RouteInput, report: Report): void {
  const { parentRefs, target } = input;
  parentRefs.forEach(({ group = GATEWAY_API_GROUP, kind = 'Gateway' }, i) => {
    const isGatewayApi = group === GATEWAY_API_GROUP;
    if ((isGatewayApi && kind === 'Gateway') || [group, kind].some(isResolvable) || !hasPolicies(input)) {
      return;
    }
    const property = `parentRefs[${i}].kind`;
    if (isGatewayApi && kind === 'ListenerSet') {
      if (!target._has(LISTENER_SETS_SINCE)) {
        report({
          id: 'newer-envoy-gateway',
          property,
          value: kind,
          expected: `a Gateway on Envoy Gateway ${target.version}`,
          reason: `policies reach routes on a ListenerSet from Envoy Gateway ${LISTENER_SETS_SINCE} on`,
          remedy: `name the Gateway, or set target to EnvoyGatewayVersion.V${LISTENER_SETS_SINCE.replace('.', '_')} once the cluster runs it`,
        });
      }
    } else {
      report({
        id: 'parent-kind',
        property,
        value: `${group}/${kind}`,
        expected: 'a Gateway or a ListenerSet',
        remedy: ALPHA_LISTENER_SETS.includes(kind) && target._has(LISTENER_SETS_SINCE) ? TO_LISTENER_SET : undefined,
      });
    }
  });
}

function hasPolicies(input: RouteInput): boolean {
  return input.plans.some(({ plan }) => Object.keys(policySettings(plan, input)).length > 0);
}
