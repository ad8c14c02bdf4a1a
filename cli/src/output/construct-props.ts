import { slug } from '../routes/names';
import type { FilterPlan, JsonObject, RoutePlan, RulePlan } from '../routes/route-plan';
import type { StickinessCall } from '../routes/stickiness/stickiness-call';

/** The properties of a StickyGatewayRoute, with calls in place of stickinesses. */
export interface ConstructProps {
  readonly metadata: JsonObject;
  readonly parentRefs: readonly JsonObject[];
  readonly hostnames?: readonly string[];
  readonly http?: readonly JsonObject[];
  readonly grpc?: readonly JsonObject[];
  readonly stickiness: StickinessCall;
  readonly ruleStickiness?: Readonly<Record<string, StickinessCall>>;
  readonly trafficPolicy?: JsonObject;
  readonly referenceGrants?: true;
  readonly acknowledge?: readonly string[];
}

/** The rules take the stickiness that most of them have; the others get a name and their own. */
export function constructProps(plan: RoutePlan): ConstructProps {
  const { namespace, name, parentRefs, hostnames, rules, trafficPolicy, referenceGrants, acknowledge } = plan;
  const stickiness = mostFrequent(rules);
  const isUsual = (each: StickinessCall) => each === stickiness || JSON.stringify(each) === JSON.stringify(stickiness);
  const names = new Set<string>();
  const ruleStickiness: Record<string, StickinessCall> = {};
  const named = rules.map((rule) => {
    if (rule.rule.backendRefs === undefined || isUsual(rule.stickiness)) {
      return rule;
    }
    const ruleName = uniqueName(slug(rule.label, 'root'), names);
    ruleStickiness[ruleName] = rule.stickiness;
    return { ...rule, rule: { name: ruleName, ...rule.rule } };
  });
  const [http, grpc] = [named.filter(({ isGrpc }) => !isGrpc), named.filter(({ isGrpc }) => isGrpc)];
  return {
    metadata: metadataOf({ namespace, name }),
    parentRefs,
    ...(hostnames && { hostnames }),
    ...(http.length > 0 && { http: http.map(({ rule }) => rule) }),
    ...(grpc.length > 0 && { grpc: grpc.map(({ rule }) => rule) }),
    stickiness,
    ...(Object.keys(ruleStickiness).length > 0 && { ruleStickiness }),
    ...(trafficPolicy && { trafficPolicy }),
    ...(referenceGrants && { referenceGrants: true }),
    ...(acknowledge.length > 0 && { acknowledge }),
  };
}

/** The properties of an HTTPRouteFilter. */
export function filterProps({ pattern, substitution, ...plan }: FilterPlan): {
  metadata: JsonObject;
  spec: JsonObject;
} {
  const path = { type: 'ReplaceRegexMatch', replaceRegexMatch: { pattern, substitution } };
  return { metadata: metadataOf(plan), spec: { urlRewrite: { path } } };
}

/** Id of the construct of a plan: its namespace and name. */
export function constructId({ namespace, name }: { namespace: string | undefined; name: string }): string {
  return namespace === undefined ? name : `${namespace}.${name}`;
}

function metadataOf({ namespace, name }: { namespace: string | undefined; name: string }): JsonObject {
  return { name, ...(namespace !== undefined && { namespace }) };
}

function mostFrequent(rules: readonly RulePlan[]): StickinessCall {
  const [only] = rules;
  if (only && rules.length === 1) {
    return only.stickiness;
  }
  const counts = new Map<string, { call: StickinessCall; count: number }>();
  for (const { rule, stickiness } of rules) {
    const key = JSON.stringify(stickiness);
    const found = counts.get(key) ?? { call: stickiness, count: 0 };
    counts.set(key, { ...found, count: found.count + (rule.backendRefs === undefined ? 0 : 1) });
  }
  const [most] = [...counts.values()].sort((a, b) => b.count - a.count);
  return most?.call ?? { factory: 'none' };
}

function uniqueName(base: string, taken: Set<string>): string {
  let name = base;
  for (let i = 2; taken.has(name); i++) {
    name = `${base}-${i}`;
  }
  taken.add(name);
  return name;
}
