import type { IConstruct } from 'constructs';
import { addTo, groupBy, itemsOf } from '../../../collections';
import type { PolicyInput } from '../../../input/policy-input';
import { OTHER_POLICY_KINDS, POLICY_KIND, ROUTE_KINDS } from '../../../objects/groups';
import { isResolvable } from '../../../schema/resolvable';
import { isMistyped } from '../mistyped';
import type { AppObject } from '../objects/app-object';
import type { AppObjects } from '../objects/app-objects';
import type { AppReport } from '../objects/app-report';
import { objectKey } from '../objects/object-key';
import { namedTargets, type PolicyTarget, routeOf } from '../objects/policy-targets';

/** Policies for a route that the app has under another kind, namespace or name: Envoy Gateway ignores them silently. */
export function checkPolicyTypos(objects: AppObjects, report: AppReport): void {
  const routes = objects.ofKind(...ROUTE_KINDS);
  const policies = objects.ofKind(POLICY_KIND, ...OTHER_POLICY_KINDS);
  // Policies of this package name their routes correctly, unless somebody has renamed one.
  if ([...policies, ...routes].every(({ isAsMade }) => isAsMade)) {
    return;
  }
  const meant = new MeantRoutes(routes);
  for (const policy of policies) {
    for (const target of namedTargets(policy).filter(({ kind }) => ROUTE_KINDS.includes(kind))) {
      const key = objectKey(target.kind, target.namespace, target.name);
      const known = routeOf(target, policy, objects);
      if (known) {
        checkSection(policy, target, known, meant, report);
      }
      const route = known ? undefined : (meant.by(target) ?? meant.byConstruct(policy));
      if (route && !mayBe(target, route) && !namesNamespace(policy, target)) {
        report(policy.construct, {
          id: 'policy-typo',
          property: target.property,
          value: key,
          expected: 'an existing route in the namespace of the policy',
          remedy: `write the kind, namespace and name of ${route.key} (${route.path})`,
        });
      }
    }
  }
}

/** Whether the target may be the route, as `kubectl` chooses the namespace of one of them. */
function mayBe({ kind, namespace, name }: PolicyTarget, route: AppObject): boolean {
  return kind === route.kind && name === route.name && [namespace, route.namespace].includes('');
}

/** Whether a StickyPolicy writes a namespace into the reference, for which it is refused. */
function namesNamespace({ isForOthers, input }: AppObject, { name }: PolicyTarget): boolean {
  return isForOthers && (input as PolicyInput).targetRefs.some((ref) => ref.name === name && 'namespace' in ref);
}

/** A policy for a rule that its route does not have. */
function checkSection(
  policy: AppObject,
  { property, sectionName }: PolicyTarget,
  route: AppObject,
  meant: MeantRoutes,
  report: AppReport,
): void {
  const names = ruleNames(route);
  if (sectionName !== undefined && !names.includes(sectionName) && !names.some(isResolvable)) {
    const owner = meant.ofConstruct(route).find((each) => ruleNames(each).includes(sectionName));
    report(policy.construct, {
      id: 'unknown-section',
      property: `${property}.sectionName`,
      value: sectionName,
      expected: `the name of a rule of ${route.key} (${route.path}): ${names.join(', ') || 'no rule has one'}`,
      ...(owner && { remedy: `write name: "${owner.name}", the route that this rule is in` }),
    });
  }
}

function ruleNames({ spec }: AppObject): string[] {
  return itemsOf<{ readonly name?: string }>(spec.rules).flatMap(({ name }) => name ?? []);
}

/** Routes by the names that an author may mistake for theirs. */
class MeantRoutes {
  private readonly byName = new Map<string, AppObject>();
  private readonly byId = new Map<string, AppObject>();
  private readonly byMaker: ReadonlyMap<IConstruct, readonly AppObject[]>;
  private readonly byPart = new Map<string, AppObject[]>();

  public constructor(routes: readonly AppObject[]) {
    this.byMaker = groupBy(routes, ({ construct }) => construct);
    for (const route of routes) {
      const { name, namespace, path } = route;
      this.byName.set(name, route);
      this.byId.set(`${namespace}/${constructId(path)}`, route);
      for (const part of partsOf(name)) {
        addTo(this.byPart, `${namespace}/${part}`, route);
      }
    }
  }

  /** The route for which a StickyGatewayRoute made a policy before somebody renamed one of the two. */
  public byConstruct(policy: AppObject): AppObject | undefined {
    return this.ofConstruct(policy).at(-1);
  }

  /** The routes of the construct that made an object. */
  public ofConstruct({ construct }: AppObject): readonly AppObject[] {
    return this.byMaker.get(construct) ?? [];
  }

  public by({ name, namespace }: PolicyTarget): AppObject | undefined {
    const alike = partsOf(name).flatMap((part) => this.byPart.get(`${namespace}/${part}`) ?? []);
    return (
      this.byName.get(name) ??
      this.byId.get(`${namespace}/${name}`) ??
      alike.find((route) => isMistyped(name, route.name))
    );
  }
}

/** The id that the author gave: that of a StickyGatewayRoute, not of the route in it. */
function constructId(path: string): string | undefined {
  const [last, parent] = path.split('/').reverse();
  return /^(Resource|HttpRoute|GrpcRoute)/.test(last ?? '') ? parent : last;
}

/** A name, and the name without each of its letters: names that differ in one letter share one of these. */
function partsOf(name: string): string[] {
  const folded = name.toLowerCase();
  return [folded, ...Array.from(folded, (_, i) => folded.slice(0, i) + folded.slice(i + 1))];
}
