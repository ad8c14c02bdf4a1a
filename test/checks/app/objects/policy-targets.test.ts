import { App, Chart } from 'cdk8s';
import { AppObjects } from '../../../../src/checks/app/objects/app-objects';
import { namedTargets, targetKey } from '../../../../src/checks/app/objects/policy-targets';
import { appChart, ENVOY_GATEWAY, GATEWAY_API, policy, raw, targetRef, web } from '../../../support/app';
import { errorsOfApp } from '../../../support/findings';

function targets(spec: object): string[] {
  const chart = appChart();
  raw(chart, 'more', ENVOY_GATEWAY, 'BackendTrafficPolicy', spec);
  return new AppObjects(chart)
    .ofKind('BackendTrafficPolicy')
    .flatMap(namedTargets)
    .map((target) => `${target.property} ${targetKey(target)}`);
}

test('a policy names targets in targetRef and in targetRefs', () => {
  expect(targets({ targetRef: targetRef('web'), targetRefs: [targetRef('a', 'login'), targetRef('b')] })).toEqual([
    'spec.targetRef HTTPRoute shop/web',
    'spec.targetRefs[0] HTTPRoute shop/a, section login',
    'spec.targetRefs[1] HTTPRoute shop/b',
  ]);
});

test.each([[{}], [{ targetRefs: [] }]])('a policy with the spec %j names no targets', (spec) => {
  expect(targets(spec)).toEqual([]);
});

describe('a policy with a selector', () => {
  const CONFLICT = ['desk/more: policy-conflict spec.targetSelectors[0]'];

  /** The errors of a policy in namespace desk that selects a route of namespace shop by its label. */
  const errors = (makeGrant: (desk: Chart) => void, namespaces?: object) => {
    const chart = appChart();
    web(chart, { metadata: { name: 'web', labels: { team: 'a' } } });
    const desk = new Chart(App.of(chart), 'desk', { namespace: 'desk' });
    const selector = { kind: 'HTTPRoute', matchLabels: { team: 'a' }, ...(namespaces && { namespaces }) };
    policy(desk, 'more', { targetSelectors: [selector as never] });
    makeGrant(desk);
    return errorsOfApp(chart);
  };
  const grant = (namespace: string, kind: string) => (desk: Chart) => {
    const from = [{ group: 'gateway.envoyproxy.io', kind, namespace }];
    const to = [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute' }];
    raw(desk, 'grant', GATEWAY_API, 'ReferenceGrant', { from, to }, { namespace: 'shop' });
  };
  const granted = grant('desk', 'BackendTrafficPolicy');

  test('does not reach other namespaces by default', () => {
    expect(errors(granted)).toEqual([]);
    expect(errors(granted, { from: 'Same' })).toEqual([]);
  });

  test('reaches other namespaces with from: All and a ReferenceGrant', () => {
    expect(errors(granted, { from: 'All' })).toEqual(CONFLICT);
  });

  test.each([
    ['a ReferenceGrant', () => undefined],
    ['a ReferenceGrant for its kind', grant('desk', 'EnvoyExtensionPolicy')],
    ['a ReferenceGrant for its namespace', grant('other', 'BackendTrafficPolicy')],
  ])('does not reach other namespaces without %s', (_, makeGrant) => {
    expect(errors(makeGrant, { from: 'All' })).toEqual([]);
  });
});
