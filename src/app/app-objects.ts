import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';

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
}

const known = new WeakMap<ApiObject, Known>();

export function makeKnown(object: ApiObject, spec: object, acknowledged: readonly string[]): void {
  known.set(object, { spec, acknowledged });
}

/** An object of the app. */
export class AppObject {
  public readonly path: string;
  public readonly kind: string;
  public readonly name: string;
  /** Empty where the app leaves it to `kubectl`. */
  public readonly namespace: string;
  private rendered?: Manifest;

  public constructor(private readonly object: ApiObject) {
    this.path = object.node.path;
    this.kind = object.kind;
    const { metadata } = isPatched(object) ? this.manifest : object;
    this.name = metadata.name ?? '';
    this.namespace = metadata.namespace ?? '';
  }

  /** Whether a StickyGatewayRoute made it. */
  public get isOurs(): boolean {
    return known.has(this.object);
  }

  /** Path of the construct that made it. */
  public get owner(): string {
    return (this.isOurs && this.object.node.scope?.node.path) || this.path;
  }

  public get acknowledged(): readonly string[] {
    return known.get(this.object)?.acknowledged ?? [];
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
    const made = isPatched(this.object) ? undefined : known.get(this.object)?.spec;
    return made ?? this.manifest.spec ?? {};
  }

  public addWarning(text: string): void {
    this.object.node.addMetadata('warning', text);
  }
}

export function objectKey(kind: string, namespace: string, name: string): string {
  return `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`;
}

/** The objects of an app that matter to routes, by kind and in the order of the tree. */
export class AppObjects {
  private readonly byKind = new Map<string, AppObject[]>();

  public constructor(root: IConstruct) {
    for (const construct of root.node.findAll()) {
      if (ApiObject.isApiObject(construct) && isRelevant(construct)) {
        const kind = this.byKind.get(construct.kind) ?? [];
        this.byKind.set(construct.kind, kind);
        kind.push(new AppObject(construct));
      }
    }
  }

  public ofKind(...kinds: readonly string[]): AppObject[] {
    return kinds.flatMap((kind) => this.byKind.get(kind) ?? []);
  }

  public all(): AppObject[] {
    return this.ofKind(...this.byKind.keys());
  }
}

function isRelevant({ apiGroup, kind }: ApiObject): boolean {
  return GROUPS.includes(apiGroup) || (apiGroup === 'core' && kind === 'Service');
}

/** cdk8s has no other way to tell; should the member go, every object counts as patched. */
function isPatched(object: ApiObject): boolean {
  return (object as unknown as { readonly patches?: readonly unknown[] }).patches?.length !== 0;
}
