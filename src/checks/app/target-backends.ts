import { itemsOf } from '../../collections';
import type { Backend } from '../../input/backends';
import { POLICY_KIND } from '../../objects/groups';
import type { AppObject } from './app-object';
import type { AppObjects } from './app-objects';
import type { AppReport } from './app-report';
import { isSticky } from './attachments';
import { lackOfPods } from './backend-pods';
import { namedTargets, type PolicyTarget } from './policy-targets';

interface WeightedBackend extends Backend {
  readonly weight?: number;
  readonly filters?: readonly unknown[];
}

interface TargetRule {
  readonly name?: string;
  readonly backendRefs?: readonly WeightedBackend[];
}

/** Backends of the routes of a StickyPolicy that keep no client on a pod, or ignore their weights under a hash. */
export function checkTargetBackends(objects: AppObjects, report: AppReport): void {
  for (const policy of objects.ofKind(POLICY_KIND).filter((each) => each.isForOthers && isSticky(each))) {
    for (const target of namedTargets(policy)) {
      const route = objects.find(target.kind, target.namespace, target.name, policy);
      for (const backends of route ? targetBackends(target, route) : []) {
        checkBackends(policy, target, route as AppObject, backends, objects, report);
      }
    }
  }
}

/** The backends of each rule that a policy is for. */
function targetBackends({ sectionName }: PolicyTarget, { spec }: AppObject): (readonly WeightedBackend[])[] {
  return itemsOf<TargetRule>(spec.rules)
    .filter(({ name }) => sectionName === undefined || name === sectionName)
    .map(({ backendRefs }) => itemsOf(backendRefs));
}

function checkBackends(
  policy: AppObject,
  { property }: PolicyTarget,
  route: AppObject,
  backends: readonly WeightedBackend[],
  objects: AppObjects,
  report: AppReport,
): void {
  for (const backend of backends) {
    const lack = lackOfPods(backend, route, true, objects);
    if (lack) {
      report(policy.construct, { ...lack, property });
    }
  }
  const weights = backends.map(({ weight = 1 }) => weight).filter((weight) => weight !== 0);
  const isOneCluster = backends.every(({ filters }) => itemsOf(filters).length === 0);
  if (isOneCluster && new Set(weights).size > 1) {
    report(policy.construct, {
      id: 'target-weights',
      property,
      value: backends.map(({ name, weight }) => ({ name, weight })),
      expected: `a filter in a backend of ${route.key} (${route.path})`,
    });
  }
}
