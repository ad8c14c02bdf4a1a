import { problemsOf } from '../../support/chart';

const longest = 'a'.repeat(63);
const keys = ['a', 'A_b.c-1', longest, 'example.com/a', `${'a.'.repeat(126)}a/a`];
const badKeys = ['', 'a b', '-a', 'a-', 'ä', `${longest}a`, '/a', 'a/', 'A/a', 'a/b/c', `${'a.'.repeat(127)}a/a`];

describe.each(['labels', 'annotations'] as const)('%s', (map) => {
  test.each(keys)('have a key %j', (key) => {
    expect(problemsOf({ metadata: { [map]: { [key]: 'x' } } })).toEqual([]);
  });

  test.each(badKeys)('have no key %j', (key) => {
    expect(problemsOf({ metadata: { [map]: { [key]: 'x' } } })).toEqual([
      `metadata.${map}[${JSON.stringify(key)}]: got ${shown(key)}; allowed: as a key at most 63 letters, digits, "-", "_" and ".", with a letter or digit at both ends, with a DNS name and "/" before it or not; remedy: rename the key.`,
    ]);
  });
});

test.each(['', 'a', 'A_b.c-1', longest])('a label may be %j', (value) => {
  expect(problemsOf({ metadata: { labels: { a: value } } })).toEqual([]);
});

test.each(['a b', '-a', 'ä', 'a/b', `${longest}a`])('a label may not be %j, an annotation may', (value) => {
  expect(problemsOf({ metadata: { annotations: { a: value } } })).toEqual([]);
  expect(problemsOf({ metadata: { labels: { a: value } } })).toEqual([
    `metadata.labels["a"]: got ${JSON.stringify(value)}; allowed: nothing, or at most 63 letters, digits, "-", "_" and ".", with a letter or digit at both ends; remedy: write such a value, or make it an annotation.`,
  ]);
});

function shown(key: string): string {
  const text = JSON.stringify(key);
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
