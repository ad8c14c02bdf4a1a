import { Stickiness } from 'cdk8s-sticky-gateway-route';
import type { Manifest } from '../../../cluster/control-plane/kube-client';
import type { StickinessPlan } from '../../../src/stickiness/plan';
import type { Case } from './cases';
import { unchecked } from './refusals';
import { type Call, type SessionCookieCall, stickinessOf } from './stickiness-calls';

/** How a rule keeps its clients on their pod. */
export interface Keeping {
  /** The key that Envoy hashes; the first if there are several. */
  readonly hash: Manifest;
  /** A path with a variable, which is the key. */
  readonly path?: { readonly text: string; readonly pattern: string; readonly isOnlyKey: boolean };
  /** Whether a filter computes the key, in a header that no client may set. */
  readonly isComputed: boolean;
  readonly pin?: { readonly header: string };
  readonly cookie?: SessionCookieCall;
}

export function keepingOf({ stickiness, ruleStickiness = {} }: Case, { name = '' }: Manifest): Keeping {
  const call = ruleStickiness[name] ?? stickiness;
  const plan = planOf(call);
  const [key = plan] = plan.members;
  const path = key.path && { ...key.path, isOnlyKey: key === plan };
  return {
    hash: path ? {} : (key.loadBalancer?.consistentHash ?? {}),
    path,
    isComputed: plan.headerChanges !== undefined && plan.pin === undefined,
    pin: plan.pin,
    cookie: call?.factory === 'sessionCookie' ? call.options : undefined,
  };
}

function planOf(call?: Call): StickinessPlan {
  return call ? unchecked(() => stickinessOf(call))._plan : Stickiness.cookie()._plan;
}
