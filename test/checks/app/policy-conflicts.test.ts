import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Chart, Include, JsonPatch } from 'cdk8s';
import { Stickiness, StickyPolicy } from '../../../src';
import { appChart, ENVOY_GATEWAY, policy, problemsOfApp, raw, targetRef, web } from '../../support/app';
import { HTTP } from '../../support/chart';

const REMEDY = 'write all settings into one of them: those of a StickyGatewayRoute go into trafficPolicy.';
const conflict = (path: string, { property = 'spec.targetRefs[0]', key = 'HTTPRoute shop/web', owner = OURS } = {}) =>
  `[] ${path}: ${property}: got "${key}"; allowed: one BackendTrafficPolicy for it; ${owner} is another, and Envoy Gateway keeps the older of the two; remedy: ${REMEDY}`;
const OURS = 'test/route/Policy';

describe('a second policy for a route', () => {
  test('is found where the imported class makes it', () => {
    const chart = appChart();
    web(chart);
    policy(chart, 'more', { targetRefs: [targetRef('web')] });
    expect(problemsOfApp(chart)).toEqual([conflict('test/more')]);
  });

  test('is found where an ApiObject makes it, with targetRef', () => {
    const chart = appChart();
    web(chart);
    raw(chart, 'more', ENVOY_GATEWAY, 'BackendTrafficPolicy', { targetRef: targetRef('web') });
    expect(problemsOfApp(chart)).toEqual([conflict('test/more', { property: 'spec.targetRef' })]);
  });

  test('is found in included YAML', () => {
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
    expect(problemsOfApp(chart)).toEqual([conflict('test/yaml/more-backendtrafficpolicy-shop')]);
  });

  test('is found in another chart, and in a chart within', () => {
    const chart = appChart();
    web(chart);
    policy(new Chart(App.of(chart), 'other', { namespace: 'shop' }), 'more', { targetRefs: [targetRef('web')] });
    policy(new Chart(chart, 'inner', { namespace: 'shop' }), 'most', { targetRefs: [targetRef('web')] });
    expect(problemsOfApp(chart)).toEqual([conflict('test/inner/most'), conflict('other/more')]);
  });

  test('is found where it comes first', () => {
    const chart = appChart();
    policy(chart, 'more', { targetRefs: [targetRef('web')] });
    web(chart);
    expect(problemsOfApp(chart)).toEqual([conflict(OURS, { owner: 'test/more' })]);
  });

  test('is found at the place of each of its targets', () => {
    const chart = appChart();
    web(chart, { hostnames: Array.from({ length: 17 }, (_, i) => `h${i}.example.com`) });
    policy(chart, 'more', { targetRefs: [targetRef('else'), targetRef('web-1'), targetRef('web')] });
    expect(problemsOfApp(chart)).toEqual([
      conflict('test/more', { property: 'spec.targetRefs[1]', key: 'HTTPRoute shop/web-1' }),
      conflict('test/more', { property: 'spec.targetRefs[2]' }),
    ]);
  });

  test('is found by what a selector selects', () => {
    const chart = appChart();
    web(chart, { metadata: { name: 'web', labels: { team: 'a' } } });
    const targetSelectors = [
      { kind: 'HTTPRoute', matchLabels: { team: 'b' } },
      { kind: 'HTTPRoute', matchLabels: { team: 'a' } },
    ];
    policy(chart, 'more', { targetSelectors });
    expect(problemsOfApp(chart)).toEqual([conflict('test/more', { property: 'spec.targetSelectors[1]' })]);
  });

  test('is found for a rule that has one of its own', () => {
    const chart = appChart();
    web(chart, { http: [{ ...HTTP[0], name: 'login' }], ruleStickiness: { login: Stickiness.none() } });
    policy(chart, 'more', { targetRefs: [targetRef('web', 'login')] });
    expect(problemsOfApp(chart)).toEqual([
      conflict('test/more', { key: 'HTTPRoute shop/web, section login', owner: `${OURS}-rule-login` }),
    ]);
  });

  test('is found for a StickyPolicy, too', () => {
    const chart = appChart();
    web(chart);
    new StickyPolicy(chart, 'sticky', { targetRefs: [targetRef('web')] });
    expect(problemsOfApp(chart)).toEqual([conflict('test/sticky/Resource')]);
  });

  test('is found where neither of the two is of this package', () => {
    const chart = appChart();
    web(chart);
    policy(chart, 'one', { targetRefs: [targetRef('public', undefined, 'Gateway')] });
    policy(chart, 'two', { targetRefs: [targetRef('public', undefined, 'Gateway')] });
    expect(problemsOfApp(chart)).toEqual([conflict('test/two', { key: 'Gateway shop/public', owner: 'test/one' })]);
  });
});

describe('no conflict is', () => {
  test.each([
    ['another route', targetRef('else')],
    ['another kind', targetRef('web', undefined, 'Service')],
    ['a rule of the route, whose policy replaces that of the route', targetRef('web', 'login')],
  ])('%s', (_, ref) => {
    const chart = appChart();
    web(chart);
    policy(chart, 'more', { targetRefs: [ref] });
    expect(problemsOfApp(chart)).toEqual([]);
  });

  test('the same name in another namespace', () => {
    const chart = appChart();
    web(chart);
    const desk = new Chart(App.of(chart), 'desk', { namespace: 'desk' });
    web(desk);
    expect(problemsOfApp(chart)).toEqual([]);
  });

  test('a policy of another kind', () => {
    const chart = appChart();
    web(chart);
    raw(chart, 'more', ENVOY_GATEWAY, 'EnvoyExtensionPolicy', { targetRefs: [targetRef('web')] });
    expect(problemsOfApp(chart)).toEqual([]);
  });

  test('a policy that finds its target twice', () => {
    const chart = appChart();
    web(chart, { metadata: { name: 'web', labels: { team: 'a' } }, stickiness: Stickiness.none() });
    const targetSelectors = [{ kind: 'HTTPRoute', matchLabels: { team: 'a' } }];
    policy(chart, 'more', { targetRefs: [targetRef('web')], targetSelectors });
    expect(problemsOfApp(chart)).toEqual([]);
  });

  test('a policy of another group that is called alike', () => {
    const chart = appChart();
    web(chart);
    raw(chart, 'more', 'example.com/v1', 'BackendTrafficPolicy', { targetRefs: [targetRef('web')] });
    expect(problemsOfApp(chart)).toEqual([]);
  });
});

describe('a JSON patch', () => {
  test('can make a conflict', () => {
    const chart = appChart();
    web(chart);
    const more = policy(chart, 'more', { targetRefs: [targetRef('else')] });
    more.addJsonPatch(JsonPatch.replace('/spec/targetRefs/0/name', 'web'));
    expect(problemsOfApp(chart)).toEqual([conflict('test/more')]);
  });

  test('can remove one, of the other policy and of the own one', () => {
    const chart = appChart();
    web(chart);
    policy(chart, 'more', { targetRefs: [targetRef('web')] }).addJsonPatch(
      JsonPatch.replace('/spec/targetRefs/0/name', 'else'),
    );
    const desk = new Chart(App.of(chart), 'desk', { namespace: 'desk' });
    web(desk).policies[0]?.addJsonPatch(JsonPatch.add('/spec/targetRefs/0/sectionName', 'login'));
    policy(desk, 'more', { targetRefs: [targetRef('web')] });
    expect(problemsOfApp(chart)).toEqual([]);
  });

  test('can put the own policy in the way of another', () => {
    const chart = appChart();
    web(chart, { http: [{ ...HTTP[0], name: 'login' }] }).policies[0]?.addJsonPatch(
      JsonPatch.add('/spec/targetRefs/0/sectionName', 'login'),
    );
    policy(chart, 'more', { targetRefs: [targetRef('web', 'login')] });
    expect(problemsOfApp(chart)).toEqual([conflict('test/more', { key: 'HTTPRoute shop/web, section login' })]);
  });
});
