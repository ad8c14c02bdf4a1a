import { ApiObject, App, Chart } from 'cdk8s';
import { AppObjects } from '../../../../src/checks/app/objects/app-objects';
import { appChart, GATEWAY_API, policy, raw, targetRef, web } from '../../../support/app';
import { HTTP } from '../../../support/chart';
import { errorsOfApp, messagesOfApp } from '../../../support/findings';
import { SESSION_COOKIE } from '../../fixtures';

test('objects are found by kind, in the order of the tree', () => {
  const chart = appChart();
  raw(chart, 'a', GATEWAY_API, 'Gateway', {});
  web(chart, { grpc: HTTP });
  raw(chart, 'z', GATEWAY_API, 'HTTPRoute', {});
  const objects = new AppObjects(chart);
  const paths = (...kinds: string[]) => objects.ofKind(...kinds).map(({ path }) => path);
  expect(paths('GRPCRoute', 'HTTPRoute')).toEqual(['test/route/GrpcRoute', 'test/route/Resource', 'test/z']);
  expect(paths('Gateway', 'Service')).toEqual(['test/a']);
  expect(paths('Service')).toEqual([]);
  expect(paths('Gateway', 'HTTPRoute', 'GRPCRoute', 'BackendTrafficPolicy')).toHaveLength(5);
});

test('an app without relevant objects has none', () => {
  expect(new AppObjects(appChart()).ofKind('HTTPRoute', 'GRPCRoute', 'Service')).toEqual([]);
});

test('objects of other groups are left out', () => {
  const chart = appChart();
  raw(chart, 'a', 'example.com/v1', 'HTTPRoute', {});
  raw(chart, 'b', 'serving.knative.dev/v1', 'Service', {});
  raw(chart, 'c', 'v1', 'Service', {});
  const objects = new AppObjects(chart);
  expect(objects.ofKind('HTTPRoute', 'Service').map(({ path }) => path)).toEqual(['test/c']);
});

describe('two charts with the same objects are for two clusters, so', () => {
  const GATEWAY = { targetRefs: [targetRef('public', undefined, 'Gateway')] };

  /** An app with the same chart for two clusters, as many are. */
  function twoClusters(build: (chart: Chart, id: string) => void): App {
    const app = new App();
    for (const id of ['staging', 'production']) {
      const chart = new Chart(app, id, { namespace: 'shop' });
      web(chart, { hostnames: ['shop.example.com'], stickiness: SESSION_COOKIE });
      build(chart, id);
    }
    return app;
  }

  test('equal objects in both are no conflict', () => {
    expect(errorsOfApp(twoClusters((chart) => policy(chart, 'gateway', GATEWAY)))).toEqual([]);
  });

  test('a conflict within one of them is an error', () => {
    const app = twoClusters((chart, id) => {
      for (const name of id === 'production' ? ['one', 'two'] : []) {
        policy(chart, name, GATEWAY);
      }
    });
    expect(messagesOfApp(app)).toMatchObject([
      { path: 'production/two', id: 'policy-conflict', expected: expect.stringContaining('production/one') },
    ]);
  });

  test.each(['staging', 'production'])('a Service that only %s has is unknown in the other', (owner) => {
    const app = twoClusters((chart, id) => {
      if (id === owner) {
        raw(chart, 'api', 'v1', 'Service', { ports: [{ port: 8080 }] });
      }
    });
    expect(errorsOfApp(app)).toEqual([`${owner}/route: service-port http[0].backendRefs[0].port`]);
  });

  test('a Service is looked for in the chart of the route', () => {
    const service = (port: number) => (chart: Chart, id: string) =>
      raw(chart, 'api', 'v1', 'Service', { ports: [{ port: id === 'production' ? port : 80 }] });
    expect(errorsOfApp(twoClusters(service(80)))).toEqual([]);
    expect(errorsOfApp(twoClusters(service(8080)))).toEqual([
      'production/route: service-port http[0].backendRefs[0].port',
    ]);
  });
});

test('charts that have nothing in common are for one cluster', () => {
  const app = new App();
  web(new Chart(app, 'shop', { namespace: 'shop' }));
  const more = new Chart(app, 'more', { namespace: 'shop' });
  policy(more, 'extra', { targetRefs: [targetRef('web')] });
  new ApiObject(more, 'other', { apiVersion: 'v1', kind: 'ConfigMap' });
  expect(errorsOfApp(app)).toEqual(['more/extra: policy-conflict spec.targetRefs[0]']);
});
