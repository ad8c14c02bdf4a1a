import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { isResolvable } from '../crds/check';
import { entryOf, listOf } from '../maps';
import type { PinCookie } from '../stickiness/pin';

/** What the checks of an app read of an object. */
export interface Manifest {
  readonly metadata: {
    readonly name?: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
  // biome-ignore lint/suspicious/noExplicitAny: objects of any kind, made by any class or read from YAML
  readonly spec?: any;
}

const GROUPS = ['gateway.networking.k8s.io', 'gateway.envoyproxy.io'];

/** What is known of an object of this package without rendering it, which is dear. */
interface Known {
  readonly spec: object;
  /** The warnings that the author of its construct has read. */
  readonly acknowledged: readonly string[];
  /** Of a route, the session cookie of each rule that has one. */
  readonly cookies?: readonly (PinCookie | undefined)[];
  /** Whether it is a policy for routes that others make. */
  readonly isForOthers?: boolean;
}

/** A weak map would be dear: the garbage collector looks at all of its entries each time. */
const KNOWN = Symbol('cdk8s-sticky-gateway-route.known');

interface KnownObject extends ApiObject {
  [KNOWN]?: Known;
}

export function makeKnown(object: ApiObject, known: Known): void {
  (object as KnownObject)[KNOWN] = known;
}

/** An object of the app. */
class AppObject {
  public readonly kind: string;
  public readonly name: string;
  /** Empty where the app leaves it to `kubectl`. */
  public readonly namespace: string;
  private readonly made?: Known;
  private readonly isPatched: boolean;
  private rendered?: Manifest;

  public constructor(private readonly object: ApiObject) {
    this.kind = object.kind;
    this.made = (object as KnownObject)[KNOWN];
    this.isPatched = isPatched(object);
    const { metadata } = this.isPatched || !hasPlainName(object) ? this.manifest : object;
    this.name = metadata.name ?? '';
    this.namespace = metadata.namespace ?? '';
  }

  public get path(): string {
    return this.object.node.path;
  }

  /** Path of its chart, which is a file of its own. */
  public get chart(): string {
    return Chart.of(this.object).node.path;
  }

  /** Whether this package made it. */
  public get isOurs(): boolean {
    return this.made !== undefined;
  }

  /** Whether a StickyGatewayRoute made it for its own routes, and nobody patched it. */
  public get isAsMade(): boolean {
    return this.isOurs && !this.isPatched && !this.made?.isForOthers;
  }

  /** Path of the construct that made it. */
  public get owner(): string {
    return (this.isOurs && this.object.node.scope?.node.path) || this.path;
  }

  public get acknowledged(): readonly string[] {
    return this.made?.acknowledged ?? [];
  }

  public get cookies(): readonly (PinCookie | undefined)[] {
    return this.made?.cookies ?? [];
  }

  /** `<kind> <namespace>/<name>` */
  public get key(): string {
    return objectKey(this.kind, this.namespace, this.name);
  }

  /** As it is rendered, with all JSON patches. */
  public get manifest(): Manifest {
    this.rendered ??= this.object.toJson() as Manifest;
    return this.rendered;
  }

  public get spec(): Manifest['spec'] {
    return (this.isAsMade ? this.made?.spec : this.manifest.spec) ?? {};
  }

  public addWarning(text: string): void {
    this.object.node.addMetadata('warning', text);
  }
}

export type { AppObject };

export function objectKey(kind: string, namespace: string, name: string): string {
  return `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`;
}

/**
 * The objects of an app that matter to routes, by kind and in the order of the tree.
 *
 * Two charts that both have an object of one kind, namespace and name are for two clusters.
 */
export class AppObjects {
  /** Those of which one chart has another of the same kind, namespace and name before it. */
  public readonly duplicates: { readonly object: AppObject; readonly earlier: AppObject }[] = [];
  private readonly byKind = new Map<string, AppObject[]>();
  /** Below their kind and namespace: a key of all three would have to be written for each of them. */
  private readonly byName = new Map<string, Map<string, Map<string, AppObject[]>>>();
  private readonly apart = new Set<string>();

  public constructor(root: IConstruct) {
    for (const construct of root.node.findAll()) {
      if (ApiObject.isApiObject(construct) && isRelevant(construct)) {
        this.add(new AppObject(construct));
      }
    }
  }

  public ofKind(...kinds: readonly string[]): readonly AppObject[] {
    const [kind = '', ...others] = kinds;
    const objects = this.byKind.get(kind) ?? [];
    return others.length === 0 ? objects : objects.concat(...others.map((other) => this.byKind.get(other) ?? []));
  }

  /** What an object refers to: in its own cluster. */
  public find(kind: string, namespace: string, name: string, from: AppObject): AppObject | undefined {
    const objects = this.byName.get(kind)?.get(namespace)?.get(name);
    return objects?.find((object) => this.canMeet(object, from));
  }

  /** Whether two objects may come into one cluster. */
  public canMeet(one: AppObject, other: AppObject): boolean {
    return this.apart.size === 0 || !this.apart.has(`${one.chart} ${other.chart}`);
  }

  private add(object: AppObject): void {
    const { kind, namespace, name } = object;
    listOf(this.byKind, kind).push(object);
    const ofKind = entryOf(this.byName, kind, newMap);
    const ofNamespace = entryOf(ofKind, namespace, newMap);
    const alike: AppObject[] | undefined = ofNamespace.get(name);
    if (!alike) {
      // One slot: an empty list that grows, as of listOf(), takes 17, and nearly every name is that of one object.
      ofNamespace.set(name, [object]);
      return;
    }
    const earlier = alike.find(({ chart }) => chart === object.chart);
    if (earlier) {
      this.duplicates.push({ object, earlier });
      return;
    }
    for (const { chart } of alike) {
      this.apart.add(`${chart} ${object.chart}`).add(`${object.chart} ${chart}`);
    }
    alike.push(object);
  }
}

const newMap = () => new Map();

function isRelevant({ apiGroup, kind }: ApiObject): boolean {
  return GROUPS.includes(apiGroup) || (apiGroup === 'core' && kind === 'Service');
}

function hasPlainName({ metadata: { name, namespace } }: ApiObject): boolean {
  return !isResolvable(name) && !isResolvable(namespace);
}

/** cdk8s has no other way to tell; should the member go, every object counts as patched. */
function isPatched(object: ApiObject): boolean {
  return (object as unknown as { readonly patches?: readonly unknown[] }).patches?.length !== 0;
}
