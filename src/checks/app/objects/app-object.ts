import { isDeepStrictEqual } from 'node:util';
import { type ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { CommonInput } from '../../../input/common-input';
import type { RenderedRule } from '../../../objects/object-spec';
import { type Origin, originOf } from '../../../objects/origin';
import { isResolvable } from '../../../schema/resolvable';
import { objectKey } from './object-key';

/** The part of a manifest that the checks of an app read. */
export interface Manifest {
  readonly metadata: {
    readonly name?: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  // biome-ignore lint/suspicious/noExplicitAny: an object of any kind, from any class or from YAML
  readonly spec?: any;
}

/** Kinds without a namespace; cdk8s writes that of the chart into them nevertheless. */
const CLUSTER_KINDS = ['GatewayClass', 'Namespace'];

/** An object of the app. */
export class AppObject {
  public readonly kind: string;
  public readonly name: string;
  /** Empty if it is left to `kubectl`, or if the object has none. */
  public readonly namespace: string;
  private readonly origin: Origin | undefined;
  private readonly isPatched: boolean;
  private rendered?: Manifest;
  private unchanged?: boolean;

  public constructor(private readonly object: ApiObject) {
    this.kind = object.kind;
    this.origin = originOf(object);
    this.isPatched = isPatched(object);
    const { metadata } = this.isPatched || !hasPlainName(object) ? this.manifest : object;
    this.name = metadata.name ?? '';
    this.namespace = CLUSTER_KINDS.includes(this.kind) ? '' : (metadata.namespace ?? '');
  }

  public get path(): string {
    return this.object.node.path;
  }

  /** The construct that its author wrote: that of this package which made it, else the object itself. */
  public get construct(): IConstruct {
    return this.origin?.construct ?? this.object;
  }

  /** Path of its chart. */
  public get chart(): string {
    return Chart.of(this.object).node.path;
  }

  /** Whether this package made it. */
  public get isOurs(): boolean {
    return this.origin !== undefined;
  }

  /** Whether it is the policy of a StickyPolicy. */
  public get isForOthers(): boolean {
    return this.origin?.isForOthers ?? false;
  }

  /** Whether a StickyGatewayRoute made it for its own routes, and nobody patched more than its labels and annotations. */
  public get isAsMade(): boolean {
    return this.isOurs && !this.isForOthers && (!this.isPatched || this.isUnchanged);
  }

  /** The rules of a route of this package, with those of the author. */
  public get rules(): readonly RenderedRule[] {
    return this.origin?.rules ?? [];
  }

  /** The input of the construct of this package that made it. */
  public get input(): CommonInput | undefined {
    return this.origin?.input;
  }

  /** `<kind> <namespace>/<name>` */
  public get key(): string {
    return objectKey(this.kind, this.namespace, this.name);
  }

  /** The object as it is rendered, with all JSON patches, but without empty items of lists, which the API server refuses. */
  public get manifest(): Manifest {
    this.rendered ??= JSON.parse(JSON.stringify(this.object.toJson()), withoutEmptyItems) as Manifest;
    return this.rendered;
  }

  /** The spec that this package made, if somebody has patched it since. */
  public get specBeforePatches(): Manifest['spec'] {
    return this.isOurs && this.isPatched && !this.isUnchanged ? this.specAsMade : undefined;
  }

  /** Rendering is costly, so the spec of an object of this package is taken from its origin. */
  public get spec(): Manifest['spec'] {
    return (this.isAsMade ? this.origin?.spec : this.manifest.spec) ?? {};
  }

  /** Whether the patches leave the name, the namespace and the spec as this package made them. */
  private get isUnchanged(): boolean {
    this.unchanged ??=
      this.name === this.object.name &&
      this.namespace === (this.object.metadata.namespace ?? '') &&
      isDeepStrictEqual(this.manifest.spec, this.specAsMade);
    return this.unchanged;
  }

  /** In the form of a manifest. */
  private get specAsMade(): Manifest['spec'] {
    return JSON.parse(JSON.stringify(this.origin?.spec));
  }
}

function withoutEmptyItems(_: string, value: unknown): unknown {
  return Array.isArray(value) ? value.filter((item) => item !== null) : value;
}

function hasPlainName({ metadata: { name, namespace } }: ApiObject): boolean {
  return !isResolvable(name) && !isResolvable(namespace);
}

/** The private list is the only sign of a patch; without it every object counts as patched. */
function isPatched(object: ApiObject): boolean {
  return (object as unknown as { readonly patches?: readonly unknown[] }).patches?.length !== 0;
}
