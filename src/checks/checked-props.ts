import type { EnvoyGatewayVersion } from '../envoy-gateway-version';
import type { Stickiness } from '../stickiness/stickiness';
import type { StickyGatewayRouteProps } from '../sticky-gateway-route-props';

/** The properties with their defaults. */
export interface CheckedProps extends StickyGatewayRouteProps {
  readonly stickiness: Stickiness;
  readonly target: EnvoyGatewayVersion;
  /** The stickiness of a rule: its own, or that of all. */
  readonly stickinessOf: (rule: { readonly name?: string }) => Stickiness;
}
