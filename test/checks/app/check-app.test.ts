import { App, Chart, JsonPatch } from 'cdk8s';
import {
  appChart,
  ENVOY_GATEWAY,
  GATEWAY_API,
  linesOf,
  policy,
  problemsOfApp,
  raw,
  targetRef,
  web,
} from '../../support/app';
import { HTTP, PARENT_REFS } from '../../support/chart';

/** A chart whose every object counts how often it is rendered. */
function counted(chart: Chart): () => number[] {
  const spies = chart.node
    .findAll()
    .flatMap((each) => ('toJson' in each && each !== chart ? jest.spyOn(each as never, 'toJson' as never) : []));
  return () => spies.map(({ mock }) => mock.calls.length);
}

test('all problems of an app are in one report, those of constructs behind those of the app', () => {
  const chart = appChart();
  raw(chart, 'api', 'v1', 'Service', { ports: [{ port: 8080 }] });
  raw(chart, 'twin', 'v1', 'Service', {}, { name: 'api' });
  web(chart, { hostnames: ['A.example.com'], http: [{ backendRefs: [{ name: 'db', namespace: 'desk', port: 80 }] }] });
  policy(chart, 'more', { targetRefs: [targetRef('web'), targetRef('route')] });
  expect(problemsOfApp(chart)).toEqual([
    '[] test/twin: metadata.name: got "Service shop/api"; allowed: a name of its own; test/api has this one; remedy: rename one of the two.',
    '[] test/more: spec.targetRefs[0]: got "HTTPRoute shop/web"; allowed: one BackendTrafficPolicy for it; test/route/Policy is another, and Envoy Gateway keeps the older of the two; remedy: write all settings into one of them: those of a StickyGatewayRoute go into trafficPolicy.',
    '[] test/more: spec.targetRefs[1]: got "HTTPRoute shop/route"; allowed: a route that is there, in the namespace of the policy; remedy: write the kind, namespace and name of HTTPRoute shop/web, which is test/route/Resource.',
    '[] test/route/Resource: spec.rules[0].backendRefs[0].namespace: got "desk"; allowed: the namespace of the route, or one with a ReferenceGrant for HTTPRoutes of shop; remedy: set referenceGrants to true, add a ReferenceGrant to the app, or acknowledge ["reference-grant"] where another app has it.',
    '[test/route] hostnames[0]: got "A.example.com"; allowed: a lower-case DNS name, which may begin with "*."; remedy: write "a.example.com".',
  ]);
});

test('an app is checked once, however many constructs and charts it has', () => {
  const app = new App();
  for (const id of ['a', 'b', 'c']) {
    web(new Chart(app, id, { namespace: id }));
  }
  const validated = jest.spyOn(app.node, 'validate');
  const read = jest.spyOn(
    raw(app.node.children[0] as Chart, 'api', 'v1', 'Service', { ports: [{ port: 80 }] }),
    'toJson',
  );
  app.synthYaml();
  expect(validated).toHaveBeenCalledTimes(4);
  expect(read).toHaveBeenCalledTimes(1 + 1);
});

test('a synthesis after the app was repaired succeeds, and one after it was broken again does not', async () => {
  const chart = appChart();
  web(chart);
  const more = policy(chart, 'more', { targetRefs: [targetRef('web')] });
  expect(problemsOfApp(chart)).toHaveLength(1);
  expect(problemsOfApp(chart)).toHaveLength(1);
  more.addJsonPatch(JsonPatch.replace('/spec/targetRefs/0/name', 'else'));
  expect(problemsOfApp(chart)).toEqual([]);
  await Promise.resolve();
  more.addJsonPatch(JsonPatch.replace('/spec/targetRefs/0/name', 'web'));
  expect(problemsOfApp(chart)).toHaveLength(1);
});

test('an app without a StickyGatewayRoute is left alone', () => {
  const chart = appChart();
  policy(chart, 'one', { targetRefs: [targetRef('web')] });
  policy(chart, 'two', { targetRefs: [targetRef('web')] });
  expect(problemsOfApp(chart)).toEqual([]);
});

describe('the work of the checks', () => {
  test('leaves unpatched objects of this package alone', () => {
    const chart = appChart();
    for (let i = 0; i < 10; i += 1) {
      web(new Chart(chart, `c${i}`, { namespace: `n${i}` }));
    }
    raw(chart, 'public', GATEWAY_API, 'Gateway', { listeners: [] });
    const calls = counted(chart);
    expect(chart.node.root.node.validate()).toEqual([]);
    expect(
      calls()
        .slice(0, -1)
        .every((count) => count === 0),
    ).toBe(true);
  });

  test('renders every other object at most once, with selectors, patches and many policies', () => {
    const chart = appChart();
    for (let i = 0; i < 10; i += 1) {
      const inner = new Chart(chart, `c${i}`, { namespace: `n${i}` });
      web(inner, { metadata: { name: 'checkout', labels: { team: `${i}` } } }).policies[0]?.addJsonPatch(
        JsonPatch.add('/spec/mergeType', 'StrategicMerge'),
      );
      policy(inner, 'more', { targetSelectors: [{ kind: 'HTTPRoute', matchLabels: { team: 'none' } }] });
      policy(inner, 'most', { targetRefs: [targetRef('chekcout')] });
      raw(inner, 'api', 'v1', 'Service', { ports: [{ port: 80 }] });
    }
    const calls = counted(chart);
    expect(chart.node.root.node.validate()).toHaveLength(10);
    expect(Math.max(...calls())).toBe(1);
  });
});

test('nothing in the app is changed', () => {
  const yaml = (isChecked: boolean) => {
    const chart = appChart();
    raw(chart, 'public', GATEWAY_API, 'Gateway', { listeners: [{ name: 'https', protocol: 'HTTPS' }] });
    raw(chart, 'api', 'v1', 'Service', { ports: [{ port: 80 }] });
    raw(
      chart,
      'more',
      ENVOY_GATEWAY,
      'BackendTrafficPolicy',
      { targetSelectors: [{ kind: 'HTTPRoute' }] },
      { namespace: 'desk' },
    );
    const rules = HTTP;
    raw(chart, 'web', GATEWAY_API, 'HTTPRoute', { parentRefs: PARENT_REFS, rules });
    if (isChecked) {
      web(new Chart(App.of(chart), 'z', { namespace: 'z' }));
    }
    return App.of(chart).synthYaml();
  };
  expect(yaml(true).startsWith(yaml(false))).toBe(true);
  expect(linesOf()).toEqual([]);
});
