import { HttpRouteSpecRulesFiltersType as FilterType } from '../../imports/gateway.networking.k8s.io';
import { Stickiness } from '../../src';
import { hasBackends, hasSeveralBackends } from '../../src/input/rule-input';
import type { Rule } from '../../src/input/rule-types';
import { stickyRule } from '../../src/objects/sticky-rule';
import { backends } from '../support/chart';
import { ruleInput } from '../support/objects';

const HASH = Stickiness.header('X-Session-Id');
const PINS: [string, Stickiness, string[]][] = [
  ['sessionCookie()', Stickiness.sessionCookie({ name: 'session' }), ['ResponseHeaderModifier']],
  ['sessionHeader()', Stickiness.sessionHeader('x-session'), ['ResponseHeaderModifier']],
  ['mcp()', Stickiness.mcp(), ['RequestHeaderModifier', 'ResponseHeaderModifier']],
];
const NO_OP = [{ type: 'RequestHeaderModifier', requestHeaderModifier: { remove: ['x-sticky-gateway-route-unused'] } }];

const sticky = (rule: Rule, stickiness: Stickiness) => stickyRule(ruleInput(rule, stickiness));
const filtered = (...weights: (number | undefined)[]) =>
  backends(...weights).map((backendRef) => ({ ...backendRef, filters: NO_OP }));

describe('under a hash', () => {
  test.each([
    ['90 and 10', [90, 10]],
    ['90 and 0', [90, 0]],
    ['none, so that backends share equally', [undefined, undefined]],
  ])('several backends get a filter that changes nothing, whatever their weights: %s', (_, weights) => {
    expect(sticky({ backendRefs: backends(...weights) }, HASH)).toEqual({ backendRefs: filtered(...weights) });
  });

  test.each([
    ['one backend', { backendRefs: backends(1) }],
    ['no backends', {}],
    ['an empty list of backends', { backendRefs: [] }],
  ])('a rule with %s stays as it is', (_, rule) => {
    expect(sticky(rule, HASH)).toBe(rule);
    expect(hasSeveralBackends(ruleInput(rule))).toBe(false);
  });

  test('no filter is added where the author has written one, as it does the same', () => {
    const filters = [{ type: NO_OP[0]?.type as never, requestHeaderModifier: { remove: ['x-release'] } }];
    const rule = { backendRefs: [{ name: 'a', filters }, { name: 'b' }] };
    expect(sticky(rule, HASH)).toBe(rule);
  });

  test('a backend with an empty list of filters gets the filter', () => {
    const rule = { backendRefs: [{ name: 'a', filters: [] }, { name: 'b' }] };
    expect(sticky(rule, HASH).backendRefs?.[0]?.filters).toEqual(NO_OP);
  });
});

test('without a stickiness several backends stay as they are', () => {
  const rule = { backendRefs: backends(90, 10) };
  expect(sticky(rule, Stickiness.none())).toBe(rule);
});

describe.each(PINS)('with %s', (_, stickiness, types) => {
  test('a rule gets header filters, and that of the author stays as it was', () => {
    const rule = { backendRefs: backends(1) };
    const made = sticky(rule, stickiness);
    expect(made.backendRefs).toBe(rule.backendRefs);
    expect(made.filters?.map(({ type }) => type)).toEqual(types);
    expect(rule).toEqual({ backendRefs: backends(1) });
  });

  test('several backends get a filter that changes nothing, whatever their weights', () => {
    const made = sticky({ backendRefs: backends(90, 0) }, stickiness);
    expect(made.backendRefs).toEqual(filtered(90, 0));
    expect(made.filters?.map(({ type }) => type)).toEqual(types);
  });

  test.each([
    ['no backends', {}],
    ['an empty list of backends', { backendRefs: [] }],
    [
      'a redirect',
      { filters: [{ type: FilterType.REQUEST_REDIRECT, requestRedirect: { hostname: 'a.example.com' } }] },
    ],
  ])('a rule with %s stays as it is', (_, rule) => {
    expect(sticky(rule, stickiness)).toBe(rule);
    expect(hasBackends(ruleInput(rule))).toBe(false);
  });
});
