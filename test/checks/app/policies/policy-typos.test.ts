import { App, Chart, JsonPatch, Lazy } from 'cdk8s';
import { StickyPolicy } from '../../../../src';
import { appChart, ENVOY_GATEWAY, GATEWAY_API, policy, raw, targetRef, web } from '../../../support/app';
import { GRPC, HTTP } from '../../../support/chart';
import { messagesOfApp, printedWarnings } from '../../../support/findings';
import { HASH, NONE } from '../../fixtures';

/** The typos that a synthesis warns of, each with the key that was written and the route that was meant. */
function typos(chart: Chart): string[][] {
  const before = printedWarnings().length;
  expect(messagesOfApp(chart)).toEqual([]);
  return printedWarnings()
    .slice(before)
    .map(({ path, id, property, value, remedy }) => [
      `${path}: ${id} ${property}`,
      JSON.parse(value),
      / of (.*?\))/.exec(remedy)?.[1] ?? '',
    ]);
}

/** An app with routes of these names in namespace shop, and with a policy that names a route in this way. */
function appOf(written: string, names: readonly string[] = ['checkout'], kind = 'HTTPRoute'): Chart {
  const chart = appChart();
  web(chart);
  for (const name of names) {
    raw(chart, `made-${name}`, GATEWAY_API, 'HTTPRoute', {}, { name });
  }
  policy(chart, 'more', { targetRefs: [targetRef(written, undefined, kind)] });
  return chart;
}

const TYPO = 'test/more: policy-typo spec.targetRefs[0]';
const WEB = 'HTTPRoute shop/web (test/route/Resource)';
const CHECKOUT = 'HTTPRoute shop/checkout (test/made-checkout)';

describe('a policy for a route that does not exist is warned of', () => {
  test('if a route of another kind has the name', () => {
    expect(typos(appOf('checkout', ['checkout'], 'GRPCRoute'))).toEqual([[TYPO, 'GRPCRoute shop/checkout', CHECKOUT]]);
  });

  test('if a route of another namespace has the name, unless the policy has no namespace', () => {
    const chart = appChart();
    web(chart);
    policy(new Chart(App.of(chart), 'a', { namespace: 'desk' }), 'more', { targetRefs: [targetRef('web')] });
    policy(new Chart(App.of(chart), 'b'), 'more', { targetRefs: [targetRef('web')] });
    expect(typos(chart)).toEqual([['a/more: policy-typo spec.targetRefs[0]', 'HTTPRoute desk/web', WEB]]);
  });

  test('unless the route has no namespace', () => {
    const chart = appChart();
    policy(chart, 'more', { targetRefs: [targetRef('wiki')] });
    raw(new Chart(App.of(chart), 'b'), 'wiki', GATEWAY_API, 'HTTPRoute', { rules: [] });
    expect(typos(chart)).toEqual([]);
  });

  test.each([
    ['a StickyGatewayRoute', 'route', WEB],
    ['another construct', 'made-checkout', CHECKOUT],
  ])('if it names the id of %s', (_, id, meant) => {
    expect(typos(appOf(id))).toEqual([[TYPO, `HTTPRoute shop/${id}`, meant]]);
  });

  test('if it names an id that ends like those in a StickyGatewayRoute', () => {
    const chart = appChart();
    web(chart);
    raw(chart, 'shop-HttpRoute', GATEWAY_API, 'HTTPRoute', {}, { name: 'checkout' });
    policy(chart, 'more', { targetRefs: [targetRef('shop-HttpRoute')] });
    expect(typos(chart)).toEqual([
      [TYPO, 'HTTPRoute shop/shop-HttpRoute', 'HTTPRoute shop/checkout (test/shop-HttpRoute)'],
    ]);
  });

  test('if it names the id of a StickyGatewayRoute with several routes', () => {
    const chart = appChart();
    web(chart, { grpc: GRPC, stickiness: HASH });
    policy(chart, 'more', { targetRefs: [targetRef('route', undefined, 'GRPCRoute')] });
    expect(typos(chart)).toEqual([[TYPO, 'GRPCRoute shop/route', 'GRPCRoute shop/web (test/route/GrpcRoute)']]);
  });

  test.each([
    ['one letter more', 'checkoutt'],
    ['one letter more at the start', 'acheckout'],
    ['one letter less', 'chekout'],
    ['another letter', 'checkaut'],
    ['two swapped letters', 'chekcout'],
    ['a capital', 'Checkout'],
    ['a capital and a typo', 'Chekcout'],
  ])('if it names a route with %s', (_, written) => {
    expect(typos(appOf(written))).toEqual([[TYPO, `HTTPRoute shop/${written}`, CHECKOUT]]);
  });

  test('if it has three letters in common with a name, not if it has two', () => {
    expect(typos(appOf('weba', ['webb'])).map(([typo]) => typo)).toEqual([TYPO]);
    expect(typos(appOf('ap', ['apb']))).toEqual([]);
  });

  test('if a JSON patch renames its route', () => {
    const chart = appChart();
    web(chart).httpRoutes[0]?.addJsonPatch(JsonPatch.replace('/metadata/name', 'checkout'));
    expect(typos(chart)).toEqual([
      [
        'test/route: policy-typo spec.targetRefs[0]',
        'HTTPRoute shop/web',
        'HTTPRoute shop/checkout (test/route/Resource)',
      ],
    ]);
  });

  test('if a JSON patch renames the target of a policy of this package', () => {
    const chart = appChart();
    web(chart).policies[0]?.addJsonPatch(JsonPatch.replace('/spec/targetRefs/0/name', 'another-app'));
    expect(typos(chart)).toEqual([['test/route: policy-typo spec.targetRefs[0]', 'HTTPRoute shop/another-app', WEB]]);
  });

  test('if it has targetRef', () => {
    const chart = appChart();
    web(chart);
    raw(chart, 'more', ENVOY_GATEWAY, 'BackendTrafficPolicy', { targetRef: targetRef('route') });
    expect(typos(chart)).toEqual([['test/more: policy-typo spec.targetRef', 'HTTPRoute shop/route', WEB]]);
  });

  test('if it is a StickyPolicy', () => {
    const chart = appChart();
    web(chart);
    new StickyPolicy(chart, 'sticky', { targetRefs: [targetRef('other'), targetRef('route')] });
    expect(typos(chart)).toEqual([['test/sticky: policy-typo spec.targetRefs[1]', 'HTTPRoute shop/route', WEB]]);
  });
});

describe('a policy for a route that does not exist is accepted', () => {
  test.each([
    ['the name of another app', 'orders'],
    ['another number', 'checkout-2'],
    ['two other letters', 'checkaud'],
    ['two letters that are swapped far apart', 'chtckoue'],
    ['a letter that moved by two', 'checoukt'],
    ['a missing letter before a wrong one', 'checoxut'],
    ['a part of a name', 'check'],
    ['a short name', 'wb'],
    ['a name with one more word', 'checkout-api'],
  ])('with %s', (_, written) => {
    expect(typos(appOf(written, ['checkout', 'checkout-1']))).toEqual([]);
  });

  test('with a typo in another namespace', () => {
    const chart = appChart();
    web(chart, { metadata: { name: 'checkout' } });
    policy(new Chart(App.of(chart), 'desk', { namespace: 'desk' }), 'more', { targetRefs: [targetRef('chekcout')] });
    expect(typos(chart)).toEqual([]);
  });

  test('with the kind of a Gateway', () => {
    expect(typos(appOf('chekcout', ['checkout'], 'Gateway'))).toEqual([]);
  });

  test('with the name that a JSON patch gives to a route', () => {
    const chart = appChart();
    web(chart);
    raw(chart, 'twin', GATEWAY_API, 'HTTPRoute', {}).addJsonPatch(JsonPatch.replace('/metadata/name', 'checkout'));
    policy(chart, 'more', { targetRefs: [targetRef('checkout')] });
    expect(typos(chart)).toEqual([]);
  });
});

describe('a policy for a rule', () => {
  const unknown = (...names: (string | undefined)[]) => {
    const chart = appChart();
    const http = names.map((name, i) => ({ ...HTTP[0], name, matches: [{ path: { value: `/${i}` } }] }));
    web(chart, { http, stickiness: NONE });
    policy(chart, 'more', { targetRefs: [targetRef('web', 'login')] });
    return messagesOfApp(chart).map(({ id, property, expected }) => [`${id} ${property}`, expected.split(': ')[1]]);
  };
  const ERROR = 'unknown-section spec.targetRefs[0].sectionName';

  test('that the route does not have is an error with the names of its rules', () => {
    expect(unknown('api', undefined, 'logout')).toEqual([[ERROR, 'api, logout']]);
    expect(unknown(undefined)).toEqual([[ERROR, 'no rule has one']]);
  });

  test('that the route has, or may have, is accepted', () => {
    expect(unknown('api', 'login')).toEqual([]);
    expect(unknown(Lazy.any({ produce: () => 'login' }))).toEqual([]);
  });
});
