import type { AppObject } from '../objects/app-object';
import type { AppObjects } from '../objects/app-objects';
import type { AppReport } from '../objects/app-report';
import type { AttachedConstruct } from '../objects/attachments';
import { parentGateway } from './listener-sets';

/** Controllers of Envoy Gateway: one for each of its installations. */
const ENVOY_GATEWAY = 'gateway.envoyproxy.io/';

/** Gateways of a class that, by the app, another controller than Envoy Gateway serves. */
export function warnOfGatewayClasses(
  { construct, attachments }: AttachedConstruct,
  objects: AppObjects,
  report: AppReport,
): void {
  for (const { route, parentRefs } of attachments) {
    for (const ref of parentRefs) {
      const gateway = parentGateway(ref, route, objects);
      const gatewayClass = gateway && classOf(gateway, objects);
      const controller = gatewayClass?.spec.controllerName;
      if (gatewayClass && typeof controller === 'string' && !controller.startsWith(ENVOY_GATEWAY)) {
        report(construct, {
          id: 'other-controller',
          property: 'parentRefs',
          value: ref,
          expected: `a Gateway of Envoy Gateway; ${gatewayClass.key} (${gatewayClass.path}) is of ${controller}`,
        });
      }
    }
  }
}

/** The class of a Gateway, if the app defines it. */
export function classOf(gateway: AppObject, objects: AppObjects): AppObject | undefined {
  return objects.find('GatewayClass', '', String(gateway.spec.gatewayClassName), gateway);
}
