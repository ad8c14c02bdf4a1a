import { App, Chart } from 'cdk8s';
import { findingsOfChart } from '../../../cases/web';
import { appChart, GATEWAY_API, raw, web } from '../../../support/app';
import { GRPC, PARENT_REFS } from '../../../support/chart';
import { messagesOfApp, printedWarnings } from '../../../support/findings';
import { A, HASH, pathMatch, ruleAt } from '../../fixtures';

const RULES = [{ backendRefs: [] }];

/** The findings of an app with the construct `web` and an HTTPRoute of somebody else. */
function beside(spec: object, props = {}, kind = 'HTTPRoute'): string[] {
  const chart = appChart();
  web(chart, props);
  raw(chart, 'other', GATEWAY_API, kind, { parentRefs: PARENT_REFS, rules: RULES, ...spec });
  return findingsOfChart(chart);
}

test('a rival is named with its rule, whichever of the two comes first', () => {
  const chart = appChart();
  raw(chart, 'other', GATEWAY_API, 'HTTPRoute', { parentRefs: PARENT_REFS, rules: [ruleAt('/a'), ruleAt('/')] });
  web(chart);
  messagesOfApp(chart);
  expect(printedWarnings()).toMatchObject([{ path: 'test/route', id: 'rival-route', property: 'http[0]' }]);
  expect(printedWarnings()[0]?.expected).toContain('spec.rules[1] of test/other');
});

test('a rule is reported once, however many of its hosts and matches have a rival', () => {
  const hostnames = ['a.example.com', 'b.example.com'];
  const rule = { matches: [pathMatch('/a'), pathMatch('/b')], backendRefs: [A] };
  expect(beside({ hostnames, rules: [rule] }, { hostnames, http: [rule] })).toEqual([
    'cookie-without-path stickiness',
    'rival-route http[0]',
  ]);
});

test('each rule with a rival is reported', () => {
  const http = [ruleAt('/a'), ruleAt('/b'), ruleAt('/c')];
  expect(beside({ rules: [ruleAt('/c'), ruleAt('/a')] }, { http, stickiness: HASH })).toEqual([
    'rival-route http[2]',
    'rival-route http[0]',
  ]);
});

test.each([
  ['the default match written out', { rules: [ruleAt('/')] }, ['rival-route http[0]']],
  [
    'the kind of the parent written out',
    { parentRefs: [{ ...PARENT_REFS[0], kind: 'Gateway' }] },
    ['rival-route http[0]'],
  ],
  ['one port of the parent', { parentRefs: [{ ...PARENT_REFS[0], port: 80 }] }, ['rival-route http[0]']],
  [
    'one listener of the parent',
    { parentRefs: [{ ...PARENT_REFS[0], sectionName: 'https' }] },
    ['rival-route http[0]'],
  ],
  ['a parent of another kind', { parentRefs: [{ ...PARENT_REFS[0], kind: 'ListenerSet' }] }, []],
  ['a parent of another namespace', { parentRefs: [{ name: 'public' }] }, []],
  ['no parents', { parentRefs: undefined }, []],
  ['no rules', { rules: undefined }, []],
  ['a header more', { rules: [{ matches: [{ headers: [{ name: 'a', value: 'b' }] }] }] }, []],
])("somebody else's route with %s", (_, spec, found) => {
  expect(beside(spec)).toEqual(found);
});

test('a GRPCRoute may be a rival of routes of both kinds, unless it names a service', () => {
  const props = { http: undefined, grpc: GRPC, stickiness: HASH };
  expect(beside({ rules: GRPC }, props, 'GRPCRoute')).toEqual(['rival-route grpc[0]']);
  expect(beside({ rules: RULES }, { stickiness: HASH }, 'GRPCRoute')).toEqual(['rival-route http[0]']);
  expect(beside({ rules: GRPC }, { stickiness: HASH }, 'GRPCRoute')).toEqual([]);
});

test('of two constructs the later one is reported', () => {
  const app = new App();
  for (const id of ['one', 'two']) {
    web(new Chart(app, id, { namespace: 'shop' }), { metadata: { name: id } });
  }
  messagesOfApp(app);
  expect(printedWarnings()).toMatchObject([{ path: 'two/route', id: 'rival-route' }]);
});

test('constructs in charts for two clusters are no rivals', () => {
  const app = new App();
  for (const id of ['one', 'two']) {
    web(new Chart(app, id, { namespace: 'shop' }));
  }
  messagesOfApp(app);
  expect(printedWarnings()).toEqual([]);
});

test('two routes of others are not reported', () => {
  const chart = appChart();
  web(chart, { hostnames: ['a.example.com'] });
  for (const id of ['one', 'two']) {
    raw(chart, id, GATEWAY_API, 'HTTPRoute', { parentRefs: PARENT_REFS, rules: RULES });
  }
  expect(findingsOfChart(chart)).toEqual([]);
});

test('routes on two listeners of one Gateway are no rivals', () => {
  const [parent] = PARENT_REFS;
  const props = { parentRefs: [{ name: 'public', namespace: 'gateways', sectionName: 'https' }] };
  expect(beside({ parentRefs: [{ ...parent, sectionName: 'http' }] }, props)).toEqual([]);
  expect(beside({ parentRefs: [{ ...parent, sectionName: 'https' }] }, props)).toEqual(['rival-route http[0]']);
});
