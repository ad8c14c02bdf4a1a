import type { IConstruct } from 'constructs';
import { listOf } from '../../collections';
import { GATEWAY_API_GROUP, OTHER_POLICY_KINDS, ROUTE_KINDS } from '../../objects/groups';
import type { AppObject } from './app-object';
import type { AppObjects } from './app-objects';
import type { AppReport } from './app-report';
import type { Grants } from './grants';
import { LabelledObjects } from './label-selectors';
import { namedTargets, type PolicyTarget, selectedTargets } from './policy-targets';

/** Policies of others that reach some routes of a StickyGatewayRoute, but not those that it is split into or has for sessions. */
export function checkMissedRoutes(objects: AppObjects, grants: Grants, report: AppReport): void {
  for (const kind of OTHER_POLICY_KINDS) {
    const policies = objects.ofKind(kind);
    if (policies.length > 0) {
      checkKind(policies, objects, grants, report);
    }
  }
}

function checkKind(policies: readonly AppObject[], objects: AppObjects, grants: Grants, report: AppReport): void {
  const labelled = new LabelledObjects(objects);
  const routeOf = ({ kind, namespace, name }: PolicyTarget, policy: AppObject) =>
    objects.find(kind, namespace, name, policy);
  const reached = new Set(
    policies.flatMap((policy) =>
      [...namedTargets(policy), ...selectedTargets(policy, labelled, grants)].map((target) => routeOf(target, policy)),
    ),
  );
  const byConstruct = routesByConstruct(objects);
  for (const policy of policies) {
    for (const target of namedTargets(policy)) {
      const route = routeOf(target, policy);
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

function routesByConstruct(objects: AppObjects): ReadonlyMap<IConstruct, readonly AppObject[]> {
  const byConstruct = new Map<IConstruct, AppObject[]>();
  for (const route of objects.ofKind(...ROUTE_KINDS).filter(({ isOurs }) => isOurs)) {
    listOf(byConstruct, route.construct).push(route);
  }
  return byConstruct;
}

function hasSection({ rules }: AppObject, { sectionName }: PolicyTarget): boolean {
  return sectionName === undefined || rules.some(({ rule }) => rule.name === sectionName);
}

function sectionOf({ sectionName }: PolicyTarget): string {
  return sectionName === undefined ? '' : `, sectionName: "${sectionName}"`;
}
