import { isDeepStrictEqual } from 'node:util';
import type { BackendTrafficPolicySpec } from '../../imports/gateway.envoyproxy.io';
import type { Stickiness } from '../stickiness/stickiness';
import { type TrafficPolicySource, targetRefs, trafficPolicySettings } from './traffic-policy';

/** A route as its policies see it. */
export interface TargetedRoute {
  readonly kind: string;
  readonly name: string;
  readonly ruleNames: readonly (string | undefined)[];
}

/** What one policy says, and what its name has behind the base name. */
export interface PolicyPart {
  readonly suffix: string;
  readonly spec: BackendTrafficPolicySpec;
}

/** The policies of all routes, then those of the rules whose settings differ. */
export function policyParts(
  routes: readonly TargetedRoute[],
  stickiness: Stickiness,
  ruleStickiness: ReadonlyMap<string, Stickiness>,
  source: TrafficPolicySource,
): PolicyPart[] {
  const settings = trafficPolicySettings(stickiness, source);
  const ofRoutes = Object.keys(settings).length === 0 ? [] : targetRefs(routes);
  const parts = ofRoutes.map((targets, i) => ({
    suffix: i === 0 ? '' : `-${i}`,
    spec: { ...settings, targetRefs: targets },
  }));
  for (const [rule, ruleSettings] of differingRules(settings, ruleStickiness, source)) {
    const targets = targetRefs(
      routes.filter(({ ruleNames }) => ruleNames.includes(rule)),
      rule,
    );
    parts.push(
      ...targets.map((refs, i) => ({
        suffix: `-rule${i || ''}-${rule}`,
        spec: { ...ruleSettings, targetRefs: refs },
      })),
    );
  }
  return parts;
}

function differingRules(
  settings: BackendTrafficPolicySpec,
  ruleStickiness: ReadonlyMap<string, Stickiness>,
  source: TrafficPolicySource,
): [string, BackendTrafficPolicySpec][] {
  return [...ruleStickiness]
    .map(([rule, stickiness]): [string, BackendTrafficPolicySpec] => [rule, trafficPolicySettings(stickiness, source)])
    .filter(([, ruleSettings]) => !isDeepStrictEqual(ruleSettings, settings));
}
