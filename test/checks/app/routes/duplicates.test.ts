import { App, Chart, JsonPatch } from 'cdk8s';
import { appChart, GATEWAY_API, raw, web } from '../../../support/app';
import { errorsOfApp, messagesOfApp } from '../../../support/findings';

/** The reported duplicates, each with the path of the earlier object. */
const duplicates = (chart: Chart) =>
  messagesOfApp(chart).map(({ path, id, property, value, expected }) => [
    `${path}: ${id} ${property}`,
    JSON.parse(value),
    expected.split(' ').at(-1),
  ]);

test('each later object of one kind, namespace and name is an error', () => {
  const chart = appChart();
  web(chart);
  raw(chart, 'web', GATEWAY_API, 'HTTPRoute', {});
  const other = new Chart(App.of(chart), 'other', { namespace: 'shop' });
  raw(other, 'a', 'v1', 'Service', {}, { name: 'db' });
  raw(other, 'b', 'v1', 'Service', {}, { name: 'db' });
  raw(other, 'c', 'v1', 'Service', {}, { name: 'db' });
  expect(duplicates(chart)).toEqual([
    ['test/web: duplicate-object metadata.name', 'HTTPRoute shop/web', 'test/route/Resource'],
    ['other/b: duplicate-object metadata.name', 'Service shop/db', 'other/a'],
    ['other/c: duplicate-object metadata.name', 'Service shop/db', 'other/a'],
  ]);
});

test('an object of this package that comes later is reported under its construct', () => {
  const chart = appChart();
  raw(chart, 'web', GATEWAY_API, 'HTTPRoute', {});
  web(chart);
  expect(duplicates(chart)).toEqual([['test/route: duplicate-object metadata.name', 'HTTPRoute shop/web', 'test/web']]);
});

test('objects without a namespace are compared by name', () => {
  const chart = new Chart(new App(), 'test');
  web(chart);
  raw(chart, 'web', GATEWAY_API, 'HTTPRoute', {});
  expect(duplicates(chart)).toEqual([
    ['test/web: duplicate-object metadata.name', 'HTTPRoute web', 'test/route/Resource'],
  ]);
});

test('objects of another kind, namespace or group may have the same name', () => {
  const chart = appChart();
  web(chart);
  raw(chart, 'a', GATEWAY_API, 'GRPCRoute', {}, { name: 'web' });
  raw(chart, 'b', GATEWAY_API, 'HTTPRoute', {}, { name: 'web', namespace: 'desk' });
  raw(chart, 'c', 'example.com/v1', 'HTTPRoute', {}, { name: 'web' });
  raw(chart, 'd', 'serving.knative.dev/v1', 'Service', {}, { name: 'db' });
  raw(chart, 'e', 'v1', 'Service', {}, { name: 'db' });
  expect(errorsOfApp(chart)).toEqual([]);
});

test('duplicates of kinds that do not matter to routes are not reported', () => {
  const chart = appChart();
  web(chart);
  raw(chart, 'a', 'v1', 'ConfigMap', {}, { name: 'db' });
  raw(chart, 'b', 'v1', 'ConfigMap', {}, { name: 'db' });
  expect(errorsOfApp(chart)).toEqual([]);
});

test('a JSON patch can make a duplicate, and remove one', async () => {
  const chart = appChart();
  web(chart);
  const twin = raw(chart, 'twin', GATEWAY_API, 'HTTPRoute', {});
  twin.addJsonPatch(JsonPatch.replace('/metadata/name', 'web'));
  expect(errorsOfApp(chart)).toEqual(['test/twin: duplicate-object metadata.name']);
  await Promise.resolve();
  twin.addJsonPatch(JsonPatch.replace('/metadata/namespace', 'desk'));
  expect(errorsOfApp(chart)).toEqual([]);
});
