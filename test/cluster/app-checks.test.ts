import { ApiObject, App, Chart } from 'cdk8s';
import { envoygateway, gatewayapi, Stickiness, StickyGatewayRoute } from 'cdk8s-sticky-gateway-route';
import type { Manifest } from '../../cluster/control-plane/kube-client';
import { Cluster } from '../../cluster/gateway/cluster';
import { namespace } from '../../cluster/gateway/namespace';
import { synthesizeApp } from '../../cluster/gateway/synthesize';
import { printedWarnings } from '../support/findings';
import { uncheckedManifests } from './unchecked-manifests';

let cluster: Cluster;

beforeAll(async () => {
  cluster = await Cluster.start('app-checks');
  await cluster.replicas('api', 3);
  const metadata = { name: 'api', namespace: 'elsewhere' };
  const service = { apiVersion: 'v1', kind: 'Service', metadata, spec: { ports: [{ port: 80 }] } };
  await cluster.replicas('elsewhere', 1, { service });
});
afterAll(() => cluster.stop());

const stickiness = Stickiness.header('X-User');
const target = { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute' };

/** Builds an app with a construct whose objects are named `web`, and with what `more` adds. */
function app(props: object, more: (chart: Chart) => void = () => {}): (app: App) => void {
  return (app) => {
    const chart = new Chart(app, 'chart', { namespace });
    new StickyGatewayRoute(chart, 'web', {
      metadata: { name: 'web' },
      parentRefs: [cluster.parentRef],
      hostnames: ['web.test'],
      http: [{ backendRefs: [{ name: 'api', port: 80 }] }],
      stickiness,
      ...props,
    });
    more(chart);
  };
}

/** The manifests of an app, although it has errors. */
function unchecked(build: (app: App) => void): Manifest[] {
  const app = new App();
  build(app);
  return uncheckedManifests(app);
}

const statusOf = async (manifests: Manifest[], kind: string, name: string) =>
  cluster.status(manifests.find((each) => each.kind === kind && each.metadata.name === name));

test('Envoy Gateway ignores one of two policies for one route, and synthesis reports both', async () => {
  const build = app({}, (chart) => {
    new envoygateway.BackendTrafficPolicy(chart, 'limits', {
      metadata: { name: 'limits' },
      spec: { targetRefs: [{ ...target, name: 'web' }], timeout: { http: { requestTimeout: '9s' } } },
    });
  });
  const manifests = unchecked(build);
  await cluster.apply(manifests);
  const statuses = [
    await statusOf(manifests, 'BackendTrafficPolicy', 'web'),
    await statusOf(manifests, 'BackendTrafficPolicy', 'limits'),
  ];
  expect(statuses.map(({ Accepted }) => Accepted).sort()).toEqual(['False', 'True']);
  await cluster.remove(manifests);
  expect(() => synthesizeApp(build)).toThrow(/chart\/limits.*besides chart\/web\/Policy.*\[policy-conflict\]/);
});

test('requests get a 500 if the Service does not have the port, and synthesis reports its ports', async () => {
  const build = app({ http: [{ backendRefs: [{ name: 'shop', port: 81 }] }] }, (chart) => {
    const metadata = { name: 'shop' };
    new ApiObject(chart, 'shop', { apiVersion: 'v1', kind: 'Service', metadata, spec: { ports: [{ port: 80 }] } });
  });
  const manifests = unchecked(build);
  await cluster.apply(manifests);
  expect(await statusOf(manifests, 'HTTPRoute', 'web')).toMatchObject({ ResolvedRefs: 'False' });
  expect((await cluster.request({ host: 'web.test' })).status).toBe(500);
  await cluster.remove(manifests);
  expect(() => synthesizeApp(build)).toThrow(/port: got 81; expected a port of Service .*: 80, .*\[service-port\]/);
});

test('a backend in another namespace gets no request without a ReferenceGrant, which referenceGrants renders', async () => {
  const http = [{ backendRefs: [{ name: 'api', namespace: 'elsewhere', port: 80 }] }];
  const manifests = unchecked(app({ http }));
  await cluster.apply(manifests);
  expect(await statusOf(manifests, 'HTTPRoute', 'web')).toMatchObject({ ResolvedRefs: 'False' });
  expect((await cluster.request({ host: 'web.test' })).status).toBe(500);
  await cluster.remove(manifests);
  expect(() => synthesizeApp(app({ http }))).toThrow(/set referenceGrants to true.*\[reference-grant\]/);

  const granted = synthesizeApp(app({ http, referenceGrants: true }));
  await cluster.apply(granted);
  expect((await cluster.request({ host: 'web.test' })).pod).toBe('elsewhere-0');
  await cluster.remove(granted);
});

test('Envoy Gateway sets no status on a policy with a misspelt target, and synthesis warns of it', async () => {
  const build = app({}, (chart) => {
    new gatewayapi.HttpRoute(chart, 'cart', {
      metadata: { name: 'cart' },
      spec: {
        parentRefs: [cluster.parentRef],
        hostnames: ['cart.test'],
        rules: [{ backendRefs: [{ name: 'api', port: 80 }] }],
      },
    });
    new envoygateway.BackendTrafficPolicy(chart, 'limits', {
      metadata: { name: 'limits' },
      spec: { targetRefs: [{ ...target, name: 'card' }], timeout: { http: { requestTimeout: '9s' } } },
    });
  });
  const manifests = unchecked(build);
  await cluster.submit(manifests);
  await cluster.settled();
  expect(await statusOf(manifests, 'BackendTrafficPolicy', 'limits')).toEqual({});
  await cluster.remove(manifests);

  const printed = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  synthesizeApp(build);
  expect(printedWarnings()).toMatchObject([
    { path: 'chart/limits', id: 'policy-typo', value: expect.stringContaining('card') },
  ]);
  printed.mockRestore();
});
