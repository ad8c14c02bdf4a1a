import { type Any, has } from '../crds/cel';
import type { EnvoyGatewayVersion } from '../envoy-gateway-version';
import { type Path, type Problem, propertyAt } from '../problem';

/** What Envoy Gateway or Envoy demands of a field though the CRD does not. */
export interface Limit {
  /** From the rule or the policy; `[]` is each item of a list, `{}` each value of a map. */
  readonly path: string;
  readonly allowed: string;
  readonly remedy: string;
  readonly holds: (value: Any, target: EnvoyGatewayVersion) => boolean;
}

/** Limits by the steps of their paths, so that only what an author wrote is looked at. */
export interface LimitTree {
  readonly limits: Limit[];
  readonly steps: Map<string, LimitTree>;
}

export function limitTree(limits: readonly Limit[]): LimitTree {
  const root: LimitTree = { limits: [], steps: new Map() };
  for (const limit of limits) {
    let tree = root;
    for (const step of limit.path.match(/\w+|\[\]|\{\}/g) ?? []) {
      const next = tree.steps.get(step) ?? { limits: [], steps: new Map() };
      tree.steps.set(step, next);
      tree = next;
    }
    tree.limits.push(limit);
  }
  return root;
}

/** A check at work. */
interface Visit {
  readonly target: EnvoyGatewayVersion;
  readonly path: Path;
  readonly problems: Problem[];
}

/** Where a rule or policy goes beyond what Envoy Gateway or Envoy takes; most of it would freeze the Gateway of all teams. */
export function checkLimits(tree: LimitTree, value: Any, property: string, target: EnvoyGatewayVersion): Problem[] {
  const problems: Problem[] = [];
  visit(tree, value, { target, path: [property], problems });
  return problems;
}

function visit({ limits, steps }: LimitTree, value: Any, state: Visit): void {
  if (!has(value)) {
    return;
  }
  for (let i = 0; i < limits.length; i += 1) {
    const { holds, allowed, remedy } = limits[i] as Limit;
    if (!holds(value, state.target)) {
      state.problems.push({ property: propertyAt(state.path), value, allowed, remedy });
    }
  }
  if (steps.size > 0) {
    visitSteps(steps, value, state);
  }
}

function visitSteps(steps: LimitTree['steps'], value: Any, state: Visit): void {
  if (Array.isArray(value)) {
    const items = steps.get('[]');
    for (let i = 0; items && i < value.length; i += 1) {
      visitAt(i, items, value[i], state);
    }
    return;
  }
  const values = steps.get('{}');
  for (const name in value) {
    const tree = steps.get(name) ?? values;
    if (tree) {
      visitAt(name, tree, value[name], state);
    }
  }
}

/** A step down to a field or an item. */
function visitAt(step: string | number, tree: LimitTree, value: Any, state: Visit): void {
  state.path.push(step);
  visit(tree, value, state);
  state.path.pop();
}
