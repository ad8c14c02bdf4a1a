import { App, Chart } from 'cdk8s';
import { AppObjects } from '../../../src/checks/app/app-objects';
import { LabelledObjects, type LabelSelector } from '../../../src/checks/app/label-selectors';
import { appChart, GATEWAY_API, policy, problemsOfApp, raw, web } from '../../support/app';

/** The routes that a selector finds: `a` of team a in production, `b` of team b, and `c` without labels. */
function selected(selector: LabelSelector): string[] {
  const chart = appChart();
  raw(chart, 'a', GATEWAY_API, 'HTTPRoute', {}, { labels: { team: 'a', stage: 'prod' } });
  raw(chart, 'b', GATEWAY_API, 'HTTPRoute', {}, { labels: { team: 'b' } });
  raw(chart, 'c', GATEWAY_API, 'HTTPRoute', {});
  raw(chart, 'd', GATEWAY_API, 'GRPCRoute', {}, { labels: { team: 'a', stage: 'prod' } });
  return new LabelledObjects(new AppObjects(chart)).ofKind('HTTPRoute', selector).map(({ name }) => name);
}
const expression = (key: string, operator: string, ...values: string[]) => ({
  matchExpressions: [{ key, operator, ...(values.length > 0 && { values }) }],
});

test.each<[string, LabelSelector, string[]]>([
  ['nothing', {}, ['a', 'b', 'c']],
  ['empty lists', { matchLabels: {}, matchExpressions: [] }, ['a', 'b', 'c']],
  ['one label', { matchLabels: { team: 'b' } }, ['b']],
  ['a label that nobody has', { matchLabels: { team: 'c' } }, []],
  ['two labels', { matchLabels: { team: 'a', stage: 'prod' } }, ['a']],
  ['two labels of which one fits', { matchLabels: { team: 'a', stage: 'test' } }, []],
  ['In', expression('team', 'In', 'b', 'c'), ['b']],
  ['In without values', expression('team', 'In'), []],
  ['NotIn, which those without the label fit', expression('team', 'NotIn', 'b', 'c'), ['a', 'c']],
  ['NotIn without values', expression('team', 'NotIn'), ['a', 'b', 'c']],
  ['Exists', expression('team', 'Exists'), ['a', 'b']],
  ['DoesNotExist', expression('stage', 'DoesNotExist'), ['b', 'c']],
  [
    'several expressions',
    {
      matchExpressions: [
        ...expression('team', 'Exists').matchExpressions,
        ...expression('stage', 'DoesNotExist').matchExpressions,
      ],
    },
    ['b'],
  ],
  ['labels and expressions', { matchLabels: { team: 'a' }, ...expression('stage', 'In', 'prod') }, ['a']],
  [
    'labels and expressions that do not fit',
    { matchLabels: { team: 'a' }, ...expression('stage', 'NotIn', 'prod') },
    [],
  ],
])('a selector with %s selects as Kubernetes does', (_, selector, names) => {
  expect(selected(selector)).toEqual(names);
});

test('one index serves many selectors', () => {
  const chart = appChart();
  const routes = ['a', 'b'].map((team) => raw(chart, team, GATEWAY_API, 'HTTPRoute', {}, { labels: { team } }));
  const toJson = routes.map((route) => jest.spyOn(route, 'toJson'));
  const labelled = new LabelledObjects(new AppObjects(chart));
  for (const team of ['a', 'b', 'c', 'a']) {
    expect(labelled.ofKind('HTTPRoute', { matchLabels: { team } }).map(({ name }) => name)).toEqual(
      team === 'c' ? [] : [team],
    );
  }
  expect(toJson.map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
});

describe('a policy with a selector', () => {
  const problems = (makeMore: (desk: Chart) => void, namespaces?: object) => {
    const chart = appChart();
    web(chart, { metadata: { name: 'web', labels: { team: 'a' } } });
    const desk = new Chart(App.of(chart), 'desk', { namespace: 'desk' });
    const selector = { kind: 'HTTPRoute', matchLabels: { team: 'a' }, ...(namespaces && { namespaces }) };
    policy(desk, 'more', { targetSelectors: [selector as never] });
    makeMore(desk);
    return problemsOfApp(chart).map((problem) => problem.slice(0, problem.indexOf(':')));
  };
  const grant = (namespace: string, kind: string) => (desk: Chart) => {
    const from = [{ group: 'gateway.envoyproxy.io', kind, namespace }];
    const to = [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute' }];
    raw(desk, 'grant', GATEWAY_API, 'ReferenceGrant', { from, to }, { namespace: 'shop' });
  };

  test('reaches the routes of its own namespace', () => {
    expect(problems(grant('desk', 'BackendTrafficPolicy'))).toEqual([]);
    expect(problems(grant('desk', 'BackendTrafficPolicy'), { from: 'Same' })).toEqual([]);
  });

  test('reaches those of all namespaces where it says so, and a ReferenceGrant lets it', () => {
    expect(problems(grant('desk', 'BackendTrafficPolicy'), { from: 'All' })).toEqual(['[] desk/more']);
    expect(problems(() => undefined, { from: 'All' })).toEqual([]);
    expect(problems(grant('desk', 'EnvoyExtensionPolicy'), { from: 'All' })).toEqual([]);
    expect(problems(grant('else', 'BackendTrafficPolicy'), { from: 'All' })).toEqual([]);
  });
});
