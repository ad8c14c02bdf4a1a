import { everyParentHas } from '../../../../src/checks/app/inherited/gateway-policies';
import { AppObject } from '../../../../src/checks/app/objects/app-object';
import { AppObjects } from '../../../../src/checks/app/objects/app-objects';
import { appChart, ENVOY_GATEWAY, raw, web } from '../../../support/app';

const KIND = 'ClientTrafficPolicy';
const GATEWAY = { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'public' };
const REF = { name: 'public', namespace: 'gateways' };

/** Whether each parent has the policy, which is for a target in the namespace `gateways`. */
function isFor(target: object, ...parentRefs: { name: string }[]): boolean {
  const chart = appChart();
  const { httpRoutes } = web(chart);
  raw(chart, 'clients', ENVOY_GATEWAY, KIND, { targetRefs: [target] }, { namespace: 'gateways' });
  const route = new AppObject(httpRoutes[0] as never);
  return everyParentHas(KIND, { route, parentRefs }, new AppObjects(chart), () => true);
}

test.each([
  ['the Gateway', GATEWAY, REF, true],
  ['the Gateway, for one of its listeners', GATEWAY, { ...REF, sectionName: 'https' }, true],
  ['the listener', { ...GATEWAY, sectionName: 'https' }, { ...REF, sectionName: 'https' }, true],
  ['a listener, for all of them', { ...GATEWAY, sectionName: 'https' }, REF, true],
  ['another listener', { ...GATEWAY, sectionName: 'http' }, { ...REF, sectionName: 'https' }, false],
  ['another Gateway', { ...GATEWAY, name: 'other' }, REF, false],
  ['a Gateway of another namespace', GATEWAY, { name: 'public' }, false],
  ['a Gateway, for a ListenerSet of its name', GATEWAY, { ...REF, kind: 'ListenerSet' }, false],
  ['a ListenerSet', { ...GATEWAY, kind: 'ListenerSet' }, { ...REF, kind: 'ListenerSet' }, true],
  ['a route of that name', { ...GATEWAY, kind: 'HTTPRoute' }, { ...REF, kind: 'HTTPRoute' }, false],
])('a policy of %s is for the parent: %s', (_, target, ref, isTrue) => {
  expect(isFor(target, ref)).toBe(isTrue);
});

test('a policy of one of two parents is not for every parent, and without parents there is none', () => {
  expect(isFor(GATEWAY, REF, { name: 'other' })).toBe(false);
  expect(isFor(GATEWAY)).toBe(false);
});
