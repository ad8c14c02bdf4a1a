import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Chart, Include, JsonPatch } from 'cdk8s';
import { StickyPolicy } from '../../../../src';
import { appChart, ENVOY_GATEWAY, policy, raw, targetRef, web } from '../../../support/app';
import { HTTP } from '../../../support/chart';
import { errorsOfApp, messagesOfApp } from '../../../support/findings';
import { HASH, NONE, ruleAt, times } from '../../fixtures';

const LOGIN = [{ ...HTTP[0], name: 'login' }];
const LABELLED = { metadata: { name: 'web', labels: { team: 'a' } } };
const CONFLICT = ['test/more: policy-conflict spec.targetRefs[0]'];

describe('a second policy for a route is an error', () => {
  test('that names the target and the other policy', () => {
    const chart = appChart();
    web(chart);
    policy(chart, 'more', { targetRefs: [targetRef('web')] });
    expect(messagesOfApp(chart)).toMatchObject([
      {
        path: 'test/more',
        id: 'policy-conflict',
        property: 'spec.targetRefs[0]',
        value: '"HTTPRoute shop/web"',
        expected: expect.stringMatching(/ test\/route\/Policy$/),
      },
    ]);
  });

  test('if it is an ApiObject with targetRef', () => {
    const chart = appChart();
    web(chart);
    raw(chart, 'more', ENVOY_GATEWAY, 'BackendTrafficPolicy', { targetRef: targetRef('web') });
    expect(errorsOfApp(chart)).toEqual(['test/more: policy-conflict spec.targetRef']);
  });

  test('if it is included from YAML', () => {
    const folder = mkdtempSync(join(tmpdir(), 'sticky-'));
    const url = join(folder, 'more.yaml');
    writeFileSync(
      url,
      `apiVersion: ${ENVOY_GATEWAY}
kind: BackendTrafficPolicy
metadata: { name: more, namespace: shop }
spec: { targetRefs: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, name: web }] }
`,
    );
    const chart = appChart();
    web(chart);
    new Include(chart, 'yaml', { url });
    rmSync(folder, { recursive: true });
    expect(errorsOfApp(chart)).toEqual([
      'test/yaml/more-backendtrafficpolicy-shop: policy-conflict spec.targetRefs[0]',
    ]);
  });

  test('if it is in another chart or in a nested one', () => {
    const chart = appChart();
    web(chart);
    policy(new Chart(App.of(chart), 'other', { namespace: 'shop' }), 'more', { targetRefs: [targetRef('web')] });
    policy(new Chart(chart, 'inner', { namespace: 'shop' }), 'most', { targetRefs: [targetRef('web')] });
    expect(errorsOfApp(chart)).toEqual([
      'test/inner/most: policy-conflict spec.targetRefs[0]',
      'other/more: policy-conflict spec.targetRefs[0]',
    ]);
  });

  test('under the construct of the route if that comes second', () => {
    const chart = appChart();
    policy(chart, 'more', { targetRefs: [targetRef('web')] });
    web(chart);
    expect(messagesOfApp(chart)).toMatchObject([
      { path: 'test/route', id: 'policy-conflict', expected: expect.stringMatching(/ test\/more$/) },
    ]);
  });

  test('at each of its targets', () => {
    const chart = appChart();
    web(chart, { hostnames: times(17, (i) => `h${i}.example.com`) });
    policy(chart, 'more', { targetRefs: [targetRef('other'), targetRef('web-1'), targetRef('web')] });
    expect(messagesOfApp(chart)).toMatchObject([
      { id: 'policy-conflict', property: 'spec.targetRefs[1]', value: '"HTTPRoute shop/web-1"' },
      { id: 'policy-conflict', property: 'spec.targetRefs[2]', value: '"HTTPRoute shop/web"' },
    ]);
  });

  test('if a selector selects the route', () => {
    const chart = appChart();
    web(chart, LABELLED);
    const selector = (team: string) => ({ kind: 'HTTPRoute', matchLabels: { team } });
    policy(chart, 'more', { targetSelectors: [selector('b'), selector('a')] });
    expect(errorsOfApp(chart)).toEqual(['test/more: policy-conflict spec.targetSelectors[1]']);
  });

  test('if it is for a rule with a policy of its own', () => {
    const chart = appChart();
    web(chart, { http: LOGIN, ruleStickiness: { login: NONE } });
    policy(chart, 'more', { targetRefs: [targetRef('web', 'login')] });
    expect(messagesOfApp(chart)).toMatchObject([
      {
        path: 'test/more',
        id: 'policy-conflict',
        value: '"HTTPRoute shop/web, section login"',
        expected: expect.stringMatching(/ test\/route\/Policy-rule-login$/),
      },
    ]);
  });

  test('if it is a StickyPolicy', () => {
    const chart = appChart();
    web(chart);
    new StickyPolicy(chart, 'sticky', { targetRefs: [targetRef('web')] });
    expect(errorsOfApp(chart)).toEqual(['test/sticky: policy-conflict spec.targetRefs[0]']);
  });

  test('if neither policy is of this package', () => {
    const chart = appChart();
    web(chart);
    policy(chart, 'one', { targetRefs: [targetRef('public', undefined, 'Gateway')] });
    policy(chart, 'two', { targetRefs: [targetRef('public', undefined, 'Gateway')] });
    expect(messagesOfApp(chart)).toMatchObject([
      {
        path: 'test/two',
        id: 'policy-conflict',
        value: '"Gateway shop/public"',
        expected: expect.stringMatching(/ test\/one$/),
      },
    ]);
  });
});

test('a policy for a rule of the route, which replaces that of the route, is an error that says so', () => {
  const chart = appChart();
  web(chart, { http: LOGIN });
  policy(chart, 'more', { targetRefs: [targetRef('web', 'login')] });
  expect(errorsOfApp(chart)).toEqual(CONFLICT);
  expect(() => App.of(chart).synthYaml()).toThrow(/because the policy of a rule replaces that of its route/);
});

describe('policies do not conflict if', () => {
  test.each([
    ['one is for another route', targetRef('other')],
    ['one is for another kind of target', targetRef('web', undefined, 'Service')],
  ])('%s', (_, ref) => {
    const chart = appChart();
    web(chart);
    policy(chart, 'more', { targetRefs: [ref] });
    expect(errorsOfApp(chart)).toEqual([]);
  });

  test('one is for a rule without stickiness', () => {
    const chart = appChart();
    const http = [...LOGIN, { ...ruleAt('/other'), name: 'other' }];
    web(chart, { http, stickiness: NONE, ruleStickiness: { other: HASH } });
    policy(chart, 'more', { targetRefs: [targetRef('web', 'login')] });
    expect(errorsOfApp(chart)).toEqual([]);
  });

  test('they are in different namespaces', () => {
    const chart = appChart();
    web(chart);
    web(new Chart(App.of(chart), 'desk', { namespace: 'desk' }));
    policy(new Chart(App.of(chart), 'edge', { namespace: 'edge' }), 'more', {
      targetRefs: [targetRef('public', undefined, 'Gateway')],
    });
    expect(errorsOfApp(chart)).toEqual([]);
  });

  test.each([
    ['they are of different kinds', ENVOY_GATEWAY, 'EnvoyExtensionPolicy'],
    ['they are of different groups', 'example.com/v1', 'BackendTrafficPolicy'],
  ])('%s', (_, apiVersion, kind) => {
    const chart = appChart();
    web(chart);
    raw(chart, 'more', apiVersion, kind, { targetRefs: [targetRef('web')] });
    expect(errorsOfApp(chart)).toEqual([]);
  });

  test('they are the same policy', () => {
    const chart = appChart();
    web(chart, { ...LABELLED, stickiness: NONE });
    const targetSelectors = [{ kind: 'HTTPRoute', matchLabels: { team: 'a' } }];
    policy(chart, 'more', { targetRefs: [targetRef('web')], targetSelectors });
    expect(errorsOfApp(chart)).toEqual([]);
  });
});

describe('a JSON patch', () => {
  test('can make a conflict', () => {
    const chart = appChart();
    web(chart);
    const more = policy(chart, 'more', { targetRefs: [targetRef('other')] });
    more.addJsonPatch(JsonPatch.replace('/spec/targetRefs/0/name', 'web'));
    expect(errorsOfApp(chart)).toEqual(CONFLICT);
  });

  test("can remove a conflict, in somebody else's policy and in one of this package", () => {
    const chart = appChart();
    web(chart);
    policy(chart, 'more', { targetRefs: [targetRef('web')] }).addJsonPatch(
      JsonPatch.replace('/spec/targetRefs/0/name', 'other'),
    );
    const desk = new Chart(App.of(chart), 'desk', { namespace: 'desk' });
    web(desk, { http: LOGIN }).policies[0]?.addJsonPatch(JsonPatch.add('/spec/targetRefs/0/sectionName', 'login'));
    policy(desk, 'more', { targetRefs: [targetRef('web')] });
    expect(errorsOfApp(chart)).toEqual([]);
  });

  test('can make a policy of this package conflict with another one', () => {
    const chart = appChart();
    web(chart, { http: LOGIN }).policies[0]?.addJsonPatch(JsonPatch.add('/spec/targetRefs/0/sectionName', 'login'));
    policy(chart, 'more', { targetRefs: [targetRef('web', 'login')] });
    expect(errorsOfApp(chart)).toEqual(CONFLICT);
  });
});
