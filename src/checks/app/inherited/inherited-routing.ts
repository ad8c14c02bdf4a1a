import { itemsOf } from '../../../collections';
import type { RuleWithBackends } from '../../../input/backends';
import { classOf } from '../gateways/gateway-classes';
import { parentGateway } from '../gateways/listener-sets';
import type { AppObject } from '../objects/app-object';
import type { AppObjects } from '../objects/app-objects';
import type { AppReport } from '../objects/app-report';
import { type AttachedConstruct, isSticky } from '../objects/attachments';
import { parentTrafficPolicies } from './gateway-policies';

/** From the first to before the second of these, routes inherit the routing type of a Gateway's policy without `mergeType`. */
const INHERITED_SINCE = '1.7';
const PINNED_SINCE = '1.9';

/** How an EnvoyProxy is combined with that of the class by default. */
const REPLACE = 'Replace';

/** First Envoy Gateway that sends requests to the pods of a headless Service, whatever the routing type. */
const HEADLESS_SINCE = '1.7';

interface ParametersRef {
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

/** Routing to the Service that a route inherits from the app: kube-proxy would choose the pod. */
export function checkInheritedRouting(each: AttachedConstruct, objects: AppObjects, report: AppReport): void {
  if (each.policies.some((policy) => isSticky(policy) && policy.spec.routingType === undefined)) {
    const source = [...inheritedPolicies(each, objects), ...envoyProxies(each, objects)].find(routesToServices);
    if (source && mayHaveService(each, objects)) {
      report(each.construct, {
        id: 'inherited-routing-type',
        property: 'trafficPolicy.routingType',
        value: undefined,
        expected: `Endpoint, as ${source.key} (${source.path}) sets Service`,
      });
    }
  }
}

/** Whether a backend may be one to whose Service Envoy Gateway sends requests; it knows only the pods of others. */
function mayHaveService({ attachments, input }: AttachedConstruct, objects: AppObjects): boolean {
  return attachments.some(({ route }) => {
    const backends = itemsOf<RuleWithBackends>(route.spec.rules).flatMap(({ backendRefs }) => itemsOf(backendRefs));
    const services = backends.filter(({ kind }) => kind !== 'Backend');
    const headless = services.filter((each) => objects.backendOf(each, route)?.spec.clusterIP === 'None');
    return backends.length === 0 || services.length > (input.target._has(HEADLESS_SINCE) ? headless.length : 0);
  });
}

function routesToServices({ spec }: AppObject): boolean {
  return spec.routingType === 'Service';
}

function inheritedPolicies(each: AttachedConstruct, objects: AppObjects): readonly AppObject[] {
  const { target } = each.input;
  const isInherited = target._has(INHERITED_SINCE) && !target._has(PINNED_SINCE);
  const isMerged = each.policies.some(({ spec }) => spec.mergeType !== undefined);
  return isInherited || isMerged ? parentTrafficPolicies(each, objects) : [];
}

/** The EnvoyProxies of the parents and of their GatewayClasses. */
function envoyProxies(each: AttachedConstruct, objects: AppObjects): AppObject[] {
  const gateways = each.attachments.flatMap(({ route, parentRefs }) =>
    parentRefs.flatMap((ref) => parentGateway(ref, route, objects) ?? []),
  );
  return [...new Set(gateways)].flatMap((gateway) => proxiesOf(gateway, objects));
}

/** The EnvoyProxy of a Gateway replaces that of its class, unless it is merged into it, or all Gateways of the class are merged. */
function proxiesOf(gateway: AppObject, objects: AppObjects): AppObject[] {
  const { infrastructure } = gateway.spec;
  const ofClass = proxyOf(classOf(gateway, objects)?.spec.parametersRef, gateway, objects);
  if (!infrastructure?.parametersRef || ofClass?.spec.mergeGateways) {
    return ofClass ? [ofClass] : [];
  }
  const own = proxyOf(infrastructure.parametersRef, gateway, objects);
  const { mergeType = REPLACE, routingType } = own?.spec ?? {};
  const isMerged = mergeType !== REPLACE && routingType === undefined;
  return [own, isMerged ? ofClass : undefined].flatMap((proxy) => proxy ?? []);
}

function proxyOf(ref: ParametersRef | undefined, gateway: AppObject, objects: AppObjects): AppObject | undefined {
  return ref?.kind === 'EnvoyProxy'
    ? objects.find('EnvoyProxy', ref.namespace ?? gateway.namespace, ref.name, gateway)
    : undefined;
}
