import { Stickiness } from '../../../src';
import { warningsOf } from '../../support/findings';
import { HASH, NONE, pathMatch, ruleAt, SESSION_COOKIE } from '../fixtures';

const WARNED = ['cookie-without-path stickiness'];
const a = ruleAt('/a');
const b = ruleAt('/b');
const http = [a, b];

test.each([
  ['a cookie of Envoy', Stickiness.cookie(), WARNED],
  ['a cookie of the application', Stickiness.cookie({ name: 'user', passive: true }), []],
  ['a cookie with a path', Stickiness.cookie({ path: '/' }), []],
  ['a session cookie, which has the path / by default', SESSION_COOKIE, []],
  ['a header', HASH, []],
])('rules of two paths under %s', (_, stickiness, warnings) => {
  expect(warningsOf({ http, stickiness })).toEqual(warnings);
});

test.each([
  ['two paths of one rule', [{ ...a, matches: [pathMatch('/a'), pathMatch('/b')] }], WARNED],
  ['one path of two rules', [a, { ...a, matches: [{ ...pathMatch('/a'), method: 'GET' as never }] }], []],
  ['a path and none', [a, { backendRefs: a.backendRefs }], WARNED],
  ['"/" and none', [ruleAt('/'), { ...a, matches: [{ method: 'GET' as never }] }], []],
])('%s under the default cookie', (_, rules, warnings) => {
  expect(warningsOf({ http: rules })).toEqual(warnings);
});

test('only the paths of the rules with one cookie count', () => {
  const rules = [a, { ...b, name: 'b' }];
  expect(warningsOf({ http: rules, ruleStickiness: { b: HASH } })).toEqual([]);
  const more = [...rules, { ...ruleAt('/c'), name: 'c' }];
  const cookie = Stickiness.cookie();
  expect(warningsOf({ http: more, stickiness: NONE, ruleStickiness: { b: cookie, c: HASH } })).toEqual([]);
  expect(warningsOf({ http: more, ruleStickiness: { c: HASH } })).toEqual(WARNED);
});
