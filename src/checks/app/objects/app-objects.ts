import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { addTo, entryOf, itemsOf } from '../../../collections';
import { type Backend, backendsOf, type PlacedBackend } from '../../../input/backends';
import type { RouteInput } from '../../../input/route-input';
import type { RuleInput } from '../../../input/rule-input';
import { ENVOY_GATEWAY_GROUP, GATEWAY_API_GROUP, ROUTE_KINDS } from '../../../objects/groups';
import { AppObject } from './app-object';
import { objectKey } from './object-key';

const GROUPS = [GATEWAY_API_GROUP, ENVOY_GATEWAY_GROUP];
const CORE_KINDS = ['Service', 'Namespace'];

/** A backend of a route, with the kind of the route. */
export interface RouteBackend extends PlacedBackend {
  readonly route: AppObject;
  readonly kind: string;
  /** The rule of the author; none in a route that somebody patched. */
  readonly rule: RuleInput | undefined;
}

/** The part of a reference that names a backend. */
type BackendName = Pick<Backend, 'kind' | 'namespace' | 'name'>;

/** A StickyGatewayRoute, with its input and its first route. */
export interface RouteConstruct {
  readonly construct: IConstruct;
  readonly input: RouteInput;
  readonly route: AppObject;
}

/**
 * The objects of an app that matter to routes, by kind and in the order of the tree.
 *
 * If two charts define the same object, each chart is treated as its own cluster.
 */
export class AppObjects {
  /** Objects that repeat the kind, namespace and name of an earlier one in their chart. */
  public readonly duplicates: { readonly object: AppObject; readonly earlier: AppObject }[] = [];
  private readonly byKind = new Map<string, AppObject[]>();
  private readonly byKey = new Map<string, AppObject[]>();
  /** StickyGatewayRoutes with a route that somebody patched. */
  private readonly patched = new Set<IConstruct>();
  /** Pairs of charts that are for different clusters. */
  private readonly apart = new Set<string>();
  private constructs: readonly RouteConstruct[] | undefined;
  private referenced: readonly RouteBackend[] | undefined;

  public constructor(root: IConstruct) {
    for (const construct of root.node.findAll()) {
      if (ApiObject.isApiObject(construct) && isRelevant(construct)) {
        this.add(new AppObject(construct));
      }
    }
  }

  /** The StickyGatewayRoutes of the app whose routes nobody patched, each with its first route. */
  public get routeConstructs(): readonly RouteConstruct[] {
    this.constructs ??= this.findConstructs();
    return this.constructs;
  }

  /** The backends of all routes of this package: each as its author wrote it, or as it is in a route that somebody patched. */
  public get backends(): readonly RouteBackend[] {
    this.referenced ??= this.findBackends();
    return this.referenced;
  }

  private findConstructs(): RouteConstruct[] {
    const constructs: RouteConstruct[] = [];
    const seen = new Set<IConstruct>();
    for (const route of this.ofKind(...ROUTE_KINDS)) {
      const { construct, isOurs } = route;
      if (isOurs && !seen.has(construct) && !this.patched.has(construct)) {
        seen.add(construct);
        constructs.push({ construct, route, input: route.input as RouteInput });
      }
    }
    return constructs;
  }

  private findBackends(): RouteBackend[] {
    const written = this.routeConstructs.flatMap(({ input, route }) =>
      input.rules.flatMap((rule) => writtenBackends(rule, route)),
    );
    return this.patched.size === 0 ? written : written.concat(this.backendsBesidePatches());
  }

  /** The backends of constructs with a patched route: of that route as it is, and of their other routes as written. */
  private backendsBesidePatches(): RouteBackend[] {
    const routes = this.ofKind(...ROUTE_KINDS).filter(({ construct }) => this.patched.has(construct));
    // Routes that are split by hostname share their rules.
    const written = new Map<RuleInput, AppObject>();
    for (const route of routes.filter(({ isAsMade }) => isAsMade)) {
      for (const { source } of route.rules) {
        entryOf(written, source, () => route);
      }
    }
    const patched = routes
      .filter(({ isAsMade }) => !isAsMade)
      .flatMap((route) => itemsOf<object>(route.spec.rules).flatMap((rule, i) => patchedBackends(rule, i, route)));
    return [...patched, ...[...written].flatMap(([rule, route]) => writtenBackends(rule, route))];
  }

  public ofKind(...kinds: readonly string[]): readonly AppObject[] {
    const [kind = '', ...others] = kinds;
    const objects = this.byKind.get(kind) ?? [];
    return others.length === 0 ? objects : objects.concat(this.ofKind(...others));
  }

  /** The object that another one refers to, in the same cluster. */
  public find(kind: string, namespace: string, name: string, from: AppObject): AppObject | undefined {
    // Most apps define no object of most kinds, and so need no key.
    const objects = this.byKind.has(kind) ? this.byKey.get(objectKey(kind, namespace, name)) : undefined;
    return objects?.find((object) => this.canMeet(object, from));
  }

  /** The backend that a route refers to. */
  public backendOf({ kind = 'Service', namespace, name }: BackendName, route: AppObject): AppObject | undefined {
    return this.find(kind, namespace ?? route.namespace, name, route);
  }

  /** Whether two objects may be in one cluster. */
  public canMeet(one: AppObject, other: AppObject): boolean {
    return this.apart.size === 0 || !this.apart.has(`${one.chart} ${other.chart}`);
  }

  private add(object: AppObject): void {
    if (object.isOurs && !object.isAsMade && ROUTE_KINDS.includes(object.kind)) {
      this.patched.add(object.construct);
    }
    addTo(this.byKind, object.kind, object);
    const { key } = object;
    const alike = itemsOf(this.byKey.get(key));
    const earlier = alike.find(({ chart }) => chart === object.chart);
    if (earlier) {
      this.duplicates.push({ object, earlier });
      return;
    }
    for (const { chart } of alike) {
      this.apart.add(`${chart} ${object.chart}`).add(`${object.chart} ${chart}`);
    }
    addTo(this.byKey, key, object);
  }
}

function writtenBackends(rule: RuleInput, route: AppObject): RouteBackend[] {
  const kind = rule.isGrpc ? 'GRPCRoute' : 'HTTPRoute';
  return backendsOf(rule.property, rule).map(({ path, backend }) => ({ path, backend, route, kind, rule }));
}

function patchedBackends(rule: object, index: number, route: AppObject): RouteBackend[] {
  const { kind } = route;
  return backendsOf(`spec.rules[${index}]`, rule).map((each) => ({ ...each, route, kind, rule: undefined }));
}

function isRelevant({ apiGroup, kind }: ApiObject): boolean {
  return GROUPS.includes(apiGroup) || (apiGroup === 'core' && CORE_KINDS.includes(kind));
}
