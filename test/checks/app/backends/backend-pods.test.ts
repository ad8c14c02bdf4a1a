import { Lazy } from 'cdk8s';
import { HttpRouteSpecRulesFiltersType as FilterType } from '../../../../imports/gateway.networking.k8s.io';
import { backend, findingsOf, service } from '../../../cases/web';
import { HASH, NONE, SESSION_HEADER } from '../../fixtures';

const EXTERNAL = service('web', { type: 'ExternalName' });
const SEVERAL = ['several-clusters http[0].backendRefs'];
const two = (...ports: unknown[]) => [
  { backendRefs: ['stable', 'next'].map((name, i) => ({ name, port: ports[i] ?? 80 })) },
];
const protocol = (appProtocol?: string) => ({ ports: [{ port: 80, ...(appProtocol && { appProtocol }) }] });

test('an ExternalName Service is an error for mirrored requests, and without stickiness', () => {
  const requestMirror = { backendRef: { name: 'web', port: 80 } };
  const filters = [{ type: FilterType.REQUEST_MIRROR, requestMirror }];
  const http = [{ backendRefs: [{ name: 'other', port: 80 }], filters }];
  expect(findingsOf({ http, stickiness: NONE }, EXTERNAL)).toEqual([
    'external-name http[0].filters[0].requestMirror.backendRef',
  ]);
});

test('an ExternalName Service of another namespace is fine', () => {
  const acknowledge = ['backend-typo'];
  expect(findingsOf({ acknowledge }, service('web', { type: 'ExternalName' }, { namespace: 'desk' }))).toEqual([]);
});

test.each(['ClusterIP', undefined])('a Service of type %s is fine', (type) => {
  expect(findingsOf({}, service('web', { type }))).toEqual([]);
});

test('a Backend of type DynamicResolver is fine without stickiness', () => {
  const http = [{ backendRefs: [{ group: 'gateway.envoyproxy.io', kind: 'Backend', name: 'any' }] }];
  expect(findingsOf({ http, stickiness: NONE }, backend('any', { type: 'DynamicResolver' }))).toEqual([]);
});

test.each([
  ['one protocol', 'http', 'http', []],
  ['HTTP/2 beside a name of HTTP/1', 'http', 'kubernetes.io/h2c', SEVERAL],
  ['HTTP/2 beside no protocol', undefined, 'kubernetes.io/h2c', SEVERAL],
  ['a name of HTTP/1 beside no protocol', 'http', undefined, []],
  ['no protocols', undefined, undefined, []],
])('ports of the Services of a session with %s', (_, ofStable, ofNext, found) => {
  const services = [service('stable', protocol(ofStable)), service('next', protocol(ofNext))];
  expect(findingsOf({ http: two(), stickiness: SESSION_HEADER }, ...services)).toEqual(found);
  expect(findingsOf({ http: two(), stickiness: HASH }, ...services)).toEqual([]);
});

test('only the protocol of the port of a backend counts', () => {
  const ports = [{ port: 80 }, { port: 90, appProtocol: 'kubernetes.io/h2c' }];
  const services = [service('stable', { ports }), service('next', { ports })];
  expect(findingsOf({ http: two(80, 80), stickiness: SESSION_HEADER }, ...services)).toEqual([]);
  expect(findingsOf({ http: two(80, 90), stickiness: SESSION_HEADER }, ...services)).toEqual(SEVERAL);
});

test('a port that cdk8s resolves at synthesis has an unknown protocol', () => {
  const http = two(Lazy.any({ produce: () => 80 }), 80);
  const services = [service('stable', protocol('http')), service('next', protocol('http'))];
  expect(findingsOf({ http, stickiness: SESSION_HEADER }, ...services)).toEqual([]);
});

test.each([
  ['Auto', SEVERAL],
  ['auto', SEVERAL],
  ['Disabled', []],
])('the annotation topology-mode: %s of a Service of a session', (mode, found) => {
  const next = service('next', {}, { annotations: { 'service.kubernetes.io/topology-mode': mode } });
  expect(findingsOf({ http: two(), stickiness: SESSION_HEADER }, service('stable'), next)).toEqual(found);
});

test('a Service that the app does not define is never taken for wrong', () => {
  const stable = service('stable', protocol('http'));
  expect(findingsOf({ http: two(), stickiness: SESSION_HEADER }, stable)).toEqual([]);
});
