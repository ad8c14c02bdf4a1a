import { StickyPolicy } from '../../../src';
import { findingsOfChart, service } from '../../cases/web';
import { appChart, GATEWAY_API, raw, targetRef } from '../../support/app';
import { printedWarnings } from '../../support/findings';
import { A, B, HASH } from '../fixtures';

const FOUND = ['external-name spec.targetRefs[0]'];

function found(rules: object[], sectionName?: string): string[] {
  const chart = appChart();
  raw(chart, 'wiki', GATEWAY_API, 'HTTPRoute', { rules });
  new StickyPolicy(chart, 'sticky', { targetRefs: [targetRef('wiki', sectionName)], stickiness: HASH });
  service('b', { type: 'ExternalName' })(chart);
  return findingsOfChart(chart);
}

test('only the rules that the policy is for count', () => {
  const rules = [
    { name: 'one', backendRefs: [A] },
    { name: 'other', backendRefs: [B] },
  ];
  expect(found(rules)).toEqual(FOUND);
  expect(found(rules, 'one')).toEqual([]);
  expect(found(rules, 'other')).toEqual(FOUND);
});

test('a rule without backends, and a route without rules, are fine', () => {
  expect(found([{ name: 'redirect' }])).toEqual([]);
  expect(found([])).toEqual([]);
  expect(printedWarnings()).toEqual([]);
});
