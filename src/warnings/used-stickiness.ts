import type { CheckedProps } from '../checks/checked-props';
import type { StickinessParts } from '../stickiness/stickiness-parts';

/** A stickiness of a construct, with the place where it stands. */
export interface UsedStickiness {
  readonly property: string;
  readonly parts: StickinessParts;
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
