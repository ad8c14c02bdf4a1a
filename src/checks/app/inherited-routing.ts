import { itemsOf } from '../../collections';
import type { AppObject } from './app-object';
import type { AppObjects, RouteConstruct } from './app-objects';
import type { AppReport } from './app-report';
import { parentTrafficPolicies } from './gateway-policies';
import { parentOf } from './listeners';

/** From the first to before the second of these, routes inherit the routing type of a Gateway's policy without `mergeType`. */
const INHERITED_SINCE = '1.7';
const PINNED_SINCE = '1.9';

interface ParametersRef {
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

/** Routing to the Service that a route inherits from the app: kube-proxy would choose the pod. */
export function checkInheritedRouting(each: RouteConstruct, objects: AppObjects, report: AppReport): void {
  const { construct, input } = each;
  const isSticky = input.plans.some(({ plan }) => plan.loadBalancer);
  if (isSticky && input.trafficPolicy?.routingType === undefined) {
    const source = [...inheritedPolicies(each, objects), ...envoyProxies(each, objects)].find(routesToServices);
    if (source) {
      report(construct, {
        id: 'inherited-routing-type',
        property: 'trafficPolicy.routingType',
        value: undefined,
        expected: `Endpoint, as ${source.key} (${source.path}) sets Service`,
      });
    }
  }
}

function routesToServices({ spec }: AppObject): boolean {
  return spec.routingType === 'Service';
}

function inheritedPolicies(each: RouteConstruct, objects: AppObjects): readonly AppObject[] {
  const { target, trafficPolicy } = each.input;
  const isInherited = target._has(INHERITED_SINCE) && !target._has(PINNED_SINCE);
  return isInherited || trafficPolicy?.mergeType !== undefined ? parentTrafficPolicies(each, objects) : [];
}

/** The EnvoyProxies of the parents and of their GatewayClasses. */
function envoyProxies({ input, route }: RouteConstruct, objects: AppObjects): AppObject[] {
  const gateways = input.parentRefs.flatMap((ref) => parentOf(ref, route, objects) ?? []);
  return gateways.flatMap((gateway) => {
    const { infrastructure, gatewayClassName } = gateway.spec;
    const ofClass = objects.find('GatewayClass', '', String(gatewayClassName), route)?.spec.parametersRef;
    const refs = itemsOf<ParametersRef | undefined>([infrastructure?.parametersRef, ofClass]);
    return refs.flatMap((ref) =>
      ref?.kind === 'EnvoyProxy'
        ? (objects.find('EnvoyProxy', ref.namespace ?? gateway.namespace, ref.name, route) ?? [])
        : [],
    );
  });
}
