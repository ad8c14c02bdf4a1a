import { StickyPolicy } from '../../../src';
import { findingsOfChart } from '../../cases/web';
import { appChart, GATEWAY_API, raw, targetRef } from '../../support/app';
import { printedWarnings } from '../../support/findings';
import { A, HASH, NONE, REDIRECT } from '../fixtures';

const RETRY = ['retry spec.targetRefs[0]'];
const CLASH = ['header-clash spec.targetRefs[0]'];
const retry = { attempts: 2 };
const removes = (name: string) => [{ type: 'RequestHeaderModifier', requestHeaderModifier: { remove: [name] } }];

/** The findings of an app with a StickyPolicy for a route of somebody else. */
function found(
  rules: object[],
  { kind = 'HTTPRoute', sectionName = undefined as string | undefined, props = {} } = {},
) {
  const chart = appChart();
  raw(chart, 'wiki', GATEWAY_API, kind, { rules });
  const targetRefs = [targetRef('wiki', sectionName, kind)];
  new StickyPolicy(chart, 'sticky', { targetRefs, stickiness: HASH, ...props });
  return findingsOfChart(chart);
}

test('a retry of a rule is doubtful, and its place is named', () => {
  expect(found([{ backendRefs: [A] }, { backendRefs: [A], retry }])).toEqual(RETRY);
  expect(printedWarnings()[0]?.expected).toContain('spec.rules[1].retry of HTTPRoute shop/wiki (test/wiki)');
});

test.each(['HTTPRoute', 'GRPCRoute'])(
  'a filter of a rule of an %s that removes the hashed header is an error',
  (kind) => {
    const match = kind === 'HTTPRoute' ? {} : { method: { service: 'a.B' } };
    const ruleWith = (name: string) => [{ matches: [match], backendRefs: [A], filters: removes(name) }];
    expect(found(ruleWith('x-user'), { kind })).toEqual(CLASH);
    expect(found(ruleWith('x-other'), { kind })).toEqual([]);
  },
);

test('only the rules that the policy is for count', () => {
  const rules = [
    { name: 'one', backendRefs: [A], retry },
    { name: 'other', backendRefs: [A] },
  ];
  expect(found(rules, { sectionName: 'one' })).toEqual(RETRY);
  expect(found(rules, { sectionName: 'other' })).toEqual([]);
});

test.each([
  ['no attempts', [{ backendRefs: [A], retry: { attempts: 0 } }], {}],
  ['a redirect', [{ ...REDIRECT, retry }], {}],
  ['no rules', [], {}],
  ['a policy without stickiness', [{ backendRefs: [A], retry }], { stickiness: NONE, trafficPolicy: { timeout: {} } }],
  ['an acknowledged warning', [{ backendRefs: [A], retry }], { acknowledge: ['retry'] }],
])('a route with %s is fine', (_, rules, props) => {
  expect(found(rules, { props })).toEqual([]);
});
