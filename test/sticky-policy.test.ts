import { type Chart, Testing } from 'cdk8s';
import { EnvoyGatewayVersion, Stickiness, StickyPolicy, type StickyPolicyProps } from '../src';
import { appChart, problemsOfApp, targetRef } from './support/app';
import { type Manifest, testChart } from './support/chart';

const ROUTE = targetRef('wiki');
const sticky = (chart: Chart, props: Partial<StickyPolicyProps> = {}) =>
  new StickyPolicy(chart, 'sticky', { targetRefs: [ROUTE], ...props });

function rendered(props?: Partial<StickyPolicyProps>): Manifest[] {
  const chart = testChart();
  sticky(chart, props);
  return Testing.synth(chart);
}

/** The problems that synthesis reports, without the path in front. */
function problemsOf(props: Partial<StickyPolicyProps>): string[] {
  const chart = appChart();
  sticky(chart, props);
  return problemsOfApp(chart).map((line) => line.replace('[test/sticky] ', ''));
}

test('it renders one policy, and exposes it', () => {
  const { policy, stickiness } = sticky(testChart(), { stickiness: Stickiness.header('X-User') });
  expect(policy.node.id).toBe('Resource');
  expect(stickiness).toEqual(Stickiness.header('X-User'));
  expect(rendered({ metadata: { name: 'wiki' }, stickiness: Stickiness.header('X-User') })).toEqual([
    {
      apiVersion: 'gateway.envoyproxy.io/v1alpha1',
      kind: 'BackendTrafficPolicy',
      metadata: { name: 'wiki', namespace: 'shop' },
      spec: {
        targetRefs: [ROUTE],
        loadBalancer: { type: 'ConsistentHash', consistentHash: { type: 'Header', header: { name: 'X-User' } } },
      },
    },
  ]);
});

test('the default is the cookie of StickyGatewayRoute', () => {
  expect(rendered()[0]?.spec).toEqual(rendered({ stickiness: Stickiness.cookie() })[0]?.spec);
});

test('the rest of the policy passes through, and streams are not cut', () => {
  const props = { streaming: true, trafficPolicy: { mergeType: 'StrategicMerge' }, acknowledge: ['circuit-breaker'] };
  expect(rendered(props)[0]?.spec).toMatchObject({
    mergeType: 'StrategicMerge',
    timeout: { http: { requestTimeout: '0s' } },
  });
});

test.each([
  ['sessionCookie', Stickiness.sessionCookie({ name: 'pin' }), 'persistence'],
  ['sessionHeader', Stickiness.sessionHeader('X-Pod'), 'persistence'],
  ['serverSession', Stickiness.serverSession({ header: 'X-Session' }), 'persistence'],
  ['mcp', Stickiness.mcp(), 'persistence'],
  ['path', Stickiness.path('/rooms/{room}'), 'path() or firstOf()'],
  ['firstOf', Stickiness.firstOf([Stickiness.header('X-User'), Stickiness.sourceIp()]), 'path() or firstOf()'],
])('%s needs filters in the route, so it is refused', (_, stickiness, got) => {
  expect(problemsOf({ stickiness })).toEqual([
    `stickiness: got "${got}"; allowed: cookie, header, headers, queryParams or sourceIp, as the others need header filters in the rules of the route, which a policy cannot add; remedy: render the route with StickyGatewayRoute, or use one of these.`,
  ]);
});

test.each([
  Stickiness.cookie(),
  Stickiness.header('X-User'),
  Stickiness.headers(['X-User', 'X-Tenant']),
  Stickiness.queryParams(['room']),
  Stickiness.sourceIp(),
  Stickiness.none(),
])('what needs none is taken', (stickiness) => {
  expect(problemsOf({ stickiness, acknowledge: ['source-ip'] })).toEqual([]);
});

describe('the targets', () => {
  test('are at least one', () => {
    expect(problemsOf({ targetRefs: [] })).toContain(
      'targetRefs: got []; allowed: at least one route, as a policy for none does nothing; remedy: write [{ group: "gateway.networking.k8s.io", kind: "HTTPRoute", name: "<route>" }].',
    );
  });

  test('are routes of both kinds, and rules of them', () => {
    const targetRefs = [ROUTE, targetRef('quotes', undefined, 'GRPCRoute'), targetRef('shop', 'cart')];
    expect(problemsOf({ targetRefs, stickiness: Stickiness.header('X-User') })).toEqual([]);
  });

  test('are no Gateways', () => {
    expect(problemsOf({ targetRefs: [targetRef('public', undefined, 'Gateway')] })).toEqual([
      'targetRefs[0].kind: got "gateway.networking.k8s.io/Gateway"; allowed: gateway.networking.k8s.io/HTTPRoute, gateway.networking.k8s.io/GRPCRoute; remedy: name a route; a BackendTrafficPolicy for a whole Gateway is a matter of its owners.',
    ]);
  });

  test('are each there once', () => {
    expect(problemsOf({ targetRefs: [ROUTE, targetRef('other'), ROUTE] })).toEqual([
      expect.stringMatching(/^targetRefs\[2\]: .* no equal of targetRefs\[0\]/),
    ]);
    expect(problemsOf({ targetRefs: [ROUTE, targetRef('wiki', 'edit')] })).toEqual([]);
  });
});

test('its other properties are checked as those of a route', () => {
  const problems = problemsOf({
    metadata: { name: 'Wiki' },
    trafficPolicy: { routingType: 'Service' },
    acknowledge: ['everything'],
    stickiness: Stickiness.headers(['a']),
    target: EnvoyGatewayVersion.V1_5,
    hostnames: [],
  } as never);
  expect(problems.map((problem) => problem.slice(0, problem.indexOf(': got')))).toEqual([
    'hostnames',
    'metadata.name',
    'stickiness',
    'trafficPolicy.routingType',
    'acknowledge[0]',
  ]);
});

test('its warnings are those of the stickiness and the policy', () => {
  const { node } = sticky(testChart(), { stickiness: Stickiness.sourceIp(), trafficPolicy: { retry: {} } });
  expect(node.metadata.map(({ data }) => /\["(.*)"\]/.exec(data)?.[1])).toEqual(['source-ip', 'retry']);
});
