import type { BackendTrafficPolicySpecLoadBalancer } from '../../imports/gateway.envoyproxy.io';
import type { HeaderChanges } from './header-changes';
import type { KeySource } from './key-source';
import type { PathTemplate } from './path-template';

/**
 * The answers of a stickiness to the code that renders and checks it.
 *
 * Every question has to be answered by every factory: one that leaves a question open does not compile.
 */
export interface StickinessPlan {
  /** The factory as its author calls it, such as `Stickiness.header()`. */
  readonly factory: string;

  /** First Envoy Gateway that has it, such as `1.6`. */
  readonly since: string;

  /** Load balancer of the policy; none without stickiness. */
  readonly loadBalancer: BackendTrafficPolicySpecLoadBalancer | undefined;

  /** Header changes that each rule with backends needs. */
  readonly headerChanges: HeaderChanges | undefined;

  /** How a request names the pod of its session; none if a key is hashed. */
  readonly pin: Pin | undefined;

  /** First Envoy Gateway that respects weights under it, such as `1.9`; none if no version does. */
  readonly weightsSince: string | undefined;

  /** Whether the responses are streams, which a request timeout would cut. */
  readonly streams: boolean;

  /** Why gRPC clients cannot use it, as a clause; none if they can. */
  readonly httpOnly: string | undefined;

  /** How it takes part in `firstOf()`, or why it does not. */
  readonly member: KeySource | NoMember;

  /** The members of `firstOf()` in their order; none for all others. */
  readonly members: readonly StickinessPlan[];

  /** Request headers that it reads, as their author wrote them. */
  readonly headers: readonly string[];

  /** The cookie that it reads, with the attributes that browsers keep it by if Envoy sets it. */
  readonly cookie: StickyCookie | undefined;

  /** Whether it reads the address of the client. */
  readonly readsAddress: boolean;

  /** Template of the path whose variable it hashes. */
  readonly path: PathTemplate | undefined;
}

/** How a request names the pod of its session. */
export interface Pin {
  /** Request header that names it. */
  readonly header: string;

  /** RE2 expression that matches the whole header of a request with a session. */
  readonly pattern: string;

  /** Whether the server names the session, which is lost on any other pod. */
  readonly isNamedByServer: boolean;
}

/** A cookie as browsers tell it from others. */
export interface StickyCookie {
  readonly name: string;

  /** Whether Envoy sets it if a request has none. */
  readonly isSetByEnvoy: boolean;

  readonly path: string | undefined;
  readonly domain: string | undefined;
  readonly isSecure: boolean;
}

/** Why a stickiness is no member of `firstOf()`. */
export interface NoMember {
  readonly expected: string;
  /** A clause that follows "because", if there is a better one than that of the catalogue. */
  readonly reason?: string;
  readonly remedy: string;
}

/** The plans of the keys that are hashed together or one instead of another: the members of a list, else the plan itself. */
export function partsOf(plan: StickinessPlan): readonly StickinessPlan[] {
  return plan.members.length > 0 ? plan.members : [plan];
}
