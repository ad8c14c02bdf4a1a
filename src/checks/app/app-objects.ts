import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { entryOf, listOf } from '../../collections';
import { ENVOY_GATEWAY_GROUP, GATEWAY_API_GROUP } from '../../objects/groups';
import { AppObject } from './app-object';
import { objectKey } from './object-key';

const GROUPS = [GATEWAY_API_GROUP, ENVOY_GATEWAY_GROUP];

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
  /** Pairs of charts that are for different clusters. */
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
    return others.length === 0 ? objects : objects.concat(this.ofKind(...others));
  }

  /** The object that another one refers to, in the same cluster. */
  public find(kind: string, namespace: string, name: string, from: AppObject): AppObject | undefined {
    const objects = this.byKey.get(objectKey(kind, namespace, name));
    return objects?.find((object) => this.canMeet(object, from));
  }

  /** Whether two objects may be in one cluster. */
  public canMeet(one: AppObject, other: AppObject): boolean {
    return !this.apart.has(`${one.chart} ${other.chart}`);
  }

  private add(object: AppObject): void {
    listOf(this.byKind, object.kind).push(object);
    const alike = entryOf(this.byKey, object.key, (): AppObject[] => []);
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

function isRelevant({ apiGroup, kind }: ApiObject): boolean {
  return GROUPS.includes(apiGroup) || (apiGroup === 'core' && kind === 'Service');
}
