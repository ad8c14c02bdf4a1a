import { groupBy } from '../../../collections';
import { GATEWAY_API_GROUP, OTHER_POLICY_KINDS, ROUTE_KINDS } from '../../../objects/groups';
import type { AppObject } from '../objects/app-object';
import type { AppObjects } from '../objects/app-objects';
import type { AppReport } from '../objects/app-report';
import { namedTargets, type PolicyTarget, routeOf, targetsOf } from '../objects/policy-targets';

/** Policies of others that reach some routes of a StickyGatewayRoute, but not those that it is split into or has for sessions. */
export function checkMissedRoutes(objects: AppObjects, report: AppReport): void {
  for (const kind of OTHER_POLICY_KINDS) {
    const policies = objects.ofKind(kind);
    if (policies.length > 0) {
      checkKind(policies, objects, report);
    }
  }
}

function checkKind(policies: readonly AppObject[], objects: AppObjects, report: AppReport): void {
  const reached = new Set(
    policies.flatMap((policy) => targetsOf(policy, objects).map((target) => routeOf(target, policy, objects))),
  );
  const byConstruct = groupBy(
    objects.ofKind(...ROUTE_KINDS).filter(({ isOurs }) => isOurs),
    ({ construct }) => construct,
  );
  for (const policy of policies) {
    for (const target of namedTargets(policy)) {
      const route = routeOf(target, policy, objects);
      const missed = (route ? (byConstruct.get(route.construct) ?? []) : []).find(
        (each) => each.kind === target.kind && !reached.has(each) && hasSection(each, target),
      );
      if (missed) {
        report(policy.construct, {
          id: 'missed-route',
          property: target.property,
          value: target.name,
          expected: `${missed.name} as well, which ${missed.construct.node.path} renders for some of the same requests`,
          remedy: `add { group: "${GATEWAY_API_GROUP}", kind: "${missed.kind}", name: "${missed.name}"${sectionOf(target)} } to targetRefs`,
        });
      }
    }
  }
}

function hasSection({ rules }: AppObject, { sectionName }: PolicyTarget): boolean {
  return sectionName === undefined || rules.some(({ rule }) => rule.name === sectionName);
}

function sectionOf({ sectionName }: PolicyTarget): string {
  return sectionName === undefined ? '' : `, sectionName: "${sectionName}"`;
}
