import { type ApiObject, App, Chart, Yaml } from 'cdk8s';
import * as fc from 'fast-check';
import { HttpRouteSpecRulesFiltersType as FilterType } from '../imports/gateway.networking.k8s.io';
import { Stickiness, StickyGatewayRoute, type StickyGatewayRouteProps } from '../src';
import {
  backends,
  GRPC,
  HTTP,
  hosts,
  manifestsOf,
  PARENT_REFS,
  pathRule,
  pathRules,
  route,
  testChart,
} from './support/chart';

const LISTENER = [{ name: 'public', namespace: 'gateways', sectionName: 'https' }];
const ELSEWHERE = { backendRefs: [{ name: 'api', namespace: 'desk', port: 80 }] };
const SET_A = {
  type: FilterType.RESPONSE_HEADER_MODIFIER,
  responseHeaderModifier: { set: [{ name: 'a', value: '1' }] },
};

/** Independent constructs with all kinds of properties. */
const CONSTRUCTS: Readonly<Record<string, Partial<StickyGatewayRouteProps>>> = {
  plain: {},
  grpc: { grpc: GRPC, stickiness: Stickiness.header('X-User'), trafficPolicy: { retry: { numRetries: 2 } } },
  split: { hostnames: hosts(40), grpc: GRPC, stickiness: Stickiness.header('X-User') },
  rules: {
    http: [pathRule('a'), pathRule('b')],
    ruleStickiness: { a: Stickiness.none(), b: Stickiness.sessionHeader('X-Pod') },
  },
  list: { parentRefs: LISTENER, stickiness: Stickiness.firstOf([Stickiness.header('X-User'), Stickiness.sourceIp()]) },
  session: { http: [pathRule('mcp')], stickiness: Stickiness.mcp() },
  sessions: {
    http: [{ backendRefs: backends(9, 1) }, { ...pathRule('a'), backendRefs: backends(9, 1) }],
    stickiness: Stickiness.sessionCookie({ name: 'pin' }),
  },
  room: { http: [pathRule('rooms')], stickiness: Stickiness.path('/rooms/{room}') },
  grants: { http: [ELSEWHERE], referenceGrants: true, metadata: { labels: { team: 'a' }, annotations: { a: 'b' } } },
  weights: { http: [{ backendRefs: backends(9, 1) }], acknowledge: ['weighted-cookie'] },
  large: {
    metadata: { labels: { team: 'a' }, name: 'shop' },
    hostnames: hosts(40),
    http: [
      ...pathRules(40),
      { ...pathRule('canary'), backendRefs: backends(9, 1) },
      { ...pathRule('mcp'), filters: [SET_A] },
    ],
    grpc: GRPC,
    stickiness: Stickiness.header('X-User'),
    ruleStickiness: { 'rule-3': Stickiness.none(), canary: Stickiness.sessionHeader('x-pod'), mcp: Stickiness.mcp() },
    trafficPolicy: { timeout: { http: { streamIdleTimeout: '2h' } } },
    streaming: true,
  },
};
const IDS = Object.keys(CONSTRUCTS);

/** The YAML of each construct, in an app that has these in this order, each in a chart of its own. */
function yamlsOf(ids: readonly string[]): Record<string, string> {
  const app = new App();
  for (const id of ids) {
    route(CONSTRUCTS[id], new Chart(app, id, { namespace: id }));
  }
  return Object.fromEntries(app.charts.map((chart) => [chart.node.id, Yaml.stringify(...chart.toJson())]));
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(frozen);
    Object.freeze(value);
  }
  return value;
}

test('a construct renders the same bytes, whatever else is in the app and in which order', () => {
  const all = yamlsOf(IDS);
  expect(Object.keys(all).sort()).toEqual([...IDS].sort());
  fc.assert(
    fc.property(fc.shuffledSubarray(IDS, { minLength: 1 }), (ids) => {
      expect(yamlsOf(ids)).toEqual(Object.fromEntries(ids.map((id) => [id, all[id]])));
    }),
    { numRuns: 30 },
  );
});

test('a construct renders the same bytes after another one in its chart', () => {
  const yamlOf = (afterAnother: boolean) => {
    const chart = testChart();
    if (afterAnother) {
      new StickyGatewayRoute(chart, 'another', { parentRefs: PARENT_REFS, http: HTTP });
    }
    const objects = route({ hostnames: hosts(40) }, chart).node.children as ApiObject[];
    return Yaml.stringify(...objects.map((object) => object.toJson()));
  };
  expect(yamlOf(true)).toBe(yamlOf(false));
});

test.each(IDS)('the properties are not changed: %s', (id) => {
  const props = { parentRefs: PARENT_REFS, ...CONSTRUCTS[id] };
  const before = manifestsOf(props);
  expect(before.length).toBeGreaterThan(1);
  expect(manifestsOf(frozen(props))).toEqual(before);
});

test('the order of ruleStickiness, which Java and Go do not keep, changes nothing', () => {
  const stickinesses = Object.entries({
    http: Stickiness.none(),
    grpc: Stickiness.header('X-User'),
    both: Stickiness.none(),
  });
  const render = (entries: typeof stickinesses) =>
    Yaml.stringify(
      ...manifestsOf({
        http: [pathRule('http'), pathRule('both')],
        grpc: ['grpc', 'both'].map((name) => ({
          ...GRPC[0],
          name,
          matches: [{ method: { service: `desk.v1.${name}` } }],
        })),
        stickiness: Stickiness.sessionHeader('X-Pod'),
        ruleStickiness: Object.fromEntries(entries),
      }),
    );
  expect(render([...stickinesses].reverse())).toBe(render(stickinesses));
});
