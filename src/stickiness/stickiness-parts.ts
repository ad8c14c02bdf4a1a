import type { BackendTrafficPolicySpecLoadBalancer } from '../../imports/gateway.envoyproxy.io';
import type { PathTemplate } from './path-template';
import type { Pin } from './pin';

/** What a stickiness puts into the objects of a construct. */
export interface StickinessParts {
  /** For the traffic policy. */
  readonly loadBalancer?: BackendTrafficPolicySpecLoadBalancer;

  /** The keys to be tried in order, where there are several. */
  readonly members?: readonly StickinessParts[];

  /** How the request's key is computed, where the policy alone cannot say it. */
  readonly path?: PathTemplate;

  /** For each rule with backends. */
  readonly filters?: HeaderFilters;

  /** How a session is kept on its pod; none where something is hashed. */
  readonly pin?: Pin;
}

/** What a rule does to the headers of its requests and responses. */
export interface HeaderFilters {
  readonly request?: HeaderChanges;
  readonly response?: HeaderChanges;
}

export interface HeaderChanges {
  readonly set?: readonly HeaderValue[];
  readonly add?: readonly HeaderValue[];
  readonly remove?: readonly string[];
}

export interface HeaderValue {
  readonly name: string;
  readonly value: string;
}
