import { EnvoyGatewayVersion } from '../../../../src';
import { errorsOf, messagesOf } from '../../../support/findings';

const GATEWAY_API = 'gateway.networking.k8s.io';

test('each parent of a kind that has no policies is an error', () => {
  const parentRefs = [{ name: 'a', kind: 'Service', group: '' }, { name: 'b' }, { name: 'c', kind: 'Service' }];
  expect(messagesOf({ parentRefs })).toMatchObject([
    { id: 'parent-kind', property: 'parentRefs[0].kind', value: '"/Service"' },
    { id: 'parent-kind', property: 'parentRefs[2].kind', value: `"${GATEWAY_API}/Service"` },
  ]);
});

test.each([
  ['XListenerSet', 'gateway.networking.x-k8s.io'],
  ['XListenerSet', GATEWAY_API],
  ['ListenerSet', 'gateway.networking.x-k8s.io'],
])('a parent of kind %s and group %s asks for a ListenerSet on a version that knows it', (kind, group) => {
  const remedyOn = (target: EnvoyGatewayVersion) =>
    messagesOf({ parentRefs: [{ name: 'a', kind, group }], target }).map(({ remedy }) => remedy);
  expect(remedyOn(EnvoyGatewayVersion.V1_9)).toEqual([expect.stringContaining('kind: "ListenerSet"')]);
  expect(remedyOn(EnvoyGatewayVersion.V1_8)).toEqual([expect.not.stringContaining('ListenerSet')]);
  expect(errorsOf({ parentRefs: [{ name: 'a', kind: 'ListenerSet' }] })).toEqual([]);
});

test('a Gateway is accepted in every version, with its defaults written out or not', () => {
  const parentRefs = [{ name: 'a' }, { name: 'b', kind: 'Gateway', group: GATEWAY_API }];
  expect(errorsOf({ parentRefs, target: EnvoyGatewayVersion.V1_5 })).toEqual([]);
});

test('a ListenerSet before Envoy Gateway 1.9 asks for a Gateway or that version', () => {
  const parentRefs = [{ name: 'a', kind: 'ListenerSet' }];
  expect(messagesOf({ parentRefs, target: EnvoyGatewayVersion.V1_8 })).toMatchObject([
    { id: 'newer-envoy-gateway', remedy: expect.stringContaining('EnvoyGatewayVersion.V1_9') },
  ]);
});
