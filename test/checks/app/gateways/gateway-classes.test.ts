import { findingsOf, gateway, object } from '../../../cases/web';
import { GATEWAY_API } from '../../../support/app';
import { NONE } from '../../fixtures';

const gatewayClass = (controllerName: string | undefined, name = 'eg') =>
  object(GATEWAY_API, 'GatewayClass', { name }, { controllerName });

test.each([
  ['istio.io/gateway-controller', ['other-controller parentRefs']],
  ['gateway.envoyproxy.io/gatewayclass-controller', []],
  ['gateway.envoyproxy.io/marketing', []],
  [undefined, []],
])('a Gateway of a class with the controller %s', (controllerName, found) => {
  expect(findingsOf({}, gateway(), gatewayClass(controllerName))).toEqual(found);
});

test('other classes and Gateways that the app does not define do not count, nor routes without policies', () => {
  const istio = 'istio.io/gateway-controller';
  expect(findingsOf({}, gateway(), gatewayClass(istio, 'istio'))).toEqual([]);
  expect(findingsOf({}, gatewayClass(istio))).toEqual([]);
  expect(findingsOf({ stickiness: NONE }, gateway(), gatewayClass(istio))).toEqual([]);
});
