import { Stickiness } from '../../src';
import { KEY_HEADER } from '../../src/stickiness/envoy-format';
import { keyOf } from '../support/computed-key';
import { refusalOf } from '../support/findings';
import { policyOf, ruleOf } from '../support/render';

test('Stickiness.path() renders a hash of the key that a filter computes, whatever a client sends in its header', () => {
  const stickiness = Stickiness.path('/rooms/{room}');
  expect(policyOf(stickiness).loadBalancer).toEqual({
    type: 'ConsistentHash',
    consistentHash: { type: 'Header', header: { name: KEY_HEADER } },
  });
  expect(ruleOf(stickiness).filters).toEqual([
    {
      type: 'RequestHeaderModifier',
      requestHeaderModifier: { remove: [KEY_HEADER], set: [{ name: KEY_HEADER, value: expect.any(String) }] },
    },
  ]);
});

test.each([
  ['/rooms/{room}', '/rooms/a/b', 'a'],
  ['/rooms/{room}', '/rooms/a?b=/c', 'a'],
  ['/rooms/{room}', '/rooms?b=/rooms/c', ''],
  ['/rooms/{room}', '/a/rooms/b', ''],
  ['/rooms/{room}', '/other/a', ''],
  ['/{tenant}/docs', '/a/docs/1', 'a'],
])('Stickiness.path(%j) finds in a request for %s the key %j', (template, path, key) => {
  expect(keyOf(Stickiness.path(template), { request: { headers: {}, path } })).toBe(key);
});

test('Stickiness.path() keeps its template for the checks', () => {
  expect(Stickiness.path('/a/{b}/c')._plan.path?.text).toBe('/a/{b}/c');
});

test('Stickiness.path() refuses what is no template', () => {
  expect(refusalOf(() => Stickiness.path('/rooms'))).toBe('path-template Stickiness.path() template');
});
