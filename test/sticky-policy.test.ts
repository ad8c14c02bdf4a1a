import { type Chart, Testing } from 'cdk8s';
import { EnvoyGatewayVersion, Stickiness, StickyPolicy, type StickyPolicyProps } from '../src';
import { targetRef } from './support/app';
import { type Manifest, testChart } from './support/chart';
import { brief, messagesOfPolicy, printedWarnings } from './support/findings';

const ROUTE = targetRef('wiki');
const sticky = (chart: Chart, props: Partial<StickyPolicyProps> = {}) =>
  new StickyPolicy(chart, 'sticky', { targetRefs: [ROUTE], ...props });

function rendered(props?: Partial<StickyPolicyProps>): Manifest[] {
  const chart = testChart();
  sticky(chart, props);
  return Testing.synth(chart);
}

/** The errors of one policy, each as `<id> <property>`. */
const errorsOf = (props: Partial<StickyPolicyProps>) => messagesOfPolicy(props).map(brief);

test('a StickyPolicy renders one BackendTrafficPolicy, and exposes it with its stickiness', () => {
  const stickiness = Stickiness.header('X-User');
  const made = sticky(testChart(), { stickiness });
  expect(made.policy.node.path).toBe('test/sticky/Resource');
  expect(made.stickiness).toBe(stickiness);
  expect(rendered({ metadata: { name: 'wiki' }, stickiness })).toEqual([
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

test('the default stickiness of a StickyPolicy is the cookie', () => {
  expect(rendered()[0]?.spec).toEqual(rendered({ stickiness: Stickiness.cookie() })[0]?.spec);
});

test('trafficPolicy of a StickyPolicy passes through, and streaming turns off the request timeout', () => {
  const props = { streaming: true, trafficPolicy: { mergeType: 'StrategicMerge' }, acknowledge: ['circuit-breaker'] };
  expect(rendered(props)[0]?.spec).toMatchObject({
    mergeType: 'StrategicMerge',
    timeout: { http: { requestTimeout: '0s' } },
  });
});

test.each([
  ['sessionCookie()', Stickiness.sessionCookie({ name: 'pin' })],
  ['sessionHeader()', Stickiness.sessionHeader('X-Pod')],
  ['serverSession()', Stickiness.serverSession({ header: 'X-Session' })],
  ['mcp()', Stickiness.mcp()],
  ['path()', Stickiness.path('/rooms/{room}')],
  ['firstOf()', Stickiness.firstOf([Stickiness.header('X-User'), Stickiness.sourceIp()])],
])('%s is an error, as it needs header filters in the route', (_, stickiness) => {
  expect(errorsOf({ stickiness })).toEqual(['needs-filters stickiness']);
});

test.each([
  ['cookie()', Stickiness.cookie()],
  ['header()', Stickiness.header('X-User')],
  ['headers()', Stickiness.headers(['X-User', 'X-Tenant'])],
  ['queryParams()', Stickiness.queryParams(['room'])],
  ['sourceIp()', Stickiness.sourceIp()],
  ['none()', Stickiness.none()],
])('%s is accepted, as it needs no header filters in the route', (_, stickiness) => {
  expect(errorsOf({ stickiness, acknowledge: ['source-ip'] })).toEqual([]);
});

describe('targetRefs of a StickyPolicy', () => {
  test('have at least one target', () => {
    expect(errorsOf({ targetRefs: [] })).toContain('no-target targetRefs');
  });

  test('may be HTTPRoutes, GRPCRoutes and rules of them', () => {
    const targetRefs = [ROUTE, targetRef('quotes', undefined, 'GRPCRoute'), targetRef('shop', 'cart')];
    expect(errorsOf({ targetRefs, stickiness: Stickiness.header('X-User') })).toEqual([]);
  });

  test.each([
    ['a Gateway', targetRef('public', undefined, 'Gateway')],
    ['an HTTPRoute of another API group', { ...ROUTE, group: 'example.com' }],
  ])('may not be %s', (_, target) => {
    expect(errorsOf({ targetRefs: [target] })).toContain('target-kind targetRefs[0].kind');
  });

  test('have each target once', () => {
    expect(errorsOf({ targetRefs: [ROUTE, targetRef('other'), ROUTE] })).toEqual(['duplicate-item targetRefs[2]']);
    expect(errorsOf({ targetRefs: [ROUTE, targetRef('wiki', 'edit')] })).toEqual([]);
  });
});

test('all other properties of a StickyPolicy are checked as those of a StickyGatewayRoute', () => {
  expect(
    errorsOf({
      metadata: { name: 'Wiki', labels: { 'a/b/c': '' } },
      trafficPolicy: { routingType: 'Service', timeout: { http: { requestTimeout: '5s' } } },
      streaming: true,
      acknowledge: ['everything'],
      stickiness: Stickiness.headers(['a']),
      target: EnvoyGatewayVersion.V1_5,
      hostnames: [],
    } as never),
  ).toEqual([
    'unknown-field hostnames',
    'unknown-finding acknowledge[0]',
    'object-name metadata.name',
    'metadata-key metadata.labels["a/b/c"]',
    'newer-envoy-gateway stickiness',
    'routing-type trafficPolicy.routingType',
    'stream-timeout trafficPolicy.timeout.http.requestTimeout',
  ]);
});

test('a StickyPolicy has the warnings of a StickyGatewayRoute, and acknowledges them in the same way', () => {
  const props = { stickiness: Stickiness.sourceIp(), trafficPolicy: { retry: {} }, streaming: true };
  expect(errorsOf(props)).toEqual([]);
  expect(printedWarnings().map(({ path, id }) => `${path} ${id}`)).toEqual([
    'test/sticky retry',
    'test/sticky circuit-breaker',
    'test/sticky source-ip',
  ]);
  jest.mocked(process.stderr.write).mockClear();
  expect(errorsOf({ ...props, acknowledge: ['source-ip', 'retry'] })).toEqual([]);
  expect(printedWarnings().map(({ id }) => id)).toEqual(['circuit-breaker']);
});
