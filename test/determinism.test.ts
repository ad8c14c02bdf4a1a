import { App, Chart, Yaml } from 'cdk8s';
import * as fc from 'fast-check';
import { Stickiness, type StickyGatewayRouteProps } from '../src';
import { GRPC, HTTP, manifestsOf, PARENT_REFS, route } from './support/chart';

const LISTENER = [{ name: 'public', namespace: 'gateways', sectionName: 'https' }];
const rule = (name: string) => ({ ...HTTP[0], name, matches: [{ path: { value: `/${name}` } }] });
const ELSEWHERE = { backendRefs: [{ name: 'api', namespace: 'desk', port: 80 }] };
const canary = [
  { name: 'stable', port: 80, weight: 9 },
  { name: 'canary', port: 80, weight: 1 },
];

/** Constructs of every kind, which have nothing to do with each other. */
const CONSTRUCTS: Readonly<Record<string, Partial<StickyGatewayRouteProps>>> = {
  plain: {},
  grpc: { grpc: GRPC, stickiness: Stickiness.header('X-User'), trafficPolicy: { retry: { numRetries: 2 } } },
  split: { hostnames: Array.from({ length: 40 }, (_, i) => `h${i}.example.com`), grpc: GRPC },
  rules: {
    http: [rule('a'), rule('b')],
    ruleStickiness: { a: Stickiness.none(), b: Stickiness.sessionHeader('X-Pod') },
  },
  list: { parentRefs: LISTENER, stickiness: Stickiness.firstOf([Stickiness.header('X-User'), Stickiness.sourceIp()]) },
  session: { http: [rule('mcp')], stickiness: Stickiness.mcp() },
  sessions: {
    http: [{ backendRefs: canary }, { ...rule('a'), backendRefs: canary }],
    stickiness: Stickiness.sessionCookie({ name: 'pin' }),
  },
  room: { http: [rule('rooms')], stickiness: Stickiness.path('/rooms/{room}') },
  grants: { http: [ELSEWHERE], referenceGrants: true, metadata: { labels: { team: 'a' }, annotations: { a: 'b' } } },
  weights: { http: [{ backendRefs: canary }], acknowledge: ['weighted-cookie'] },
};
const IDS = Object.keys(CONSTRUCTS);

/** What each construct renders in an app that has these, in this order, each in a chart of its own. */
function bytes(ids: readonly string[]): Record<string, string> {
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
  const all = bytes(IDS);
  expect(Object.keys(all).sort()).toEqual([...IDS].sort());
  fc.assert(
    fc.property(fc.shuffledSubarray(IDS, { minLength: 1 }), (ids) => {
      expect(bytes(ids)).toEqual(Object.fromEntries(ids.map((id) => [id, all[id]])));
    }),
    { numRuns: 30 },
  );
});

test.each(IDS)('what its author wrote is not changed: %s', (id) => {
  const props = { parentRefs: PARENT_REFS, ...CONSTRUCTS[id] };
  const before = manifestsOf(props);
  expect(manifestsOf(frozen(props))).toEqual(before);
});
