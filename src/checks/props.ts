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

/** All problems of the properties of one construct, behind those of their shape; `name` is that of its first object. */
export function checkProps(props: CheckedProps, name: string | undefined, ofShape: Problem[]): Problem[] {
  const illShaped = new Set(ofShape.map(({ property }) => property));
  const problems = [
    ...checkMetadata(props, name),
    ...checkParentRefs(props),
    ...checkHostnames(props),
    ...checkRules(props),
    ...checkTies(props),
    ...checkStickiness(props),
    ...checkTrafficPolicy(props),
    ...checkStreaming(props),
  ];
  return [...ofShape, ...problems.filter(({ property }) => !illShaped.has(property))];
}
