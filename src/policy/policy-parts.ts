import { isDeepStrictEqual } from 'node:util';
import type { BackendTrafficPolicySpecTargetRefs } from '../../imports/gateway.envoyproxy.io';
import { chunk } from '../route/lists';
import type { Stickiness } from '../stickiness/stickiness';

export const GATEWAY_API_GROUP = 'gateway.networking.k8s.io';
const MOST_TARGETS = 16;

/** A route as its policies see it. */
export interface TargetedRoute {
  readonly kind: string;
  readonly name: string;
  readonly rules: readonly TargetedRule[];
}

export interface TargetedRule {
  readonly name?: string;
  readonly backendRefs?: readonly unknown[];
}

/** What one policy says, and what its name has behind the base name. */
export interface PolicyPart<S> {
  readonly suffix: string;
  readonly spec: S & { readonly targetRefs: BackendTrafficPolicySpecTargetRefs[] };
}

/** The policies of one kind: those of all routes, then those of the rules whose settings differ. */
export function policyParts<S extends object>(
  routes: readonly TargetedRoute[],
  stickiness: Stickiness,
  ruleStickiness: ReadonlyMap<string, Stickiness>,
  settingsOf: (stickiness: Stickiness) => S,
): PolicyPart<S>[] {
  const settings = settingsOf(stickiness);
  const ofRoutes = Object.keys(settings).length === 0 ? [] : targetRefs(routes);
  const parts = ofRoutes.map((targets, i) => ({
    suffix: i === 0 ? '' : `-${i}`,
    spec: targeting(targets, settings),
  }));
  for (const [rule, ofRule] of ruleStickiness) {
    const ruleSettings = settingsOf(ofRule);
    if (isDeepStrictEqual(ruleSettings, settings)) {
      continue;
    }
    const targets = targetRefs(
      routes.filter(({ rules }) => rules.some(({ name }) => name === rule)),
      rule,
    );
    parts.push(
      ...targets.map((refs, i) => ({
        suffix: `-rule${i || ''}-${rule}`,
        spec: targeting(refs, ruleSettings),
      })),
    );
  }
  return parts;
}

/** Assigned, as up to Node 20 every `{ ...settings, targetRefs }` has a hidden class of its own, slow to read. */
function targeting<S extends object>(targetRefs: BackendTrafficPolicySpecTargetRefs[], settings: S) {
  return Object.assign({}, settings, { targetRefs });
}

/** What targets the routes of these names, or one rule in each of them: as many to a policy as it may have. */
function targetRefs(
  routes: readonly { readonly kind: string; readonly name: string }[],
  sectionName?: string,
): BackendTrafficPolicySpecTargetRefs[][] {
  const targets = routes.map(({ kind, name }) => ({
    group: GATEWAY_API_GROUP,
    kind,
    name,
    ...(sectionName !== undefined && { sectionName }),
  }));
  return chunk(targets, MOST_TARGETS);
}
