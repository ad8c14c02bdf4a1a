import { listOf } from '../maps';
import { type AppObject, type AppObjects, objectKey } from './app-objects';
import type { AppProblem } from './app-problem';
import { namedTargets, POLICY_KIND, type PolicyTarget, ROUTE_KINDS } from './policy-targets';

const LEAST_COMMON_LETTERS = 3;

/** Policies for a route that the app knows under another kind, namespace or name: they would do nothing, without a word. */
export function checkPolicyTypos(objects: AppObjects): AppProblem[] {
  const routes = objects.ofKind(...ROUTE_KINDS);
  const policies = objects.ofKind(POLICY_KIND);
  // Those of this package name their routes rightly, unless somebody has renamed one.
  if (policies.every(({ isAsMade }) => isAsMade) && routes.every(({ isAsMade }) => isAsMade)) {
    return [];
  }
  const known = new Set(routes.map(({ key }) => key));
  const unknown = policies.flatMap((policy) =>
    namedTargets(policy)
      .filter(({ kind }) => ROUTE_KINDS.includes(kind))
      .filter(({ kind, namespace, name }) => !known.has(objectKey(kind, namespace, name)))
      .map((target) => ({ policy, target })),
  );
  if (unknown.length === 0) {
    return [];
  }
  const meant = new MeantRoutes(routes);
  return unknown.flatMap(({ policy, target }) => {
    const route = meant.by(target) ?? meant.byOwner(policy);
    return route
      ? [
          {
            path: policy.path,
            property: target.property,
            value: objectKey(target.kind, target.namespace, target.name),
            allowed: 'a route that is there, in the namespace of the policy',
            remedy: `write the kind, namespace and name of ${route.key}, which is ${route.path}`,
          },
        ]
      : [];
  });
}

/** Routes by what an author may write in the place of their key. */
class MeantRoutes {
  private readonly byName = new Map<string, AppObject>();
  private readonly byId = new Map<string, AppObject>();
  private readonly byMaker = new Map<string, AppObject>();
  private readonly byPart = new Map<string, AppObject[]>();

  public constructor(routes: readonly AppObject[]) {
    for (const route of routes) {
      const { name, namespace, path, owner } = route;
      this.byMaker.set(owner, route);
      this.byName.set(name, route);
      this.byId.set(`${namespace}/${constructId(path)}`, route);
      for (const part of partsOf(name)) {
        listOf(this.byPart, `${namespace}/${part}`).push(route);
      }
    }
  }

  /** The route for which a StickyGatewayRoute made a policy, before somebody renamed one of the two. */
  public byOwner({ owner }: AppObject): AppObject | undefined {
    return this.byMaker.get(owner);
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

/** The id that the author gave: of a StickyGatewayRoute, not of the route in it. */
function constructId(path: string): string | undefined {
  const [last, parent] = path.split('/').reverse();
  return /^(Resource|HttpRoute|GrpcRoute)/.test(last ?? '') ? parent : last;
}

/** A name and all that is left of it without one letter: two names that differ in one have such a part in common. */
function partsOf(name: string): string[] {
  const folded = name.toLowerCase();
  return [folded, ...Array.from(folded, (_, i) => folded.slice(0, i) + folded.slice(i + 1))];
}

/** Whether one letter is too many, missing or another, or two have changed places; numbers are told apart. */
function isMistyped(written: string, name: string): boolean {
  const [a, b] = [written.toLowerCase(), name.toLowerCase()];
  let start = 0;
  while (start < a.length && a[start] === b[start]) {
    start += 1;
  }
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) {
    end += 1;
  }
  const [inA, inB] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  const isOneLetter = inA.length <= 1 && inB.length <= 1;
  const isSwap = inA.length === 2 && inB.length === 2 && inA[0] === inB[1] && inA[1] === inB[0];
  return start + end >= LEAST_COMMON_LETTERS && !/\d/.test(inA + inB) && (isOneLetter || isSwap);
}
