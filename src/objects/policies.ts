import { isDeepStrictEqual } from 'node:util';
import type { BackendTrafficPolicySpec } from '../../imports/gateway.envoyproxy.io';
import { chunk } from '../collections';
import { suffixedName } from '../input/names';
import type { RouteInput } from '../input/route-input';
import type { StickinessPlan } from '../stickiness/plan';
import { policyExplanation } from './explanation';
import { GATEWAY_API_GROUP } from './groups';
import type { ObjectSpec, RouteSpec } from './object-spec';
import { policySettings } from './policy-settings';

const MOST_TARGETS = 16;

/** The policies of all routes, followed by those of rules whose settings differ. */
export function policies(routes: readonly RouteSpec[], input: RouteInput): ObjectSpec[] {
  const settings = policySettings(input.stickiness._plan, input);
  const ofRoutes = Object.keys(settings).length > 0 ? chunk(routes, MOST_TARGETS) : [];
  return [
    ...ofRoutes.map((targets, i) => policy(i ? `-${i}` : '', input.stickiness._plan, settings, targets)),
    ...input.plans.flatMap(({ plan, ruleName }) => {
      if (ruleName === undefined) {
        return [];
      }
      const ofRule = policySettings(plan, input);
      return isDeepStrictEqual(ofRule, settings) ? [] : rulePolicies(ruleName, plan, ofRule, routes);
    }),
  ];
}

function rulePolicies(
  ruleName: string,
  plan: StickinessPlan,
  settings: BackendTrafficPolicySpec,
  routes: readonly RouteSpec[],
): ObjectSpec[] {
  const targets = routes.filter(({ rules }) => rules.some(({ rule }) => rule.name === ruleName));
  return chunk(targets, MOST_TARGETS).map((each, i) =>
    policy(`-rule${i || ''}-${ruleName}`, plan, settings, each, ruleName),
  );
}

function policy(
  suffix: string,
  plan: StickinessPlan,
  settings: BackendTrafficPolicySpec,
  targets: readonly RouteSpec[],
  sectionName?: string,
): ObjectSpec {
  return {
    kind: 'BackendTrafficPolicy',
    id: `Policy${suffix}`,
    annotations: policyExplanation(plan),
    nameOf: (firstName) => suffixedName(firstName, suffix),
    specOf: (firstName) => ({
      ...settings,
      targetRefs: targets.map(({ kind, nameOf }) => ({
        group: GATEWAY_API_GROUP,
        kind,
        name: nameOf(firstName),
        ...(sectionName !== undefined && { sectionName }),
      })),
    }),
  };
}
