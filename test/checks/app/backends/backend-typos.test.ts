import { App, Chart, Lazy } from 'cdk8s';
import { StickyGatewayRoute } from '../../../../src';
import { findingsOf, findingsOfChart, service, webChart } from '../../../cases/web';
import { messagesOfApp, printedWarnings } from '../../../support/findings';

const to = (backendRef: object) => ({ http: [{ backendRefs: [{ name: 'wbe', port: 80, ...backendRef }] }] });
const TYPO = ['backend-typo http[0].backendRefs[0].name'];

test('a mistyped backend is warned of with the name of the Service', () => {
  expect(messagesOfApp(webChart(to({}), [service('other'), service('web')]))).toEqual([]);
  expect(printedWarnings()).toMatchObject([
    { path: 'shop/web', id: 'backend-typo', value: '"wbe"', remedy: expect.stringContaining('write name: "web"') },
  ]);
});

test.each([
  ['a backend of kind Service', { kind: 'Service' }, TYPO],
  ['a backend of another kind', { group: 'gateway.envoyproxy.io', kind: 'Backend' }, []],
  ['a backend of another namespace', { namespace: 'desk' }, []],
  ['a name that cdk8s resolves at synthesis', { name: Lazy.any({ produce: () => 'wbe' }) }, []],
])('%s whose name differs from that of a Service in the namespace of the route', (_, backendRef, found) => {
  expect(findingsOf({ ...to(backendRef), acknowledge: ['reference-grant'] }, service('web'))).toEqual(found);
});

test('a Service of the namespace of a backend is meant, not that of the route', () => {
  const props = { ...to({ namespace: 'desk' }), acknowledge: ['reference-grant'] };
  expect(findingsOf(props, service('web', {}, { namespace: 'desk' }))).toEqual(TYPO);
});

test.each<[string, string, object, string[]]>([
  ['the namespace of the route', 'desk', {}, ['backend-typo http[0].backendRefs[0].namespace']],
  ['its own namespace', 'desk', { namespace: 'desk' }, []],
  ['a third namespace', 'desk', { namespace: 'wiki' }, ['backend-typo http[0].backendRefs[0].namespace']],
  ['a namespace that cdk8s resolves at synthesis', 'desk', { namespace: Lazy.any({ produce: () => 'wiki' }) }, []],
])('a Service of another namespace that the route looks for in %s', (_, namespace, backendRef, found) => {
  const props = { ...to({ name: 'web', ...backendRef }), acknowledge: ['reference-grant'] };
  expect(findingsOf(props, service('web', {}, { namespace }))).toEqual(found);
  expect(printedWarnings().map(({ remedy }) => remedy)).toEqual(
    found.map(() => expect.stringContaining('write namespace: "desk"')),
  );
});

test('a Service of another namespace that a route there uses is not meant', () => {
  const chart = webChart({}, [service('web', {}, { namespace: 'desk' })]);
  const http = [{ backendRefs: [{ name: 'web', port: 80 }] }];
  const parentRefs = [{ name: 'private', namespace: 'gateways' }];
  new StickyGatewayRoute(new Chart(App.of(chart), 'desk', { namespace: 'desk' }), 'web', { parentRefs, http });
  expect(findingsOfChart(chart)).toEqual([]);
});
