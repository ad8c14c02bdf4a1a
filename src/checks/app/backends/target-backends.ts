import { itemsOf } from '../../../collections';
import type { EnvoyGatewayVersion } from '../../../envoy-gateway-version';
import type { Report } from '../../../findings/finding';
import type { CommonInput } from '../../../input/common-input';
import type { RuleInput } from '../../../input/rule-input';
import type { AppObject } from '../objects/app-object';
import type { AppObjects } from '../objects/app-objects';
import { lackOfPods } from './backend-pods';

/** Backends of a route of somebody else that keep no client on a pod, or ignore their weights under a hash. */
export function checkTargetBackends(
  { rules, target }: CommonInput,
  route: AppObject,
  objects: AppObjects,
  report: Report,
): void {
  for (const rule of rules) {
    rule.backendRefs.forEach((backend, i) => {
      const lack = lackOfPods(backend, route, true, objects);
      if (lack) {
        report({ ...lack, property: `${rule.property}.backendRefs[${i}]` });
      }
    });
    checkWeights(rule, target, report);
  }
}

function checkWeights({ property, backendRefs, plan }: RuleInput, target: EnvoyGatewayVersion, report: Report): void {
  const weights = backendRefs.map(({ weight = 1 }) => weight).filter((weight) => weight !== 0);
  const isOneCluster = backendRefs.every(({ filters }) => itemsOf<unknown>(filters).length === 0);
  const isTooOld = plan.weightsSince !== undefined && !target._has(plan.weightsSince);
  if ((isOneCluster || isTooOld) && new Set(weights).size > 1) {
    report({
      id: isTooOld ? 'ignored-weights' : 'target-weights',
      property: `${property}.backendRefs`,
      value: backendRefs.map(({ name, weight }) => ({ name, weight })),
      expected: isTooOld ? `one backend on Envoy Gateway ${target.version}` : 'a filter in a backend',
      remedy: isTooOld ? 'name one Service for all pods, or set target to a newer version' : undefined,
    });
  }
}
