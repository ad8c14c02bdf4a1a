import { itemsOf } from '../../../collections';
import type { AppObjects } from './app-objects';

/** An object that refers to another one. */
export interface Referrer {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
}

/** An object that is referred to. */
export interface Referent extends Referrer {
  readonly name: string;
}

/**
 * The references that the ReferenceGrants of an app allow.
 *
 * @see https://gateway-api.sigs.k8s.io/api-types/referencegrant/
 */
export class Grants {
  private readonly granted = new Set<string>();

  public constructor(objects: AppObjects) {
    for (const { spec, namespace } of objects.ofKind('ReferenceGrant')) {
      for (const from of itemsOf<Referrer>(spec.from)) {
        for (const to of itemsOf<{ group?: string; kind: string; name?: string }>(spec.to)) {
          this.granted.add(grantKey(from, { group: to.group ?? '', kind: to.kind, namespace, name: to.name ?? '' }));
        }
      }
    }
  }

  public allow(from: Referrer, to: Referent): boolean {
    return this.granted.has(grantKey(from, to)) || this.granted.has(grantKey(from, { ...to, name: '' }));
  }
}

function grantKey(from: Referrer, to: Referent): string {
  return [from.group, from.kind, from.namespace, to.group, to.kind, to.namespace, to.name].join(' ');
}
