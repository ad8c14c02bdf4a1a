import { App, Chart, JsonPatch } from 'cdk8s';
import { ReferenceGrant, ReferenceGrantV1Beta1 } from '../../../imports/gateway.networking.k8s.io';
import { appChart, problemsOfApp, raw, web } from '../../support/app';

const GROUP = 'gateway.networking.k8s.io';
const FROM = { group: GROUP, kind: 'HTTPRoute', namespace: 'shop' };
const TO = { group: '', kind: 'Service', name: 'api' };

/** How many problems a route of namespace shop has with its backend `desk/api`. */
function problemsWith(make: (desk: Chart) => unknown, backendRef: object = {}): number {
  const chart = appChart();
  const backendRefs = [{ name: 'api', namespace: 'desk', port: 80, ...backendRef }];
  web(chart, { http: [{ backendRefs }] });
  make(new Chart(App.of(chart), 'desk', { namespace: 'desk' }));
  return problemsOfApp(chart).length;
}
const grant =
  (from: object[], to: object[], namespace = 'desk') =>
  (desk: Chart) =>
    raw(desk, 'grant', `${GROUP}/v1`, 'ReferenceGrant', { from, to }, { namespace });

test.each([
  ['of v1', (desk: Chart) => new ReferenceGrant(desk, 'grant', { spec: { from: [FROM], to: [TO] } })],
  ['of v1beta1', (desk: Chart) => new ReferenceGrantV1Beta1(desk, 'grant', { spec: { from: [FROM], to: [TO] } })],
  ['for all Services', grant([FROM], [{ group: '', kind: 'Service' }])],
  ['without a group of what is referred to', grant([FROM], [{ kind: 'Service' }])],
  ['among others', grant([{ ...FROM, namespace: 'edge' }, FROM], [{ ...TO, name: 'else' }, TO])],
])('a ReferenceGrant %s lets a route in', (_, make) => {
  expect(problemsWith(make)).toBe(0);
});

test.each([
  ['for another kind of route', grant([{ ...FROM, kind: 'GRPCRoute' }], [TO])],
  ['for another namespace', grant([{ ...FROM, namespace: 'edge' }], [TO])],
  ['for another group', grant([{ ...FROM, group: 'example.com' }], [TO])],
  ['in another namespace', grant([FROM], [TO], 'shop')],
  ['to another Service', grant([FROM], [{ ...TO, name: 'else' }])],
  ['to another kind', grant([FROM], [{ group: 'gateway.envoyproxy.io', kind: 'Backend' }])],
  ['to nothing', grant([FROM], [])],
  ['without a spec', (desk: Chart) => raw(desk, 'grant', `${GROUP}/v1`, 'ReferenceGrant', undefined as never)],
  [
    'that a JSON patch spoils',
    (desk: Chart) => grant([FROM], [TO])(desk).addJsonPatch(JsonPatch.replace('/spec/from/0/kind', 'TCPRoute')),
  ],
])('a ReferenceGrant %s does not', (_, make) => {
  expect(problemsWith(make)).toBe(1);
});

test('a backend of another kind needs a grant of that kind', () => {
  const backend = { kind: 'Backend', group: 'gateway.envoyproxy.io' };
  expect(problemsWith(grant([FROM], [TO]), backend)).toBe(1);
  expect(problemsWith(grant([FROM], [{ ...backend, name: 'api' }]), backend)).toBe(0);
});
