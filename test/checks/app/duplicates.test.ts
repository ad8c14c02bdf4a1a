import { App, Chart, JsonPatch } from 'cdk8s';
import { appChart, GATEWAY_API, problemsOfApp, raw, web } from '../../support/app';

const duplicate = (path: string, key: string, earlier: string) =>
  `[] ${path}: metadata.name: got "${key}"; allowed: a name of its own; ${earlier} has this one; remedy: rename one of the two.`;

test('two objects of one kind, namespace and name are one too many', () => {
  const chart = appChart();
  web(chart);
  raw(chart, 'web', GATEWAY_API, 'HTTPRoute', {});
  const other = new Chart(App.of(chart), 'other', { namespace: 'shop' });
  raw(other, 'a', 'v1', 'Service', {}, { name: 'db' });
  raw(other, 'b', 'v1', 'Service', {}, { name: 'db' });
  raw(other, 'c', 'v1', 'Service', {}, { name: 'db' });
  expect(problemsOfApp(chart)).toEqual([
    duplicate('test/web', 'HTTPRoute shop/web', 'test/route/Resource'),
    duplicate('other/b', 'Service shop/db', 'other/a'),
    duplicate('other/c', 'Service shop/db', 'other/a'),
  ]);
});

test('without a namespace the name alone is told', () => {
  const chart = new Chart(new App(), 'test');
  web(chart);
  raw(chart, 'web', GATEWAY_API, 'HTTPRoute', {});
  expect(problemsOfApp(chart)).toEqual([duplicate('test/web', 'HTTPRoute web', 'test/route/Resource')]);
});

test('another kind, namespace or group is another object', () => {
  const chart = appChart();
  web(chart);
  raw(chart, 'a', GATEWAY_API, 'GRPCRoute', {}, { name: 'web' });
  raw(chart, 'b', GATEWAY_API, 'HTTPRoute', {}, { name: 'web', namespace: 'desk' });
  raw(chart, 'c', 'example.com/v1', 'HTTPRoute', {}, { name: 'web' });
  raw(chart, 'd', 'serving.knative.dev/v1', 'Service', {}, { name: 'db' });
  raw(chart, 'e', 'v1', 'Service', {}, { name: 'db' });
  expect(problemsOfApp(chart)).toEqual([]);
});

test('what neither routes nor receives is none of our business', () => {
  const chart = appChart();
  web(chart);
  raw(chart, 'a', 'v1', 'ConfigMap', {}, { name: 'db' });
  raw(chart, 'b', 'v1', 'ConfigMap', {}, { name: 'db' });
  expect(problemsOfApp(chart)).toEqual([]);
});

test('a JSON patch can make a duplicate, and remove one', () => {
  const chart = appChart();
  web(chart);
  const twin = raw(chart, 'twin', GATEWAY_API, 'HTTPRoute', {});
  twin.addJsonPatch(JsonPatch.replace('/metadata/name', 'web'));
  expect(problemsOfApp(chart)).toEqual([duplicate('test/twin', 'HTTPRoute shop/web', 'test/route/Resource')]);
  twin.addJsonPatch(JsonPatch.replace('/metadata/namespace', 'desk'));
  expect(problemsOfApp(chart)).toEqual([]);
});
