import { type ApiObject, App, Chart } from 'cdk8s';
import { allowsRoute, hostnamesMeet, type Listener } from '../../../../src/checks/app/gateways/listeners';
import { AppObject } from '../../../../src/checks/app/objects/app-object';
import { AppObjects } from '../../../../src/checks/app/objects/app-objects';
import { GATEWAY_API, raw } from '../../../support/app';

const LISTENER = { name: 'http', port: 80, protocol: 'HTTP' };
const ALL = { namespaces: { from: 'All' } };

/** Whether a listener of `gateways/public` allows a route of a namespace. */
function allows(listener: Partial<Listener>, { kind = 'HTTPRoute', namespace = 'shop' } = {}) {
  const chart = new Chart(new App(), 'test');
  raw(chart, 'shop', 'v1', 'Namespace', {}, { labels: { team: 'a' } });
  const parent = raw(chart, 'public', GATEWAY_API, 'Gateway', {}, { namespace: 'gateways' });
  const route = raw(chart, 'web', GATEWAY_API, kind, {}, namespace === '' ? {} : { namespace });
  const objects = new AppObjects(chart);
  return allowsRoute(
    { ...LISTENER, ...listener },
    new AppObject(parent),
    kind,
    new AppObject(route as ApiObject),
    objects,
  );
}

test.each([
  ['HTTP', true],
  ['HTTPS', true],
  ['TLS', false],
  ['TCP', false],
  ['UDP', false],
])('a listener of protocol %s without kinds allows HTTP and gRPC routes: %s', (protocol, isAllowed) => {
  for (const kind of ['HTTPRoute', 'GRPCRoute']) {
    expect(allows({ protocol, allowedRoutes: ALL }, { kind })).toBe(isAllowed);
    expect(allows({ protocol, allowedRoutes: { ...ALL, kinds: [] } }, { kind })).toBe(isAllowed);
  }
});

test.each([
  ['the kind', [{ kind: 'HTTPRoute' }], true],
  ['the kind and its group', [{ kind: 'HTTPRoute', group: 'gateway.networking.k8s.io' }], true],
  ['the kind among others', [{ kind: 'GRPCRoute' }, { kind: 'HTTPRoute' }], true],
  ['another kind', [{ kind: 'GRPCRoute' }], false],
  ['the kind of another group', [{ kind: 'HTTPRoute', group: 'example.com' }], false],
])('a listener with %s allows a route: %s', (_, kinds, isAllowed) => {
  expect(allows({ allowedRoutes: { ...ALL, kinds } })).toBe(isAllowed);
});

test.each([
  ['Same', 'gateways', true],
  ['Same', 'shop', false],
  ['Same', '', true],
  ['All', 'shop', true],
  ['None', 'gateways', false],
  ['None', '', false],
])('a listener for namespaces from %s allows a route of namespace "%s": %s', (from, namespace, isAllowed) => {
  expect(allows({ allowedRoutes: { namespaces: { from } } }, { namespace })).toBe(isAllowed);
});

test.each([
  ['its own label', { matchLabels: { team: 'a' } }, true],
  ['another value', { matchLabels: { team: 'b' } }, false],
  ['its name', { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } }, true],
  ['another name', { matchLabels: { 'kubernetes.io/metadata.name': 'desk' } }, false],
  ['no selector', undefined, true],
  ['a value that another tool fills in', { matchLabels: { team: '$TEAM' } }, true],
])('a listener that selects a namespace by %s allows its routes: %s', (_, selector, isAllowed) => {
  expect(allows({ allowedRoutes: { namespaces: { from: 'Selector', selector } } })).toBe(isAllowed);
});

test('a namespace that the app does not define may have any labels', () => {
  const namespaces = { from: 'Selector', selector: { matchLabels: { team: 'b' } } };
  expect(allows({ allowedRoutes: { namespaces } }, { namespace: 'desk' })).toBe(true);
});

test.each([
  ['*.a.example.com', '*.example.com', true],
  ['*.example.com', '*.example.com', true],
  ['*.example.com', '*.example.org', false],
  ['*.example.com', 'example.com', false],
  ['anexample.com', '*.example.com', false],
  ['a.example.com', '', true],
  ['a.example.com', '*.$DOMAIN', true],
  ['a.example.com', '{{ .Values.host }}', true],
])('requests to a route of %s and a listener of "%s" meet: %s', (ofRoute, ofListener, isMet) => {
  expect(hostnamesMeet(ofRoute, ofListener)).toBe(isMet);
});
