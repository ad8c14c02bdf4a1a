import { Stickiness } from '../../../../src';
import {
  clientPolicy,
  envoyProxy,
  findingsOf,
  gateway,
  gatewayPolicy,
  https,
  object,
  toGateway,
} from '../../../cases/web';
import { GATEWAY_API } from '../../../support/app';

const team = (parentRef: object = { name: 'public', namespace: 'gateways' }) =>
  object(GATEWAY_API, 'ListenerSet', { name: 'team', namespace: 'shop' }, { parentRef, listeners: [https] });
const props = { parentRefs: [{ kind: 'ListenerSet', name: 'team' }] };
const allowed = (namespaces: object) => ({ allowedListeners: { namespaces } });
const open = (spec = {}) => gateway({ ...allowed({ from: 'All' }), ...spec });
const REFUSED = ['not-allowed-by-listener parentRefs[0]'];

test.each<[string, object, string[]]>([
  ['says nothing', {}, REFUSED],
  ['allows none', allowed({ from: 'None' }), REFUSED],
  ['allows its own namespace', allowed({ from: 'Same' }), REFUSED],
  ['allows all', allowed({ from: 'All' }), []],
  [
    'selects the namespace',
    allowed({ from: 'Selector', selector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } } }),
    [],
  ],
  [
    'selects another one',
    allowed({ from: 'Selector', selector: { matchLabels: { 'kubernetes.io/metadata.name': 'wiki' } } }),
    REFUSED,
  ],
])('a route on a ListenerSet of a Gateway that %s', (_, spec, found) => {
  expect(findingsOf(props, team(), gateway(spec))).toEqual(found);
});

test('a Gateway or ListenerSet that the app does not define is never taken for wrong', () => {
  expect(findingsOf(props, team())).toEqual([]);
  expect(findingsOf(props, gateway())).toEqual([]);
  expect(findingsOf(props, team({ name: 'other' }), gateway())).toEqual([]);
});

test('the EnvoyProxy of the Gateway counts', () => {
  const infrastructure = { parametersRef: { kind: 'EnvoyProxy', name: 'proxy' } };
  expect(findingsOf(props, team(), open({ infrastructure }), envoyProxy({ routingType: 'Service' }))).toEqual([
    'inherited-routing-type trafficPolicy.routingType',
  ]);
});

test('policies for all listeners of the Gateway count, those for one of them do not', () => {
  const detection = { clientIPDetection: { xForwardedFor: { numTrustedHops: 1 } } };
  const one = [{ ...toGateway, sectionName: 'https' }];
  const address = { ...props, stickiness: Stickiness.sourceIp() };
  expect(findingsOf(address, team(), open(), clientPolicy(detection))).toEqual([]);
  expect(findingsOf(address, team(), open(), clientPolicy({ ...detection, targetRefs: one }))).toEqual([
    'source-ip stickiness',
  ]);
  expect(findingsOf(props, team(), open(), gatewayPolicy({ rateLimit: {} }))).toEqual([
    'dropped-policy trafficPolicy.mergeType',
  ]);
  expect(findingsOf(props, team(), open(), gatewayPolicy({ rateLimit: {}, targetRefs: one }))).toEqual([]);
});
