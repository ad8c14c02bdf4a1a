import { Yaml } from 'cdk8s';
import type { Stickiness, StickyGatewayRouteProps } from '../../src';
import { manifestsOf, manifestsOfKind } from './chart';

/** The spec of the policy that `stickiness` makes. */
export function policyOf(stickiness: Stickiness) {
  return manifestsOfKind('BackendTrafficPolicy', { stickiness })[0]?.spec;
}

/** The first rule of the HTTPRoute that `stickiness` makes. */
export function ruleOf(stickiness: Stickiness) {
  return manifestsOfKind('HTTPRoute', { stickiness })[0]?.spec.rules[0];
}

/** The YAML of a chart with this one construct. */
export function yamlOf(props?: Partial<StickyGatewayRouteProps>): string {
  return Yaml.stringify(...manifestsOf(props));
}
