import { App, Chart, JsonPatch } from 'cdk8s';
import { appChart, ENVOY_GATEWAY, GATEWAY_API, policy, problemsOfApp, raw, targetRef, web } from '../../support/app';
import { GRPC } from '../../support/chart';

const typo = (written: string, meant: string, path: string, policyPath = 'test/more') =>
  `[] ${policyPath}: spec.targetRefs[0]: got "${written}"; allowed: a route that is there, in the namespace of the policy; remedy: write the kind, namespace and name of ${meant}, which is ${path}.`;

/** What is said of a policy in namespace shop that names a route in this way, where there are routes of these names. */
function problemsOf(written: string, names: readonly string[] = ['checkout'], kind = 'HTTPRoute'): string[] {
  const chart = appChart();
  web(chart);
  for (const name of names) {
    raw(chart, `made-${name}`, GATEWAY_API, 'HTTPRoute', {}, { name });
  }
  policy(chart, 'more', { targetRefs: [targetRef(written, undefined, kind)] });
  return problemsOfApp(chart);
}

describe('a route is known', () => {
  test('by its name under another kind', () => {
    expect(problemsOf('checkout', ['checkout'], 'GRPCRoute')).toEqual([
      typo('GRPCRoute shop/checkout', 'HTTPRoute shop/checkout', 'test/made-checkout'),
    ]);
  });

  test('by its name in another namespace, also where the policy has none', () => {
    const chart = appChart();
    web(chart);
    policy(new Chart(App.of(chart), 'a', { namespace: 'desk' }), 'more', { targetRefs: [targetRef('web')] });
    policy(new Chart(App.of(chart), 'b'), 'more', { targetRefs: [targetRef('web')] });
    expect(problemsOfApp(chart)).toEqual([
      typo('HTTPRoute desk/web', 'HTTPRoute shop/web', 'test/route/Resource', 'a/more'),
      typo('HTTPRoute web', 'HTTPRoute shop/web', 'test/route/Resource', 'b/more'),
    ]);
  });

  test.each([
    ['a StickyGatewayRoute', 'route', 'HTTPRoute shop/web', 'test/route/Resource'],
    ['another construct', 'made-checkout', 'HTTPRoute shop/checkout', 'test/made-checkout'],
  ])('by the id of %s', (_, id, meant, path) => {
    expect(problemsOf(id)).toEqual([typo(`HTTPRoute shop/${id}`, meant, path)]);
  });

  test('by the id of a StickyGatewayRoute of several routes', () => {
    const chart = appChart();
    web(chart, { grpc: GRPC });
    policy(chart, 'more', { targetRefs: [targetRef('route', undefined, 'GRPCRoute')] });
    expect(problemsOfApp(chart)).toEqual([typo('GRPCRoute shop/route', 'GRPCRoute shop/web', 'test/route/GrpcRoute')]);
  });

  test.each([
    ['a letter too many', 'checkoutt'],
    ['a letter too many at its start', 'acheckout'],
    ['a letter too few', 'chekout'],
    ['another letter', 'checkaut'],
    ['letters in each other’s place', 'chekcout'],
    ['capitals', 'Checkout'],
    ['a capital and a typo', 'Chekcout'],
  ])('with %s', (_, written) => {
    expect(problemsOf(written)).toEqual([
      typo(`HTTPRoute shop/${written}`, 'HTTPRoute shop/checkout', 'test/made-checkout'),
    ]);
  });

  test.each([
    ['with three letters in common', 'weba', ['webb'], true],
    ['with two letters in common it is another', 'ap', ['apb'], false],
  ])('%s', (_, written, names, isKnown) => {
    expect(problemsOf(written, names)).toHaveLength(isKnown ? 1 : 0);
  });

  test('by the name that a JSON patch gives it', () => {
    const chart = appChart();
    web(chart).httpRoutes[0]?.addJsonPatch(JsonPatch.replace('/metadata/name', 'checkout'));
    expect(problemsOfApp(chart)).toEqual([
      typo('HTTPRoute shop/web', 'HTTPRoute shop/checkout', 'test/route/Resource', 'test/route/Policy'),
    ]);
  });

  test('to a policy of the construct that somebody has patched', () => {
    const chart = appChart();
    web(chart).policies[0]?.addJsonPatch(JsonPatch.replace('/spec/targetRefs/0/name', 'another-app'));
    expect(problemsOfApp(chart)).toEqual([
      typo('HTTPRoute shop/another-app', 'HTTPRoute shop/web', 'test/route/Resource', 'test/route/Policy'),
    ]);
  });

  test('to policies with targetRef, too', () => {
    const chart = appChart();
    web(chart);
    raw(chart, 'more', ENVOY_GATEWAY, 'BackendTrafficPolicy', { targetRef: targetRef('route') });
    expect(problemsOfApp(chart)).toEqual([
      typo('HTTPRoute shop/route', 'HTTPRoute shop/web', 'test/route/Resource').replace('targetRefs[0]', 'targetRef'),
    ]);
  });
});

describe('no alarm is given for', () => {
  test.each([
    ['a route of another app', 'orders'],
    ['another number', 'checkout-2'],
    ['two letters that differ', 'checkaud'],
    ['letters that changed places far from each other', 'chtckoue'],
    ['a letter that went further than to its neighbour', 'checoukt'],
    ['a letter that is missing where the next one is wrong', 'checoxut'],
    ['a part of a name', 'check'],
    ['a short name', 'wb'],
    ['a name that is longer by a word', 'checkout-api'],
  ])('%s', (_, written) => {
    expect(problemsOf(written, ['checkout', 'checkout-1'])).toEqual([]);
  });

  test('a typo in another namespace, where the route may be of another app', () => {
    const chart = appChart();
    web(chart, { metadata: { name: 'checkout' } });
    policy(new Chart(App.of(chart), 'desk', { namespace: 'desk' }), 'more', { targetRefs: [targetRef('chekcout')] });
    expect(problemsOfApp(chart)).toEqual([]);
  });

  test('a Gateway that is called almost like a route', () => {
    expect(problemsOf('chekcout', ['checkout'], 'Gateway')).toEqual([]);
  });

  test('a route that a JSON patch names so', () => {
    const chart = appChart();
    web(chart);
    raw(chart, 'twin', GATEWAY_API, 'HTTPRoute', {}).addJsonPatch(JsonPatch.replace('/metadata/name', 'checkout'));
    policy(chart, 'more', { targetRefs: [targetRef('checkout')] });
    expect(problemsOfApp(chart)).toEqual([]);
  });
});
