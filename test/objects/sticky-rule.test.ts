import { HttpRouteSpecRulesFiltersType as FilterType } from '../../imports/gateway.networking.k8s.io';
import { Stickiness } from '../../src';
import { hasBackends, hasSeveralBackends, type Rule } from '../../src/input/rule-types';
import { stickyRule } from '../../src/objects/sticky-rule';

const HASH = Stickiness.header('X-Session-Id');
const PINS: [string, Stickiness, string[]][] = [
  ['a session cookie', Stickiness.sessionCookie({ name: 'session' }), ['ResponseHeaderModifier']],
  ['a session header', Stickiness.sessionHeader('x-session'), ['ResponseHeaderModifier']],
  ['a session of the server', Stickiness.mcp(), ['RequestHeaderModifier', 'ResponseHeaderModifier']],
];
const NO_OP = [{ type: 'RequestHeaderModifier', requestHeaderModifier: { remove: ['x-sticky-gateway-route-unused'] } }];
const canary = (weight: number) => ({
  backendRefs: [
    { name: 'stable', port: 80, weight: 90 },
    { name: 'canary', port: 80, weight },
  ],
});
const filtered = (weight: number) =>
  canary(weight).backendRefs.map((backendRef) => ({ ...backendRef, filters: NO_OP }));

test.each([10, 0])(
  'under a hash backends get a filter that changes nothing, whatever their weights: 90 and %i',
  (weight) => {
    expect(stickyRule(canary(weight), HASH)).toEqual({ backendRefs: filtered(weight) });
  },
);

test('backends without weights share equally, so they get it, too', () => {
  const rule = { backendRefs: [{ name: 'a' }, { name: 'b' }] };
  expect(stickyRule(rule, HASH).backendRefs).toEqual([
    { name: 'a', filters: NO_OP },
    { name: 'b', filters: NO_OP },
  ]);
});

test.each([
  ['one backend', { backendRefs: [{ name: 'a' }] }],
  ['no backends', {}],
  ['an empty list of backends', { backendRefs: [] }],
])('%s needs no filter under a hash', (_, rule) => {
  expect(stickyRule(rule, HASH)).toBe(rule);
  expect(hasSeveralBackends(rule)).toBe(false);
});

test('a filter of the author does the same, so none is added', () => {
  const filters = [{ type: NO_OP[0]?.type as never, requestHeaderModifier: { remove: ['x-release'] } }];
  const rule = { backendRefs: [{ name: 'a', filters }, { name: 'b' }] };
  expect(stickyRule(rule, HASH)).toBe(rule);
});

test('an empty list of filters is none', () => {
  const rule = { backendRefs: [{ name: 'a', filters: [] }, { name: 'b' }] };
  expect(stickyRule(rule, HASH).backendRefs?.[0]?.filters).toEqual(NO_OP);
});

test('without a stickiness weights work by themselves', () => {
  const rule = canary(10);
  expect(stickyRule(rule, Stickiness.none())).toBe(rule);
});

describe.each(PINS)('%s', (_, stickiness, types) => {
  test('gets its header filters, in HTTP and gRPC rules', () => {
    const rule = { backendRefs: [{ name: 'a', port: 80 }] };
    const sticky: Rule = stickyRule(rule, stickiness);
    expect(sticky.backendRefs).toBe(rule.backendRefs);
    expect(sticky.filters?.map(({ type }) => type)).toEqual(types);
    expect(rule).toEqual({ backendRefs: [{ name: 'a', port: 80 }] });
  });

  test('keeps the weights, now and after every change of them', () => {
    const sticky: Rule = stickyRule(canary(0), stickiness);
    expect(sticky.backendRefs).toEqual(filtered(0));
    expect(sticky.filters?.map(({ type }) => type)).toEqual(types);
  });

  test.each([
    ['no backends', {}],
    ['an empty list of backends', { backendRefs: [] }],
    [
      'a redirect',
      { filters: [{ type: FilterType.REQUEST_REDIRECT, requestRedirect: { hostname: 'a.example.com' } }] },
    ],
  ])('leaves a rule with %s as it is', (_, rule) => {
    expect(stickyRule(rule, stickiness)).toBe(rule);
    expect(hasBackends(rule)).toBe(false);
  });
});
