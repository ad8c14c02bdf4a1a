import { App, Chart, JsonPatch } from 'cdk8s';
import { ReferenceGrant, ReferenceGrantV1Beta1 } from '../../../../imports/gateway.networking.k8s.io';
import { appChart, GATEWAY_API, raw, web } from '../../../support/app';
import { errorsOfApp } from '../../../support/findings';

const GROUP = 'gateway.networking.k8s.io';
const FROM = { group: GROUP, kind: 'HTTPRoute', namespace: 'shop' };
const TO = { group: '', kind: 'Service', name: 'api' };
const REFUSED = ['test/route: reference-grant http[0].backendRefs[0].namespace'];

/** The errors of a route of namespace shop with the backend `desk/api`. */
function errorsWith(make: (desk: Chart) => unknown, backendRef: object = {}): string[] {
  const chart = appChart();
  const backendRefs = [{ name: 'api', namespace: 'desk', port: 80, ...backendRef }];
  web(chart, { http: [{ backendRefs }] });
  make(new Chart(App.of(chart), 'desk', { namespace: 'desk' }));
  return errorsOfApp(chart);
}
const grant =
  (from: object[], to: object[], namespace = 'desk') =>
  (desk: Chart) =>
    raw(desk, 'grant', GATEWAY_API, 'ReferenceGrant', { from, to }, { namespace });

test.each([
  ['of v1', (desk: Chart) => new ReferenceGrant(desk, 'grant', { spec: { from: [FROM], to: [TO] } })],
  ['of v1beta1', (desk: Chart) => new ReferenceGrantV1Beta1(desk, 'grant', { spec: { from: [FROM], to: [TO] } })],
  ['for all Services', grant([FROM], [{ group: '', kind: 'Service' }])],
  ['for Services without their group', grant([FROM], [{ kind: 'Service' }])],
  ['with several entries', grant([{ ...FROM, namespace: 'edge' }, FROM], [{ ...TO, name: 'other' }, TO])],
])('a ReferenceGrant %s allows the backend', (_, make) => {
  expect(errorsWith(make)).toEqual([]);
});

test.each([
  ['for another kind of route', grant([{ ...FROM, kind: 'GRPCRoute' }], [TO])],
  ['for another namespace', grant([{ ...FROM, namespace: 'edge' }], [TO])],
  ['for another group', grant([{ ...FROM, group: 'example.com' }], [TO])],
  ['for a kind and a namespace that only look alike', grant([{ ...FROM, kind: 'HTTPRoutes', namespace: 'hop' }], [TO])],
  ['in another namespace', grant([FROM], [TO], 'shop')],
  ['for another Service', grant([FROM], [{ ...TO, name: 'other' }])],
  ['for another kind of backend', grant([FROM], [{ group: 'gateway.envoyproxy.io', kind: 'Backend' }])],
  ['for nothing', grant([FROM], [])],
  ['without a spec', (desk: Chart) => raw(desk, 'grant', GATEWAY_API, 'ReferenceGrant', undefined as never)],
  [
    'that a JSON patch changes',
    (desk: Chart) => grant([FROM], [TO])(desk).addJsonPatch(JsonPatch.replace('/spec/from/0/kind', 'TCPRoute')),
  ],
])('a ReferenceGrant %s does not allow the backend', (_, make) => {
  expect(errorsWith(make)).toEqual(REFUSED);
});

test('a backend of another kind needs a ReferenceGrant for that kind', () => {
  const backend = { kind: 'Backend', group: 'gateway.envoyproxy.io' };
  expect(errorsWith(grant([FROM], [TO]), backend)).toEqual(REFUSED);
  expect(errorsWith(grant([FROM], [{ ...backend, name: 'api' }]), backend)).toEqual([]);
});
