import type { HttpRouteSpecRules } from '../../../imports/gateway.networking.k8s.io';
import { itemsOf } from '../../collections';
import type { Report } from '../../findings/finding';
import { hasBackends, ruleInputs } from '../../input/rule-input';
import { POLICY_KIND } from '../../objects/groups';
import type { StickinessPlan } from '../../stickiness/plan';
import { checkHashedHeaders } from '../props/hashed-headers';
import { warnOfRetry } from '../warnings/moves';
import type { AppObject } from './app-object';
import type { AppObjects } from './app-objects';
import type { AppReport } from './app-report';
import { isSticky } from './attachments';
import { namedTargets, type PolicyTarget } from './policy-targets';

/** Retries and filters in the routes of a StickyPolicy that move clients although their pod is there. */
export function checkTargetRules(objects: AppObjects, report: AppReport): void {
  for (const policy of objects.ofKind(POLICY_KIND).filter((each) => each.isForOthers && isSticky(each))) {
    for (const target of namedTargets(policy)) {
      const route = objects.find(target.kind, target.namespace, target.name, policy);
      if (route) {
        checkRules(policy, target, route, report);
      }
    }
  }
}

function checkRules(
  policy: AppObject,
  { property, sectionName }: PolicyTarget,
  route: AppObject,
  report: AppReport,
): void {
  const plan = policy.input?.plans[0]?.plan as StickinessPlan;
  const written = itemsOf<HttpRouteSpecRules>(route.spec.rules);
  const rules = ruleInputs(route.kind === 'GRPCRoute' ? 'grpc' : 'http', written, () => plan).filter(
    (each) => hasBackends(each) && (sectionName === undefined || each.rule.name === sectionName),
  );
  const reportRule: Report = (observation) => {
    const place = observation.property.replace(/^(http|grpc)/, 'spec.rules');
    const expected = `${observation.expected} in ${place} of ${route.key} (${route.path})`;
    report(policy.construct, { ...observation, property, expected });
  };
  checkHashedHeaders({ rules }, reportRule);
  for (const rule of rules) {
    warnOfRetry(rule, reportRule);
  }
}
