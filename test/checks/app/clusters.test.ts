import { ApiObject, App, Chart } from 'cdk8s';
import { Stickiness } from '../../../src';
import { policy, problemsOfApp, raw, targetRef, web } from '../../support/app';

/** The same chart for two clusters, as they are often made. */
function twoClusters(build: (chart: Chart, id: string) => void): string[] {
  const app = new App();
  for (const id of ['staging', 'production']) {
    const chart = new Chart(app, id, { namespace: 'shop' });
    web(chart, { hostnames: ['shop.example.com'], stickiness: Stickiness.sessionCookie({ name: 'session' }) });
    build(chart, id);
  }
  return problemsOfApp(app);
}

test('one route in two charts is a route for two clusters', () => {
  expect(
    twoClusters((chart) => policy(chart, 'gateway', { targetRefs: [targetRef('public', undefined, 'Gateway')] })),
  ).toEqual([]);
});

test('a conflict within one of the two clusters is found', () => {
  const problems = twoClusters((chart, id) => {
    if (id === 'production') {
      for (const name of ['one', 'two'])
        policy(chart, name, { targetRefs: [targetRef('public', undefined, 'Gateway')] });
    }
  });
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain('production/two: spec.targetRefs[0]: got "Gateway shop/public"');
  expect(problems[0]).toContain('production/one is another');
});

test('a Service is looked for in the cluster of the route', () => {
  const service = (port: number) => (chart: Chart, id: string) =>
    raw(chart, 'api', 'v1', 'Service', { ports: [{ port: id === 'production' ? port : 80 }] });
  expect(twoClusters(service(80))).toEqual([]);
  const problems = twoClusters(service(8080));
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain('production/route/Resource: spec.rules[0].backendRefs[0].port: got 80');
});

test('charts that have nothing in common are for one cluster', () => {
  const app = new App();
  const shop = new Chart(app, 'shop', { namespace: 'shop' });
  const more = new Chart(app, 'more', { namespace: 'shop' });
  web(shop, { stickiness: Stickiness.header('X-User') });
  policy(more, 'extra', { targetRefs: [targetRef('web')] });
  new ApiObject(more, 'other', { apiVersion: 'v1', kind: 'ConfigMap' });
  expect(problemsOfApp(app)).toHaveLength(1);
});
