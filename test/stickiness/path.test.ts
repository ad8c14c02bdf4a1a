import { Stickiness } from '../../src';
import { KEY_HEADER } from '../../src/stickiness/envoy-format';
import { formatted } from '../support/envoy-format';
import { errorOf, policyOf, ruleOf } from '../support/render';

/** The key of a request for a path. */
function keyOf(template: string, path: string): string {
  const [{ name = '', value = '' } = {}] = Stickiness.path(template)._parts.filters?.request?.set ?? [];
  expect(name).toBe(KEY_HEADER);
  return formatted(value, { request: { headers: {}, path } });
}

test('a filter computes what the policy hashes, whatever a client says there', () => {
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
  ['/rooms/{room}', '/rooms/a', 'a'],
  ['/rooms/{room}', '/rooms/a/', 'a'],
  ['/rooms/{room}', '/rooms/a/b/c', 'a'],
  ['/rooms/{room}', '/rooms/a?b=/c', 'a'],
  ['/rooms/{room}', '/rooms/a%2Fb/c', 'a%2Fb'],
  ['/rooms/{room}', '/rooms/', ''],
  ['/rooms/{room}', '/rooms', ''],
  ['/rooms/{room}', '/other/a', ''],
  ['/rooms/{room}', '/a/rooms/b', ''],
  ['/rooms/{room}', '/roomsy/a', ''],
  ['/{tenant}', '/a/b', 'a'],
  ['/{tenant}', '/', ''],
  ['/{tenant}/docs', '/a/docs', 'a'],
  ['/{tenant}/docs', '/a/docs/1', 'a'],
  ['/{tenant}/docs', '/a/docsy', ''],
  ['/{tenant}/docs', '/a', ''],
  ['/a.b/{c}', '/a.b/d', 'd'],
  ['/a.b/{c}', '/axb/d', ''],
  ["/a~!$&'()*+,;=:@-/{c}", "/a~!$&'()*+,;=:@-/d", 'd'],
])('%s: the key of %s is %j', (template, path, key) => {
  expect(keyOf(template, path)).toBe(key);
});

test('a table size stands beside it', () => {
  expect(policyOf(Stickiness.path('/rooms/{room}', { tableSize: 11 })).loadBalancer.consistentHash.tableSize).toBe(11);
  expect(() => Stickiness.path('/rooms/{room}', { tableSize: 4 })).toThrow('Stickiness.path() tableSize: got 4');
});

test.each([
  '',
  '/',
  'rooms/{room}',
  '/rooms',
  '/rooms/{room}/{member}',
  '/rooms/{}',
  '/rooms/a{room}',
  '/rooms/{room}/',
  '//{room}',
  '/rooms/{room name}',
  '/rooms/{room}?a=b',
  '/a%2Fb/{room}',
  undefined,
  null,
  7,
])('%p is no template', (template) => {
  expect(errorOf(() => Stickiness.path(template as never))).toBe(
    `Stickiness.path() template: got ${JSON.stringify(template)}; allowed: an absolute path of literal segments and one variable in braces, without an empty segment; remedy: write one such as "/rooms/{room}".`,
  );
});

test('what the checks ask of a template is known of it', () => {
  expect(Stickiness.path('/a/{b}/c')._parts.path).toMatchObject({
    text: '/a/{b}/c',
    segments: ['a', undefined, 'c'],
    prefix: '/a/',
  });
});
