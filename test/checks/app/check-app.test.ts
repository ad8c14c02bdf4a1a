import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import { appChart, ENVOY_GATEWAY, GATEWAY_API, policy, raw, targetRef, web } from '../../support/app';
import { HTTP, PARENT_REFS } from '../../support/chart';
import { errorsOfApp, printedWarnings } from '../../support/findings';
import { times } from '../fixtures';

const CONFLICT = ['test/more: policy-conflict spec.targetRefs[0]'];

/** How often each object in a chart has been rendered. */
function countRendering(chart: Chart): () => number[] {
  const spies = chart.node.findAll().flatMap((each) => (ApiObject.isApiObject(each) ? jest.spyOn(each, 'toJson') : []));
  return () => spies.map(({ mock }) => mock.calls.length);
}

/** What a synthesis validates, without rendering the app. */
function validate(chart: Chart): string[] {
  return chart.node.root.node.findAll().flatMap(({ node }) => node.validate());
}

test('all findings of an app are in one report, each under its construct', () => {
  const chart = appChart();
  raw(chart, 'api', 'v1', 'Service', { ports: [{ port: 8080 }] });
  raw(chart, 'twin', 'v1', 'Service', {}, { name: 'api' });
  web(chart, {
    hostnames: ['A.example.com'],
    http: [{ backendRefs: [{ name: 'db', namespace: 'desk', port: 80 }] }],
  });
  policy(chart, 'more', { targetRefs: [targetRef('web'), targetRef('route')] });
  expect(errorsOfApp(chart)).toEqual([
    'test/twin: duplicate-object metadata.name',
    'test/route: wrong-form hostnames[0]',
    'test/route: reference-grant http[0].backendRefs[0].namespace',
    'test/more: policy-conflict spec.targetRefs[0]',
  ]);
  expect(printedWarnings()).toMatchObject([{ path: 'test/more', id: 'policy-typo', property: 'spec.targetRefs[1]' }]);
});

test.each([
  ['without findings', 'HTTPS', 0],
  ['with warnings', 'HTTP', 3],
])('an app %s is checked once, however many constructs and charts it has', (_, protocol, warnings) => {
  const app = new App();
  const charts = ['a', 'b', 'c'].map((id) => new Chart(app, id, { namespace: id }));
  const gateway = raw(
    charts[0] as Chart,
    'public',
    GATEWAY_API,
    'Gateway',
    { listeners: [{ name: 'web', protocol, allowedRoutes: { namespaces: { from: 'All' } } }] },
    { namespace: 'gateways' },
  );
  for (const chart of charts) {
    web(chart, { hostnames: [`${chart.node.id}.example.com`] });
  }
  const validated = jest.spyOn(app.node, 'validate');
  const rendered = jest.spyOn(gateway, 'toJson');
  app.synthYaml();
  expect(validated).toHaveBeenCalledTimes(1 + charts.length);
  // Once for the checks, and once for the output.
  expect(rendered).toHaveBeenCalledTimes(1 + 1);
  expect(printedWarnings()).toHaveLength(warnings);
});

test('an app that has failed is checked anew at once, and one that was sound at its next turn', async () => {
  const chart = appChart();
  web(chart);
  const more = policy(chart, 'more', { targetRefs: [targetRef('web')] });
  expect(errorsOfApp(chart)).toEqual(CONFLICT);
  expect(errorsOfApp(chart)).toEqual(CONFLICT);
  more.addJsonPatch(JsonPatch.replace('/spec/targetRefs/0/name', 'other'));
  expect(errorsOfApp(chart)).toEqual([]);
  await Promise.resolve();
  more.addJsonPatch(JsonPatch.replace('/spec/targetRefs/0/name', 'web'));
  expect(errorsOfApp(chart)).toEqual(CONFLICT);
});

test('an app without constructs of this package is not checked', () => {
  const chart = appChart();
  policy(chart, 'one', { targetRefs: [targetRef('web')] });
  policy(chart, 'two', { targetRefs: [targetRef('web')] });
  expect(errorsOfApp(chart)).toEqual([]);
});

test('the checks do not render objects of this package that nobody patched', () => {
  const chart = appChart();
  for (const i of times(10, (index) => index)) {
    web(new Chart(chart, `c${i}`, { namespace: `n${i}` }));
  }
  const calls = countRendering(chart);
  raw(chart, 'public', GATEWAY_API, 'Gateway', { listeners: [] });
  expect(validate(chart)).toEqual([]);
  expect(calls()).toHaveLength(20);
  expect(Math.max(...calls())).toBe(0);
});

test('the checks render every other object at most once, with selectors, patches and many policies', () => {
  const chart = appChart();
  for (const i of times(10, (index) => index)) {
    const inner = new Chart(chart, `c${i}`, { namespace: `n${i}` });
    web(inner, { metadata: { name: 'checkout', labels: { team: `${i}` } } }).policies[0]?.addJsonPatch(
      JsonPatch.add('/spec/mergeType', 'StrategicMerge'),
    );
    policy(inner, 'more', { targetSelectors: [{ kind: 'HTTPRoute', matchLabels: { team: 'none' } }] });
    policy(inner, 'most', { targetRefs: [targetRef('chekcout')] });
    raw(inner, 'api', 'v1', 'Service', { ports: [{ port: 80 }] });
  }
  const calls = countRendering(chart);
  expect(validate(chart)).toEqual([]);
  expect(printedWarnings().filter(({ id }) => id === 'policy-typo')).toHaveLength(10);
  expect(Math.max(...calls())).toBe(1);
});

test('the checks change nothing in the app', () => {
  const yaml = (isChecked: boolean) => {
    const chart = appChart();
    const allowedRoutes = { namespaces: { from: 'All' } };
    const listeners = [{ name: 'https', protocol: 'HTTPS', allowedRoutes }];
    raw(chart, 'public', GATEWAY_API, 'Gateway', { listeners }, { namespace: 'gateways' });
    raw(chart, 'api', 'v1', 'Service', { ports: [{ port: 80 }] });
    const spec = { targetSelectors: [{ kind: 'HTTPRoute' }] };
    raw(chart, 'more', ENVOY_GATEWAY, 'BackendTrafficPolicy', spec, { namespace: 'desk' });
    raw(chart, 'web', GATEWAY_API, 'HTTPRoute', { parentRefs: PARENT_REFS, rules: HTTP });
    if (isChecked) {
      web(new Chart(App.of(chart), 'z', { namespace: 'z' }), { hostnames: ['z.example.com'] });
    }
    return App.of(chart).synthYaml();
  };
  expect(yaml(true).startsWith(yaml(false))).toBe(true);
  expect(printedWarnings()).toEqual([]);
});
