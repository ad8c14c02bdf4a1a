import type { CheckedProps } from '../checks/checked-props';
import { collect } from '../route/lists';
import type { StickinessParts } from '../stickiness/stickiness-parts';

/** A stickiness of a construct, with the place where it stands. */
export interface UsedStickiness {
  readonly property: string;
  readonly parts: StickinessParts;
}

/** Those of a list are each one of their own. */
export function members(used: readonly UsedStickiness[]): UsedStickiness[] {
  return collect(used, (each) => each.parts.members?.map((parts) => ({ property: each.property, parts })) ?? [each]);
}

export function usedStickiness({ stickiness, ruleStickiness }: CheckedProps): UsedStickiness[] {
  const used = [{ property: 'stickiness', parts: stickiness._parts }];
  return ruleStickiness
    ? used.concat(
        Object.entries(ruleStickiness).map(([name, { _parts }]) => ({
          property: `ruleStickiness[${JSON.stringify(name)}]`,
          parts: _parts,
        })),
      )
    : used;
}

/** Whether Envoy sets the cookie that it hashes, where a request has none. */
export function setsCookie({ loadBalancer }: StickinessParts): boolean {
  return loadBalancer?.consistentHash?.cookie?.ttl !== undefined;
}
