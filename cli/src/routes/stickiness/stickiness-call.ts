import type { StickinessCall } from 'cdk8s-sticky-gateway-route/command';

export type { StickinessCall };

export const NONE: StickinessCall = { factory: 'none' };

/** Whether clients stay on a pod at all. */
export function isSticky({ factory }: StickinessCall): boolean {
  return factory !== 'none';
}

/** Whether Envoy chooses between several backends before it has the key. */
export function isComputed({ factory }: StickinessCall): boolean {
  return factory === 'allOf';
}
