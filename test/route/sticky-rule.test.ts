import { Stickiness } from '../../src';
import { hashesOverWeights, stickyGrpcRule, stickyHttpRule } from '../../src/route/sticky-rule';

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
])('with %s weights work by themselves, and a filter would break persistence', (_, stickiness) => {
  expect(stickyHttpRule(canary(10), stickiness).backendRefs).toEqual(canary(10).backendRefs);
  expect(stickyGrpcRule(canary(10), stickiness)).toEqual(canary(10));
});

test('persistence is set on HTTP rules, and the rule of the author stays as it was', () => {
  const rule = canary(10);
  expect(stickyHttpRule(rule, Stickiness.sessionHeader('x-session'))).toEqual({
    ...canary(10),
    sessionPersistence: { type: 'Header', sessionName: 'x-session' },
  });
  expect(rule).toEqual(canary(10));
});
