import { App, Chart, JsonPatch } from 'cdk8s';
import { Stickiness } from '../../../src';
import { appChart, GATEWAY_API, linesOf, problemsOfApp, raw, web } from '../../support/app';
import { GRPC } from '../../support/chart';

const WARNING =
  'spec.loadBalancer.consistentHash.cookie.attributes: browsers drop a Secure cookie that comes without TLS, and all listeners of its routes are plain HTTP; acknowledge: ["secure-cookie"] silences this';
const http = { name: 'http', protocol: 'HTTP', port: 80 };
const https = { name: 'https', protocol: 'HTTPS', port: 443 };

/** What is said where `gateways/public` has these listeners. */
function said(listeners: object[], props = {}): string[] {
  const chart = appChart();
  raw(chart, 'public', GATEWAY_API, 'Gateway', { listeners }, { namespace: 'gateways' });
  web(chart, props);
  expect(problemsOfApp(chart)).toEqual([]);
  return linesOf();
}

test('a Secure cookie on plain HTTP is a line on standard error, and metadata of its policy', () => {
  const chart = appChart();
  raw(chart, 'public', GATEWAY_API, 'Gateway', { listeners: [http] }, { namespace: 'gateways' });
  const { policies } = web(chart);
  expect(problemsOfApp(chart)).toEqual([]);
  expect(linesOf()).toEqual([`warning [test/route/Policy] ${WARNING}\n`]);
  expect(policies[0]?.node.metadata).toMatchObject([{ type: 'warning', data: WARNING }]);
});

test.each([
  [
    'the listener that is named',
    [http, https],
    { parentRefs: [{ name: 'public', namespace: 'gateways', sectionName: 'http' }] },
  ],
  ['all of two listeners', [http, { ...http, name: 'other', port: 8080 }], {}],
  ['another cookie', [http], { stickiness: Stickiness.cookie({ name: 'a', attributes: { Secure: 'true' } }) }],
  ['HTTP and gRPC', [http], { grpc: GRPC }],
])('it is said of %s', (_, listeners, props) => {
  expect(said(listeners, props)).toEqual([`warning [test/route/Policy] ${WARNING}\n`]);
});

test('it is said of a session cookie, with its route', () => {
  const lines = said([http], { stickiness: Stickiness.sessionCookie({ name: 'pin' }) });
  expect(lines).toEqual([
    `warning [test/route/Resource] ${WARNING.replace('spec.loadBalancer.consistentHash.cookie.attributes', 'spec.rules')}\n`,
  ]);
  expect(said([http], { stickiness: Stickiness.sessionCookie({ name: 'pin', secure: false }) })).toEqual(lines);
});

test.each([
  ['one listener has TLS', [http, https], {}],
  [
    'the named listener has',
    [http, https],
    { parentRefs: [{ name: 'public', namespace: 'gateways', sectionName: 'https' }] },
  ],
  [
    'the named listener is not there',
    [http],
    { parentRefs: [{ name: 'public', namespace: 'gateways', sectionName: 'web' }] },
  ],
  ['there are no listeners', [], {}],
  [
    'one of two Gateways is not known',
    [http],
    { parentRefs: [{ name: 'public', namespace: 'gateways' }, { name: 'private' }] },
  ],
  [
    'the parent is of another kind',
    [http],
    { parentRefs: [{ name: 'public', namespace: 'gateways', kind: 'ListenerSet' }] },
  ],
  ['the cookie is not Secure', [http], { stickiness: Stickiness.cookie({ attributes: {} }) }],
  ['the application sets the cookie', [http], { stickiness: Stickiness.cookie({ passive: true }) }],
  ['there is no cookie', [http], { stickiness: Stickiness.header('X-User') }],
  ['it is acknowledged', [http], { acknowledge: ['secure-cookie'] }],
])('nothing is said where %s', (_, listeners, props) => {
  expect(said(listeners, props)).toEqual([]);
});

test('it is said once, however often the app is synthesized', async () => {
  const chart = appChart();
  raw(chart, 'public', GATEWAY_API, 'Gateway', { listeners: [http] }, { namespace: 'gateways' });
  const { policies } = web(chart);
  for (let i = 0; i < 3; i += 1) {
    problemsOfApp(chart);
    await Promise.resolve();
  }
  expect(linesOf()).toHaveLength(1);
  expect(policies[0]?.node.metadata).toHaveLength(1);
});

test('a Gateway without a namespace written is that of the route', () => {
  const chart = appChart();
  raw(chart, 'public', GATEWAY_API, 'Gateway', { listeners: [http] });
  web(chart, { parentRefs: [{ name: 'public' }] });
  web(new Chart(App.of(chart), 'desk', { namespace: 'desk' }), { parentRefs: [{ name: 'public' }] });
  expect(problemsOfApp(chart)).toEqual([]);
  expect(linesOf()).toEqual([`warning [test/route/Policy] ${WARNING}\n`]);
});

test('nothing is said of policies of others, nor of one whose route a JSON patch has renamed', () => {
  const chart = appChart();
  raw(chart, 'public', GATEWAY_API, 'Gateway', { listeners: [http] }, { namespace: 'gateways' });
  const { policies, httpRoutes } = web(chart);
  raw(chart, 'more', 'gateway.envoyproxy.io/v1alpha1', 'BackendTrafficPolicy', policies[0]?.toJson().spec);
  httpRoutes[0]?.addJsonPatch(JsonPatch.replace('/metadata/name', 'other'));
  problemsOfApp(chart);
  expect(linesOf()).toEqual([]);
});

test('nothing is said where one of two routes has TLS', () => {
  const chart = appChart();
  raw(chart, 'public', GATEWAY_API, 'Gateway', { listeners: [http, https] }, { namespace: 'gateways' });
  const parentRefs = [{ name: 'public', namespace: 'gateways', sectionName: 'http' }];
  const { grpcRoutes } = web(chart, { parentRefs, grpc: GRPC });
  grpcRoutes[0]?.addJsonPatch(JsonPatch.replace('/spec/parentRefs/0/sectionName', 'https'));
  problemsOfApp(chart);
  expect(linesOf()).toEqual([]);
});

test('a JSON patch that takes Secure away is seen', () => {
  const chart = appChart();
  raw(chart, 'public', GATEWAY_API, 'Gateway', { listeners: [http] }, { namespace: 'gateways' });
  const secure = '/spec/loadBalancer/consistentHash/cookie/attributes/secure';
  web(chart).policies[0]?.addJsonPatch(JsonPatch.remove(secure));
  expect(problemsOfApp(chart)).toEqual([]);
  expect(linesOf()).toEqual([]);
});
