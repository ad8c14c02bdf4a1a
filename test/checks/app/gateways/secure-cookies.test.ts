import { App, Chart, JsonPatch } from 'cdk8s';
import { Stickiness, StickyPolicy } from '../../../../src';
import { appChart, ENVOY_GATEWAY, GATEWAY_API, raw, targetRef, web } from '../../../support/app';
import { GRPC, HTTP, hosts, PARENT_REFS } from '../../../support/chart';
import { brief, messagesOfApp, printedWarnings } from '../../../support/findings';
import { HASH, NONE, REDIRECT, ruleAt, SESSION_COOKIE } from '../../fixtures';

const allowedRoutes = { namespaces: { from: 'All' } };
const PLAIN = { name: 'http', protocol: 'HTTP', port: 80, allowedRoutes };
const TLS = { name: 'https', protocol: 'HTTPS', port: 443, allowedRoutes };
const TWO_RULES = [ruleAt('/'), { ...ruleAt('/a'), name: 'a' }];
const WARNING = ['test/route: secure-cookie stickiness'];

/** The warnings that a synthesis without errors prints. */
function warningsOfApp(chart: Chart): string[] {
  expect(messagesOfApp(chart)).toEqual([]);
  return printedWarnings().map((message) => `${message.path}: ${brief(message)}`);
}

/** A chart with the Gateway `gateways/public`. */
function gatewayChart(listeners: object[]): Chart {
  const chart = appChart();
  raw(chart, 'public', GATEWAY_API, 'Gateway', { listeners }, { namespace: 'gateways' });
  return chart;
}

/** The warnings for a route of `gateways/public` with these listeners. */
function warningsWith(listeners: object[], props = {}): string[] {
  const chart = gatewayChart(listeners);
  web(chart, props);
  return warningsOfApp(chart);
}
const section = (sectionName: string) => ({ parentRefs: [{ name: 'public', namespace: 'gateways', sectionName }] });

test.each([
  ['the only listener has no TLS', [PLAIN], {}],
  ['the listener of the route has no TLS', [PLAIN, TLS], section('http')],
  ['none of two listeners has TLS', [PLAIN, { ...PLAIN, name: 'other', port: 8080 }], {}],
])('a Secure cookie is doubtful if %s', (_, listeners, props) => {
  expect(warningsWith(listeners, props)).toEqual(WARNING);
});

test.each([
  ['a hash', { stickiness: Stickiness.cookie({ name: 'a', attributes: { Secure: 'true' } }) }],
  ['HTTP and gRPC rules', { grpc: [{ ...GRPC[0], name: 'quotes' }], ruleStickiness: { quotes: HASH } }],
  ['several routes', { hostnames: hosts(17) }],
  ['a session', { stickiness: SESSION_COOKIE }],
  ['a session of one of two rules', { http: TWO_RULES, stickiness: NONE, ruleStickiness: { a: SESSION_COOKIE } }],
  ['a hash and a session of one construct', { http: TWO_RULES, ruleStickiness: { a: SESSION_COOKIE } }],
])('a Secure cookie without TLS is one warning for %s', (_, props) => {
  expect(warningsWith([PLAIN], props)).toEqual(WARNING);
});

test.each([
  ['one listener has TLS', [PLAIN, TLS], {}],
  ['the listener of the route has TLS', [PLAIN, TLS], section('https')],
  ['one of two Gateways is unknown', [PLAIN], { parentRefs: [...PARENT_REFS, { name: 'private' }] }],
  ['the parent is of another kind', [PLAIN], { parentRefs: [{ ...PARENT_REFS[0], kind: 'ListenerSet' }] }],
])('a Secure cookie is fine if %s', (_, listeners, props) => {
  expect(warningsWith(listeners, props)).toEqual([]);
});

test.each([
  ['does not have the listener', [PLAIN], section('web'), 'unknown-listener parentRefs[0].sectionName'],
  ['has no listeners', [], {}, 'unknown-listener parentRefs[0]'],
])('a Secure cookie is not warned of if the Gateway %s, which is an error', (_, listeners, props, error) => {
  const chart = gatewayChart(listeners);
  web(chart, props);
  expect(messagesOfApp(chart).map(brief)).toEqual([error]);
  expect(printedWarnings()).toEqual([]);
});

test.each([
  ['a cookie that is not Secure', { stickiness: Stickiness.cookie({ attributes: {} }) }],
  ['a session cookie that is not Secure', { stickiness: Stickiness.sessionCookie({ name: 'a', secure: false }) }],
  ['a cookie of the application', { stickiness: Stickiness.cookie({ name: 'user', passive: true }) }],
  ['a header', { stickiness: HASH }],
  ['an acknowledged warning', { acknowledge: ['secure-cookie'] }],
])('plain HTTP is fine for %s', (_, props) => {
  expect(warningsWith([PLAIN], props)).toEqual([]);
});

describe('plain HTTP and a redirect', () => {
  const stickiness = Stickiness.cookie();

  test.each([
    ['a hash', stickiness],
    ['a session', SESSION_COOKIE],
  ])('without other rules are fine for %s', (_, each) => {
    expect(warningsWith([PLAIN], { http: [REDIRECT], stickiness: each })).toEqual([]);
  });

  test('beside another rule are doubtful', () => {
    expect(warningsWith([PLAIN], { http: [REDIRECT, ...HTTP], stickiness })).toEqual(WARNING);
  });
});

test('a Secure cookie is one warning, however often the app is synthesized', async () => {
  const chart = gatewayChart([PLAIN]);
  const { node } = web(chart);
  for (let i = 0; i < 3; i += 1) {
    messagesOfApp(chart);
    await Promise.resolve();
  }
  expect(printedWarnings()).toHaveLength(1);
  expect(node.metadata).toHaveLength(1);
});

test('a parent without a namespace is a Gateway in the namespace of the route', () => {
  const chart = appChart();
  raw(chart, 'public', GATEWAY_API, 'Gateway', { listeners: [PLAIN] });
  const props = { parentRefs: [{ name: 'public' }] };
  web(chart, props);
  web(new Chart(App.of(chart), 'desk', { namespace: 'desk' }), props);
  expect(warningsOfApp(chart)).toEqual([...WARNING, 'desk/route: parent-typo parentRefs[0]']);
});

describe('the policy of a StickyPolicy', () => {
  const warnings = (listeners: object[], targets: string[]) => {
    const chart = gatewayChart(listeners);
    raw(chart, 'wiki', GATEWAY_API, 'HTTPRoute', { parentRefs: PARENT_REFS, rules: HTTP });
    new StickyPolicy(chart, 'sticky', { targetRefs: targets.map((name) => targetRef(name)) });
    return warningsOfApp(chart);
  };

  test("with a Secure cookie is doubtful if somebody else's route has no TLS", () => {
    expect(warnings([PLAIN], ['wiki'])).toEqual(['test/sticky: secure-cookie stickiness']);
  });

  test("with a Secure cookie is fine if somebody else's route has TLS", () => {
    expect(warnings([TLS], ['wiki'])).toEqual([]);
  });

  test('with a Secure cookie is fine if one of its routes is unknown', () => {
    expect(warnings([PLAIN], ['wiki', 'other'])).toEqual([]);
  });
});

test("somebody else's policy is not reported, nor one whose route is renamed by a JSON patch", () => {
  const chart = gatewayChart([PLAIN]);
  const { policies, httpRoutes } = web(chart);
  raw(chart, 'more', ENVOY_GATEWAY, 'BackendTrafficPolicy', policies[0]?.toJson().spec);
  httpRoutes[0]?.addJsonPatch(JsonPatch.replace('/metadata/name', 'other'));
  messagesOfApp(chart);
  expect(printedWarnings().map(brief)).toEqual(['policy-typo spec.targetRefs[0]']);
});

test('a Secure cookie is fine if one of two routes has TLS', () => {
  const chart = gatewayChart([PLAIN, TLS]);
  const { httpRoutes } = web(chart, { ...section('http'), hostnames: hosts(17) });
  httpRoutes[1]?.addJsonPatch(JsonPatch.replace('/spec/parentRefs/0/sectionName', 'https'));
  expect(warningsOfApp(chart)).toEqual([]);
});

test('a Secure attribute that a JSON patch removes is not reported', () => {
  const chart = gatewayChart([PLAIN]);
  const secure = '/spec/loadBalancer/consistentHash/cookie/attributes/secure';
  web(chart).policies[0]?.addJsonPatch(JsonPatch.remove(secure));
  expect(warningsOfApp(chart)).toEqual([]);
});
