import type { EnvoyGatewayVersion } from '../envoy-gateway-version';
import type { Rule } from '../route/rule';
import type { Stickiness } from '../stickiness/stickiness';
import type { StickyGatewayRouteProps } from '../sticky-gateway-route-props';

/** The properties with their defaults; of a StickyPolicy those that it has in common with a StickyGatewayRoute. */
export interface CheckedProps extends Partial<StickyGatewayRouteProps> {
  readonly stickiness: Stickiness;
  readonly target: EnvoyGatewayVersion;
  /** Those of HTTP, then those of gRPC; of a StickyPolicy what stands for each of its routes. */
  readonly rules: readonly PlacedRule[];
}

/** A rule with the place where it stands, and its stickiness: its own, or that of all. */
export interface PlacedRule {
  readonly property: string;
  readonly rule: Rule;
  readonly isGrpc: boolean;
  readonly stickiness: Stickiness;
}

export function placedRules(
  { http = [], grpc = [] }: StickyGatewayRouteProps,
  stickinessOf: (rule: Rule) => Stickiness,
): PlacedRule[] {
  const ofHttp = http.map((rule, i) => ({
    property: `http[${i}]`,
    rule,
    isGrpc: false,
    stickiness: stickinessOf(rule),
  }));
  const ofGrpc = grpc.map((rule, i) => ({
    property: `grpc[${i}]`,
    rule,
    isGrpc: true,
    stickiness: stickinessOf(rule),
  }));
  return ofGrpc.length === 0 ? ofHttp : [...ofHttp, ...ofGrpc];
}
