import { idiomOf, literalPrefixOf, literalStartOf, notInRe2 } from '../../src/ingress-nginx/path-idiom';

test.each([
  ['/', '/', undefined],
  ['/.*', '/', undefined],
  ['/()(.*)', '/', undefined],
  ['/(.*)', '/', undefined],
  ['/app(/|$)(.*)', '/app', undefined],
  ['/app(?:/|$)(.*)', '/app', undefined],
  ['^/app(/|$)(.*)', '/app', undefined],
  ['/app(/.*)?$', '/app', undefined],
  ['/app', '/app', '/appx, which begins with the same letters, matches no longer'],
  ['/app/?(.*)', '/app', '/appx, which begins with the same letters, matches no longer'],
  ['/app(.*)', '/app', '/appx, which begins with the same letters, matches no longer'],
  ['/app/(.*)', '/app/', '/app without the slash matches now'],
  ['/app/', '/app/', '/app without the slash matches now'],
  ['/(app)(.*)', '/app', '/appx, which begins with the same letters, matches no longer'],
  ['/v1\\.0(/|$)(.*)', '/v1.0', undefined],
])('%s is the prefix %s', (path, prefix, difference) => {
  expect(idiomOf(path)).toMatchObject({ prefix, isWhole: false, difference });
});

test('/app$ is one path', () => {
  expect(idiomOf('/app$')).toMatchObject({ prefix: '/app', isWhole: true, difference: undefined });
});

test.each(['/v[0-9]+/users', '/(a|b)', '/a.*/b', '/a+', '/a?b', '/a{2}', '/(a)?b', '/\\d', '$'])(
  '%s is a real regular expression',
  (path) => {
    expect(idiomOf(path)).toBeUndefined();
  },
);

test.each([
  ['/foo/[a-z]+/bar', '/foo', '/foo/'],
  ['/v[0-9]+/users', '/', '/v'],
  ['/ab?c', '/', '/a'],
  ['/app(/|$)(.*)', '/app', '/app'],
  ['/(a|b)', '/', '/'],
])('every match of %s is below %s and begins with %s', (path, prefix, start) => {
  expect(literalPrefixOf(path)).toBe(prefix);
  expect(literalStartOf(path)).toBe(start);
});

test.each([
  ['/(?!admin).*', '(?!'],
  ['/(?<=a)b', '(?<='],
  ['/(a)\\1', '\\1'],
  ['/a*+', '*+'],
  ['/(?:a|b).*', undefined],
])('of %s RE2 lacks %s', (path, unknown) => {
  expect(notInRe2(path)).toBe(unknown);
});
