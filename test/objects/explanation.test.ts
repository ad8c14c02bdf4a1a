import { Stickiness, StickyGatewayRoute, type StickyGatewayRouteProps, StickyPolicy } from '../../src';
import { policyExplanation } from '../../src/objects/explanation';
import { targetRef } from '../support/app';
import { backends, manifestsOf, PARENT_REFS, pathRule, testChart } from '../support/chart';

const KEY = 'cdk8s-sticky-gateway-route/explanation';
const CANARY = [{ backendRefs: backends(9, 1) }];
const REDIRECT = [{ filters: [{ type: 'RequestRedirect', requestRedirect: { port: 443 } }] }] as never;

/** The objects of a construct, and which factories their explanations name. */
function explained(props: Partial<StickyGatewayRouteProps>): [string, string[] | undefined][] {
  return manifestsOf({ metadata: { name: 'web' }, ...props }).map(({ kind, metadata }) => {
    const text = (metadata as { annotations?: Record<string, string> }).annotations?.[KEY];
    return [`${kind} ${metadata.name}`, text?.match(/Stickiness\.\w+\(\)/g) ?? undefined];
  });
}

test.each<[string, Partial<StickyGatewayRouteProps>]>([
  ['a hash and one backend', { stickiness: Stickiness.cookie() }],
  ['no stickiness', { http: CANARY, stickiness: Stickiness.none() }],
])("nothing is explained for %s, as all filters are the author's", (_, props) => {
  expect(explained(props).every(([, factories]) => factories === undefined)).toBe(true);
});

test('a rule without backends has no filters to explain', () => {
  expect(explained({ http: REDIRECT, stickiness: Stickiness.path('/{a}') })[0]).toEqual(['HTTPRoute web', undefined]);
});

test('a route whose backends have filters for their weights is explained, and its policy is not', () => {
  expect(explained({ http: CANARY, stickiness: Stickiness.cookie() })).toEqual([
    ['HTTPRoute web', ['Stickiness.cookie()']],
    ['BackendTrafficPolicy web', undefined],
  ]);
});

test('a route whose filters compute a key is explained, and so is its policy', () => {
  const [route, policy] = explained({ http: [pathRule('a')], stickiness: Stickiness.path('/a/{b}') });
  expect(route).toEqual(['HTTPRoute web', ['Stickiness.path()']]);
  expect(policy).toEqual(['BackendTrafficPolicy web', ['Stickiness.path()']]);
});

test('the route for sessions is explained, and so are the route that it is named after and the policy', () => {
  expect(explained({ http: CANARY, stickiness: Stickiness.sessionHeader('X-Pod') })).toEqual([
    ['HTTPRoute web', ['Stickiness.sessionHeader()']],
    ['HTTPRoute web-sessions', ['Stickiness.sessionHeader()']],
    ['BackendTrafficPolicy web', ['Stickiness.sessionHeader()']],
  ]);
});

test('a route names every stickiness that has filters in it, each once', () => {
  const http = [pathRule('a'), pathRule('b'), pathRule('c'), pathRule('d')];
  const ruleStickiness = { a: Stickiness.mcp(), b: Stickiness.mcp(), c: Stickiness.sessionHeader('X-Pod') };
  expect(explained({ http, ruleStickiness })[0]).toEqual([
    'HTTPRoute web',
    ['Stickiness.mcp()', 'Stickiness.sessionHeader()'],
  ]);
});

test('the explanations of a pin, of a computed key and of the route for sessions differ', () => {
  const texts = [
    policyExplanation(Stickiness.mcp()._plan),
    policyExplanation(Stickiness.firstOf([Stickiness.header('a'), Stickiness.sourceIp()])._plan),
  ].map((annotations) => annotations[KEY]);
  expect(new Set([...texts, undefined]).size).toBe(3);
  expect(policyExplanation(Stickiness.header('a')._plan)).toEqual({});
});

test('the annotations of the author stay beside the explanation, and may replace it', () => {
  const annotationsOf = (annotations: Record<string, string>) => {
    const chart = testChart();
    const metadata = { annotations };
    const made = new StickyGatewayRoute(chart, 'route', {
      metadata,
      parentRefs: PARENT_REFS,
      http: CANARY,
      stickiness: Stickiness.cookie(),
    });
    return made.httpRoutes[0]?.toJson().metadata.annotations;
  };
  expect(annotationsOf({ note: 'a' })).toEqual({ note: 'a', [KEY]: expect.any(String) });
  expect(annotationsOf({ [KEY]: 'mine' })).toEqual({ [KEY]: 'mine' });
});

test('a StickyPolicy has no explanation, as it has no filters', () => {
  const made = new StickyPolicy(testChart(), 'sticky', {
    targetRefs: [targetRef('wiki')],
    stickiness: Stickiness.cookie(),
  });
  expect(made.policy.toJson().metadata).not.toHaveProperty('annotations');
});
