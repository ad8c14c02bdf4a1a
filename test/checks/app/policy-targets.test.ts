import { AppObjects } from '../../../src/checks/app/app-objects';
import { namedTargets, targetKey } from '../../../src/checks/app/policy-targets';
import { appChart, ENVOY_GATEWAY, raw, targetRef } from '../../support/app';

function targets(spec: object): string[] {
  const chart = appChart();
  raw(chart, 'more', ENVOY_GATEWAY, 'BackendTrafficPolicy', spec);
  return new AppObjects(chart)
    .ofKind('BackendTrafficPolicy')
    .flatMap(namedTargets)
    .map((target) => `${target.property} ${targetKey(target)}`);
}

test('a policy names its targets one by one or in a list, in its own namespace', () => {
  expect(targets({ targetRef: targetRef('web'), targetRefs: [targetRef('a', 'login'), targetRef('b')] })).toEqual([
    'spec.targetRef HTTPRoute shop/web',
    'spec.targetRefs[0] HTTPRoute shop/a, section login',
    'spec.targetRefs[1] HTTPRoute shop/b',
  ]);
});

test('a policy without targets names none', () => {
  expect(targets({})).toEqual([]);
  expect(targets({ targetRefs: [] })).toEqual([]);
});
