import { AppObjects } from '../../../../src/checks/app/objects/app-objects';
import { LabelledObjects, type LabelSelector, maySelect } from '../../../../src/checks/app/objects/label-selectors';
import { appChart, GATEWAY_API, raw } from '../../../support/app';

/** The routes that a selector finds: `a` of team a in production, `b` of team b, and `c` without labels. */
function selected(selector: LabelSelector): string[] {
  const chart = appChart();
  raw(chart, 'a', GATEWAY_API, 'HTTPRoute', {}, { labels: { team: 'a', stage: 'prod' } });
  raw(chart, 'b', GATEWAY_API, 'HTTPRoute', {}, { labels: { team: 'b' } });
  raw(chart, 'c', GATEWAY_API, 'HTTPRoute', {});
  raw(chart, 'd', GATEWAY_API, 'GRPCRoute', {}, { labels: { team: 'a', stage: 'prod' } });
  return new LabelledObjects(new AppObjects(chart)).ofKind('HTTPRoute', selector).map(({ name }) => name);
}
const requirement = (key: string, operator: string, ...values: string[]) => ({
  key,
  operator,
  ...(values.length > 0 && { values }),
});
const expressions = (...matchExpressions: ReturnType<typeof requirement>[]) => ({ matchExpressions });

test.each<[string, LabelSelector, string[]]>([
  ['nothing', {}, ['a', 'b', 'c']],
  ['empty lists', { matchLabels: {}, matchExpressions: [] }, ['a', 'b', 'c']],
  ['one label', { matchLabels: { team: 'b' } }, ['b']],
  ['a label that no object has', { matchLabels: { team: 'c' } }, []],
  ['two labels', { matchLabels: { team: 'a', stage: 'prod' } }, ['a']],
  ['two labels of which one matches', { matchLabels: { team: 'a', stage: 'test' } }, []],
  ['In', expressions(requirement('team', 'In', 'b', 'c')), ['b']],
  ['In without values', expressions(requirement('team', 'In')), []],
  ['NotIn for a label that some objects lack', expressions(requirement('team', 'NotIn', 'b', 'c')), ['a', 'c']],
  ['NotIn without values', expressions(requirement('team', 'NotIn')), ['a', 'b', 'c']],
  ['Exists', expressions(requirement('team', 'Exists')), ['a', 'b']],
  ['DoesNotExist', expressions(requirement('stage', 'DoesNotExist')), ['b', 'c']],
  ['several expressions', expressions(requirement('team', 'Exists'), requirement('stage', 'DoesNotExist')), ['b']],
  [
    'a label and an expression',
    { matchLabels: { team: 'a' }, ...expressions(requirement('stage', 'In', 'prod')) },
    ['a'],
  ],
  [
    'a label and an expression that exclude each other',
    { matchLabels: { team: 'a' }, ...expressions(requirement('stage', 'NotIn', 'prod')) },
    [],
  ],
])('a selector with %s selects as in Kubernetes', (_, selector, names) => {
  expect(selected(selector)).toEqual(names);
});

test('many selectors render each object once', () => {
  const chart = appChart();
  const routes = ['a', 'b'].map((team) => raw(chart, team, GATEWAY_API, 'HTTPRoute', {}, { labels: { team } }));
  const toJson = routes.map((route) => jest.spyOn(route, 'toJson'));
  const labelled = new LabelledObjects(new AppObjects(chart));
  const names = (team: string) => labelled.ofKind('HTTPRoute', { matchLabels: { team } }).map(({ name }) => name);
  expect(['a', 'b', 'c', 'a'].map(names)).toEqual([['a'], ['b'], [], ['a']]);
  expect(toJson.map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
});

test.each<[LabelSelector, boolean]>([
  [{ matchLabels: { name: 'shop' } }, true],
  [{ matchLabels: { name: 'wiki' } }, false],
  [{ matchLabels: { name: 'shop', team: 'b' } }, true],
  [{ matchLabels: { team: 'b' } }, true],
  [expressions(requirement('name', 'In', 'wiki', 'desk')), false],
  [expressions(requirement('name', 'NotIn', 'wiki'), requirement('team', 'DoesNotExist')), true],
  [expressions(requirement('name', 'DoesNotExist')), false],
])('%j may select an object of which only the name is known: %p', (selector, may) => {
  expect(maySelect(selector, { name: 'shop' })).toBe(may);
});
