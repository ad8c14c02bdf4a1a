import { type Any, has } from '../crds/cel';
import type { Problem } from '../problem';

/** What Envoy Gateway or Envoy demands of a field though the CRD does not. */
export interface Limit {
  /** From the rule or the policy; `[]` is each item of a list, `{}` each value of a map. */
  readonly path: string;
  readonly allowed: string;
  readonly remedy: string;
  readonly holds: (value: Any) => boolean;
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

/** Where a rule or policy goes beyond what Envoy Gateway or Envoy takes; most of it would freeze the Gateway of all teams. */
export function checkLimits({ limits, steps }: LimitTree, value: Any, property: string): Problem[] {
  const problems: Problem[] = limits
    .filter(({ holds }) => !holds(value))
    .map(({ allowed, remedy }) => ({ property, value, allowed, remedy }));
  for (const [step, tree] of steps) {
    for (const [name, item] of itemsAt(value, step)) {
      if (has(item)) {
        problems.push(...checkLimits(tree, item, property + name));
      }
    }
  }
  return problems;
}

function itemsAt(value: Any, step: string): [name: string, item: Any][] {
  switch (step) {
    case '[]':
      return value.map((item: Any, i: number) => [`[${i}]`, item]);
    case '{}':
      return Object.entries(value).map(([key, item]) => [`.${key}`, item]);
    default:
      return has(value[step]) ? [[`.${step}`, value[step]]] : [];
  }
}

/** Texts with a line break or NUL, which Envoy takes in hardly any field; `payload` is where they may stand. */
export function checkControls(whole: unknown, property: string, payload?: RegExp): Problem[] {
  if (typeof whole === 'string') {
    return /[\0\r\n]/.test(whole) && !payload?.test(property)
      ? [{ property, value: whole, allowed: 'a text without line breaks and NUL', remedy: 'remove them' }]
      : [];
  }
  if (typeof whole !== 'object' || whole === null) {
    return [];
  }
  return Object.entries(whole).flatMap(([key, value]) =>
    checkControls(value, Array.isArray(whole) ? `${property}[${key}]` : `${property}.${key}`, payload),
  );
}
