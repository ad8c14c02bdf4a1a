import type { IConstruct } from 'constructs';
import type { HttpRouteSpecParentRefs } from '../../../../imports/gateway.networking.k8s.io';
import { groupBy, itemsOf } from '../../../collections';
import type { CommonInput } from '../../../input/common-input';
import { POLICY_KIND } from '../../../objects/groups';
import type { AppObject } from './app-object';
import type { AppObjects } from './app-objects';
import { namedTargets, routeOf } from './policy-targets';

/** A route and its parents. */
export interface Attachment {
  readonly route: AppObject;
  readonly parentRefs: readonly HttpRouteSpecParentRefs[];
}

/** A construct of this package with its policies, and the routes that these are for, all as they are rendered. */
export class AttachedConstruct {
  private attached: readonly Attachment[] | undefined;

  public constructor(
    public readonly construct: IConstruct,
    public readonly policies: readonly AppObject[],
    private readonly objects: AppObjects,
  ) {}

  public get input(): CommonInput {
    return this.policies[0]?.input as CommonInput;
  }

  /** Found when a check asks for them, which few apps without Gateways need. */
  public get attachments(): readonly Attachment[] {
    this.attached ??= this.policies.flatMap((policy) => attachmentsOf(policy, this.objects));
    return this.attached;
  }
}

export function attachedConstructs(objects: AppObjects): AttachedConstruct[] {
  const own = objects.ofKind(POLICY_KIND).filter(({ isOurs }) => isOurs);
  const byConstruct = groupBy(own, ({ construct }) => construct);
  return [...byConstruct].map(([construct, policies]) => new AttachedConstruct(construct, policies, objects));
}

/** The routes of a policy; one that the app does not define has no known parents. */
function attachmentsOf(policy: AppObject, objects: AppObjects): Attachment[] {
  return namedTargets(policy).map((target) => {
    const route = routeOf(target, policy, objects);
    return { route: route ?? policy, parentRefs: itemsOf(route?.spec.parentRefs) };
  });
}

/** Whether a policy keeps clients on their pod: by a hash, or by the address of the pod. */
export function isSticky({ spec: { loadBalancer } }: AppObject): boolean {
  return (loadBalancer?.consistentHash ?? loadBalancer?.endpointOverride) !== undefined;
}
