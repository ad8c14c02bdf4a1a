import * as fc from 'fast-check';
import type { HttpRouteSpecRules } from '../../imports/gateway.networking.k8s.io';
import { Stickiness, type StickyGatewayRouteProps } from '../../src';
import { routes } from '../../src/objects/routes';
import { backends, GRPC, HTTP, hosts, PARENT_REFS, pathRules } from '../support/chart';
import { inputOf, plain } from '../support/objects';

function routesOf(props: Partial<StickyGatewayRouteProps>) {
  const input = inputOf(props);
  return routes('HTTPRoute', input.http, input).map((route) => ({ ...plain(route), rules: route.rules }));
}

const namesOf = (props: Partial<StickyGatewayRouteProps>) => routesOf(props).map(({ name }) => name);

test('a route has the parents, the hostnames and the rules, each with the rule of the author that it comes from', () => {
  const input = inputOf({ hostnames: hosts(1), stickiness: Stickiness.mcp() });
  const rule = { ...HTTP[0], filters: [expect.anything(), expect.anything()] };
  const made = routes('HTTPRoute', input.http, input).map((route) => ({ ...plain(route), rules: route.rules }));
  expect(made).toEqual([
    {
      kind: 'HTTPRoute',
      id: 'HttpRoute',
      name: 'web',
      namespace: undefined,
      spec: { parentRefs: PARENT_REFS, hostnames: hosts(1), rules: [rule] },
      rules: [{ source: input.http[0], rule }],
    },
  ]);
});

test('without rules there is no route', () => {
  expect(routesOf({ http: [], hostnames: hosts(17) })).toEqual([]);
});

test('the id of a route begins with its kind', () => {
  const input = inputOf({ grpc: GRPC, hostnames: hosts(17) });
  expect(routes('HTTPRoute', input.http, input).map(({ id }) => id)).toEqual(['HttpRoute', 'HttpRoute-1']);
  expect(routes('GRPCRoute', input.grpc, input).map(({ id }) => id)).toEqual(['GrpcRoute', 'GrpcRoute-1']);
});

test.each([
  [1, [1]],
  [16, [16]],
  [17, [16, 1]],
  [40, [16, 16, 8]],
])('a route has at most 16 hostnames: %i hostnames', (count, expected) => {
  expect(routesOf({ hostnames: hosts(count) }).map(({ spec }) => spec.hostnames.length)).toEqual(expected);
});

test.each([[undefined], [[]]])('without hostnames there is one route without any: %j', (hostnames) => {
  expect(routesOf({ hostnames }).map(({ name, spec }) => [name, spec.hostnames])).toEqual([['web', undefined]]);
});

test.each([
  [1, 1, ['web']],
  [40, 1, ['web', 'web-1', 'web-2']],
  [1, 40, ['web', 'web-r1', 'web-r2']],
  [17, 17, ['web', 'web-r1', 'web-1', 'web-1-r1']],
])(
  'the name has the number of the hostnames and that of the rules: %i hostnames and %i rules',
  (count, rules, names) => {
    expect(namesOf({ hostnames: hosts(count), http: pathRules(rules) })).toEqual(names);
  },
);

test('a rule for sessions is in the part of its own rule, and all these routes are the last', () => {
  const http = pathRules(20).map((rule, i) => ({ ...rule, backendRefs: i % 9 === 0 ? backends(9, 1) : backends(1) }));
  const made = routesOf({ http, hostnames: hosts(17), stickiness: Stickiness.mcp() });
  expect(made.map(({ id, name, spec }) => [id, name, spec.hostnames.length, spec.rules.length])).toEqual([
    ['HttpRoute', 'web', 16, 16],
    ['HttpRoute-r1', 'web-r1', 16, 4],
    ['HttpRoute-1', 'web-1', 1, 16],
    ['HttpRoute-1-r1', 'web-1-r1', 1, 4],
    ['HttpRoute-sessions', 'web-sessions', 16, 2],
    ['HttpRoute-sessions-r1', 'web-sessions-r1', 16, 1],
    ['HttpRoute-sessions-1', 'web-sessions-1', 1, 2],
    ['HttpRoute-sessions-1-r1', 'web-sessions-1-r1', 1, 1],
  ]);
  expect(made[5]?.rules.map(({ source }) => source.property)).toEqual(['http[18]']);
});

test('there is no route for the sessions of a part without any', () => {
  const http = pathRules(17).map((rule, i) => ({ ...rule, backendRefs: i === 16 ? backends(9, 1) : backends(1) }));
  expect(namesOf({ http, stickiness: Stickiness.mcp() })).toEqual(['web', 'web-r1', 'web-sessions-r1']);
});

describe('for any hostnames and rules', () => {
  const props = fc.record({
    hostnames: fc.nat(70).map(hosts),
    counts: fc.array(fc.option(fc.integer({ min: 0, max: 64 }), { nil: undefined }), { minLength: 1, maxLength: 70 }),
  });
  /** Rules with these numbers of matches, or without the list. */
  const rules = (counts: readonly (number | undefined)[]): HttpRouteSpecRules[] =>
    counts.map((count, i) => ({ name: `rule-${i}`, ...(count !== undefined && { matches: Array(count).fill({}) }) }));
  const named = ({ spec }: { readonly spec: { readonly rules: readonly HttpRouteSpecRules[] } }) =>
    spec.rules.map(({ name }) => name);

  test('no route exceeds the limits of the Gateway API', () => {
    fc.assert(
      fc.property(props, ({ hostnames, counts }) => {
        for (const { spec } of routesOf({ hostnames, http: rules(counts) })) {
          const matches = spec.rules.map((rule: HttpRouteSpecRules) => rule.matches?.length || 1);
          expect(spec.hostnames?.length ?? 0).toBeLessThanOrEqual(16);
          expect(spec.rules.length).toBeLessThanOrEqual(16);
          expect(matches.reduce((sum: number, each: number) => sum + each, 0)).toBeLessThanOrEqual(127);
        }
      }),
    );
  });

  test('each hostname has all rules once, in their order', () => {
    fc.assert(
      fc.property(props, ({ hostnames, counts }) => {
        const made = routesOf({ hostnames, http: rules(counts) });
        for (const hostname of hostnames.length > 0 ? hostnames : [undefined]) {
          const serving = made.filter(({ spec }) => (hostname ? spec.hostnames?.includes(hostname) : !spec.hostnames));
          expect(serving.flatMap(named)).toEqual(counts.map((_, i) => `rule-${i}`));
        }
      }),
    );
  });

  test('appending a hostname or a rule renames and moves nothing', () => {
    fc.assert(
      fc.property(props, fc.boolean(), ({ hostnames, counts }, appendHostname) => {
        const before = routesOf({ hostnames, http: rules(counts) });
        const after = routesOf({
          hostnames: appendHostname ? [...hostnames, 'last.example.com'] : hostnames,
          http: rules(appendHostname ? counts : [...counts, 1]),
        });
        for (const route of before) {
          const same = after.find(({ name }) => name === route.name);
          const ofBefore: string[] = route.spec.hostnames ?? [];
          expect(same?.spec.hostnames?.slice(0, ofBefore.length) ?? []).toEqual(ofBefore);
          expect(same?.spec.rules.slice(0, route.spec.rules.length)).toEqual(route.spec.rules);
        }
        expect(new Set(after.map(({ name }) => name)).size).toBe(after.length);
        expect(new Set(after.map(({ id }) => id)).size).toBe(after.length);
      }),
    );
  });
});
