import type { StickinessCall } from './stickiness/stickiness-call';

type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** A rule of a route, with its stickiness. */
export interface RulePlan {
  readonly isGrpc: boolean;
  /** As the Gateway API has it, without a name. */
  readonly rule: JsonObject;
  /** What its name is made of, such as its path. */
  readonly label: string;
  readonly stickiness: StickinessCall;
}

/** A StickyGatewayRoute, from which both its manifests and its code are made. */
export interface RoutePlan {
  readonly kind: 'route';
  /** Its Ingress. */
  readonly ingress: string;
  readonly source: string;
  readonly namespace: string | undefined;
  readonly name: string;
  readonly parentRefs: readonly JsonObject[];
  readonly hostnames: readonly string[] | undefined;
  readonly rules: readonly RulePlan[];
  readonly trafficPolicy: JsonObject | undefined;
  readonly referenceGrants: boolean;
  readonly acknowledge: readonly string[];
}

/** An HTTPRouteFilter that rewrites the path by a regular expression. */
export interface FilterPlan {
  readonly kind: 'filter';
  readonly ingress: string;
  readonly source: string;
  readonly namespace: string | undefined;
  readonly name: string;
  readonly pattern: string;
  readonly substitution: string;
}

export type Plan = RoutePlan | FilterPlan;

/** A listener that the Gateway needs for the routes. */
export interface ListenerNeed {
  /** `*` for all hosts that no other listener has. */
  readonly hostname: string;
  readonly protocol: 'HTTP' | 'HTTPS';
  /** Such as `shop/web-tls`; none if the Ingress names none. */
  readonly certificate: string | undefined;
  /** Namespaces of the routes, which the listener has to allow. */
  readonly namespaces: readonly string[];
}
