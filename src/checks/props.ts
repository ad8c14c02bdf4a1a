import type { EnvoyGatewayVersion } from '../envoy-gateway-version';
import type { Stickiness } from '../stickiness/stickiness';
import type { StickyGatewayRouteProps } from '../sticky-gateway-route-props';
import { checkHostnames } from './hostnames';
import { checkMetadata } from './metadata';
import { checkParentRefs } from './parent-refs';
import type { Problem } from './problem';
import { checkRules } from './rules';
import { checkStickiness } from './stickiness';
import { checkStreaming } from './streaming';
import { checkTies } from './ties';
import { checkTrafficPolicy } from './traffic-policy';

/** The properties with their defaults. */
export interface CheckedProps extends StickyGatewayRouteProps {
  readonly stickiness: Stickiness;
  readonly target: EnvoyGatewayVersion;
  /** The stickiness of a rule: its own, or that of all. */
  readonly stickinessOf: (rule: { readonly name?: string }) => Stickiness;
}

/** All problems of the properties of one construct; `name` is the base name of its objects. */
export function checkProps(props: CheckedProps, name: string | undefined): Problem[] {
  return [
    ...checkMetadata(props, name),
    ...checkParentRefs(props),
    ...checkHostnames(props),
    ...checkRules(props),
    ...checkTies(props),
    ...checkStickiness(props),
    ...checkTrafficPolicy(props),
    ...checkStreaming(props),
  ];
}
