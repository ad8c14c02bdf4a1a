import { pathTemplate } from '../../src/stickiness/path-template';
import { refusalOf } from '../support/findings';

test.each([
  '',
  '/',
  'rooms/{room}',
  '/rooms',
  '/rooms/{room}/{member}',
  '/rooms/{}',
  '/rooms/a{room}',
  '/rooms/{room}a',
  '/rooms/{room}/',
  '//{room}',
  '/rooms/{room name}',
  '/rooms/{room}?a=b',
  '/a%2Fb/{room}',
  '/a b/{room}',
  undefined,
  null,
  7,
])('pathTemplate() refuses %p', (template) => {
  expect(refusalOf(() => pathTemplate('template', template as string))).toBe('path-template template');
});

test.each([
  ['/{a}', [undefined], '/'],
  ['/rooms/{room}', ['rooms', undefined], '/rooms/'],
  ['/a/{b_2}/c', ['a', undefined, 'c'], '/a/'],
  ['/a/b/{c}', ['a', 'b', undefined], '/a/b/'],
])('pathTemplate() splits %s into segments and a prefix', (text, segments, prefix) => {
  expect(pathTemplate('template', text)).toMatchObject({ text, segments, prefix });
});

test.each([
  ['/rooms/{room}', '/rooms/a', 'a'],
  ['/rooms/{room}', '/rooms/a/', 'a'],
  ['/rooms/{room}', '/rooms/a/b/c', 'a'],
  ['/rooms/{room}', '/rooms/a%2Fb/c', 'a%2Fb'],
  ['/{tenant}', '/a/b', 'a'],
  ['/{tenant}/docs', '/a/docs', 'a'],
  ['/{tenant}/docs', '/a/docs/1', 'a'],
  ['/a.b/{c}', '/a.b/d', 'd'],
  ["/a~!$&'()*+,;=:@-/{c}", "/a~!$&'()*+,;=:@-/d", 'd'],
  ['/{a}', "/!-.09:AZ[az~'", "!-.09:AZ[az~'"],
])('the pattern of %s captures in %s the variable %s', (template, path, variable) => {
  expect(captureOf(template, path)).toBe(variable);
});

test.each([
  ['/rooms/{room}', '/rooms/'],
  ['/rooms/{room}', '/rooms'],
  ['/rooms/{room}', '/other/a'],
  ['/rooms/{room}', '/a/rooms/b'],
  ['/rooms/{room}', '/roomsy/a'],
  ['/{tenant}', '/'],
  ['/{tenant}/docs', '/a/docsy'],
  ['/{tenant}/docs', '/a'],
  ['/a.b/{c}', '/axb/d'],
  ['/{a}', '/a b'],
])('the pattern of %s does not match %s', (template, path) => {
  expect(captureOf(template, path)).toBeUndefined();
});

function captureOf(template: string, path: string): string | undefined {
  return new RegExp(`^(?:${pathTemplate('template', template).pattern})$`).exec(path)?.[1];
}
