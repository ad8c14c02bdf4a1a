import { Lazy } from 'cdk8s';
import { HttpRouteSpecRulesFiltersType as FilterType } from '../../imports/gateway.networking.k8s.io';
import { SessionMechanism, Stickiness } from '../../src';
import { hashesOverWeights, isWeighted, stickyGrpcRule, stickyHttpRule } from '../../src/route/sticky-rule';

const HASH = Stickiness.header('X-Session-Id');
const NO_OP = [{ type: 'RequestHeaderModifier', requestHeaderModifier: { remove: ['x-sticky-gateway-route-unused'] } }];
const canary = (weight: number) => ({
  backendRefs: [
    { name: 'stable', port: 80, weight: 90 },
    { name: 'canary', port: 80, weight },
  ],
});

test('under a hash weighted backends get a filter that changes nothing, so that weights and hash agree', () => {
  const expected = {
    backendRefs: [
      { name: 'stable', port: 80, weight: 90, filters: NO_OP },
      { name: 'canary', port: 80, weight: 10, filters: NO_OP },
    ],
  };
  expect(stickyHttpRule(canary(10), HASH)).toEqual(expected);
  expect(stickyGrpcRule(canary(10), HASH)).toEqual(expected);
});

test('an empty list of matches has no session persistence in Envoy Gateway, so it is left to its default', () => {
  const rule = stickyHttpRule({ matches: [] }, Stickiness.sessionHeader('X-Pod'));
  expect(rule.matches).toBeUndefined();
  expect(rule.sessionPersistence).toEqual({ type: 'Header', sessionName: 'X-Pod' });
  const matches = [{ path: { value: '/a' } }];
  expect(stickyHttpRule({ matches }, Stickiness.sessionHeader('X-Pod')).matches).toBe(matches);
  const later = Lazy.any({ produce: () => matches });
  expect(stickyHttpRule({ matches: later as never }, Stickiness.sessionHeader('X-Pod')).matches).toBe(later);
});

test('backends without weights share equally, so they get it, too', () => {
  const rule = { backendRefs: [{ name: 'a' }, { name: 'b' }] };
  expect(stickyHttpRule(rule, HASH).backendRefs).toEqual([
    { name: 'a', filters: NO_OP },
    { name: 'b', filters: NO_OP },
  ]);
});

test.each([
  ['one backend', { backendRefs: [{ name: 'a' }] }],
  ['one backend with weight', canary(0)],
  ['no backends', {}],
])('%s needs no filter', (_, rule) => {
  expect(stickyHttpRule(rule, HASH)).toBe(rule);
  expect(isWeighted(rule)).toBe(false);
  expect(hashesOverWeights(rule, HASH)).toBe(false);
});

test('a filter of the author does the same, so none is added', () => {
  const filters = [{ type: NO_OP[0]?.type as never, requestHeaderModifier: { remove: ['x-release'] } }];
  const rule = { backendRefs: [{ name: 'a', filters }, { name: 'b' }] };
  expect(stickyHttpRule(rule, HASH)).toBe(rule);
});

test('an empty list of filters is none', () => {
  const rule = { backendRefs: [{ name: 'a', filters: [] }, { name: 'b' }] };
  expect(stickyHttpRule(rule, HASH).backendRefs?.[0]?.filters).toEqual(NO_OP);
});

test.each([
  ['none', Stickiness.none()],
  ['a session cookie', Stickiness.sessionCookie({ name: 'session' })],
  ['a session header', Stickiness.sessionHeader('x-session')],
  ['an envelope', Stickiness.mcp({ mechanism: SessionMechanism.ENVELOPE })],
])('with %s weights work by themselves, and a filter would break persistence', (_, stickiness) => {
  expect(stickyHttpRule(canary(10), stickiness).backendRefs).toEqual(canary(10).backendRefs);
  expect(stickyGrpcRule(canary(10), stickiness)).toEqual(canary(10));
  expect(hashesOverWeights(canary(10), stickiness)).toBe(false);
});

test('persistence is set on HTTP rules, and the rule of the author stays as it was', () => {
  const rule = canary(10);
  expect(stickyHttpRule(rule, Stickiness.sessionHeader('x-session'))).toEqual({
    ...canary(10),
    sessionPersistence: { type: 'Header', sessionName: 'x-session' },
  });
  expect(rule).toEqual(canary(10));
});

describe('under an endpoint override', () => {
  const OVERRIDE = Stickiness.serverSession({ endpointHeader: 'X-Pod' });
  const backendRefs = [{ name: 'a', port: 80 }];
  const OURS = { name: 'X-Pod', value: '%UPSTREAM_REMOTE_ADDRESS%' };
  const CORS = { type: FilterType.CORS, cors: {} };
  const response = (responseHeaderModifier: object) => ({
    type: FilterType.RESPONSE_HEADER_MODIFIER,
    responseHeaderModifier,
  });
  const filtersOf = (...filters: object[]) =>
    stickyHttpRule({ backendRefs, filters: filters as never }, OVERRIDE).filters;

  test('a rule tells in a response header which pod answers, HTTP and gRPC', () => {
    expect(stickyHttpRule({ backendRefs }, OVERRIDE)).toEqual({ backendRefs, filters: [response({ set: [OURS] })] });
    expect(stickyGrpcRule({ backendRefs }, OVERRIDE)).toEqual({ backendRefs, filters: [response({ set: [OURS] })] });
  });

  test('weights get no filter of their own', () => {
    expect(stickyHttpRule(canary(10), OVERRIDE).backendRefs).toEqual(canary(10).backendRefs);
  });

  test('what the author sets, adds and removes comes into the same filter, as a rule has one of a type', () => {
    const written = { set: [{ name: 'a', value: '1' }], add: [{ name: 'b', value: '2' }], remove: ['c'] };
    expect(filtersOf(CORS, response(written))).toEqual([CORS, response({ ...written, set: [...written.set, OURS] })]);
    expect(filtersOf(response({ remove: ['c'] }), CORS)).toEqual([CORS, response({ remove: ['c'], set: [OURS] })]);
  });

  test('a filter without a word gets one', () => {
    expect(filtersOf({ type: FilterType.RESPONSE_HEADER_MODIFIER })).toEqual([response({ set: [OURS] })]);
  });

  test('a second filter of the type is left for the API server to refuse, and not dropped', () => {
    expect(filtersOf(response({ remove: ['a'] }), response({ remove: ['b'] }))).toEqual([
      response({ remove: ['b'] }),
      response({ remove: ['a'], set: [OURS] }),
    ]);
  });

  test.each([
    ['no backends', {}],
    ['an empty list of backends', { backendRefs: [] }],
    [
      'a redirect',
      { filters: [{ type: FilterType.REQUEST_REDIRECT, requestRedirect: { hostname: 'a.example.com' } }] },
    ],
  ])('a rule with %s stays as it is', (_, rule) => {
    expect(stickyHttpRule(rule, OVERRIDE)).toBe(rule);
    expect(stickyGrpcRule(rule as never, OVERRIDE)).toBe(rule);
  });

  test('the rule of the author stays as it was', () => {
    const make = () => ({ backendRefs, filters: [response({ set: [{ name: 'a', value: '1' }] })] });
    const rule = make();
    stickyHttpRule(rule, OVERRIDE);
    expect(rule).toEqual(make());
  });
});
