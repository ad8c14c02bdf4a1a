import { idiomOf } from '../../src/ingress-nginx/path-idiom';
import { rewriteOf } from '../../src/ingress-nginx/rewrite';

const rewrite = (path: string, target: string) => rewriteOf(target, path, idiomOf(path));

test.each([
  ['/app(/|$)(.*)', '/$2', '/'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of nginx
  ['/app(/|$)(.*)', '/${2}', '/'],
  ['/app(/|$)(.*)', '/v2/$2', '/v2'],
  ['/app(?:/|$)(.*)', '/$1', '/'],
  ['/app/(.*)', '/$1', '/'],
  ['/app/(.*)', '/new/$1', '/new'],
  ['/app(/.*)?$', '/new$1', '/new'],
  ['/app(.*)', '/new$1', '/new'],
])('%s to %s replaces the prefix by %s', (path, target, value) => {
  expect(rewrite(path, target)).toEqual({ kind: 'prefix', value });
});

test.each([
  ['/(.*)', '/$1'],
  ['/()(.*)', '/$2'],
  ['/app/(.*)', '/app/$1'],
  ['/(app)(.*)', '/$1$2'],
  ['/app(/|$)(.*)', '/app$1$2'],
])('%s to %s changes nothing', (path, target) => {
  expect(rewrite(path, target)).toEqual({ kind: 'none' });
});

test.each([
  ['/app', '/', '/'],
  ['/app(/|$)(.*)', '/fixed', '/fixed'],
  ['/app', 'fixed', '/fixed'],
])('%s to %s replaces the whole path by %s', (path, target, value) => {
  expect(rewrite(path, target)).toEqual({ kind: 'full', value });
});

test.each([
  ['/v([0-9]+)/(.*)', '/api/$1/$2', '(?i)^/v([0-9]+)/(.*).*$', '/api/\\1/\\2'],
  ['/app(/|$)(.*)', '/x$2', '(?i)^/app(/|$)(.*).*$', '/x\\2'],
  ['/(a|b)$', '/c/$1', '(?i)^/(a|b)$', '/c/\\1'],
])('%s to %s is a replacement by a regular expression', (path, target, pattern, substitution) => {
  expect(rewrite(path, target)).toEqual({ kind: 'regex', pattern, substitution });
});

test.each([
  ['/$host/$1', 'variables of nginx cannot be part of a rewrite'],
  ['https://a.example.com/$1', 'it redirects to another host: write a RequestRedirect'],
  ['/a b', 'it has characters that no path has'],
])('a rewrite to %s is impossible', (target, reason) => {
  expect(rewrite('/app/(.*)', target)).toEqual({ kind: 'impossible', reason });
});
