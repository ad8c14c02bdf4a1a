import { errorsOf } from '../../../support/findings';
import { times } from '../../fixtures';

const LONGEST = 'a'.repeat(63);
const labelsOf = (count: number) => times(count, () => 'a').join('.');

const KEYS = [
  ['a letter', 'a'],
  ['letters, digits and other characters', 'A_b.c-1'],
  ['63 characters', LONGEST],
  ['a DNS name before it', 'example.com/a'],
  ['a DNS name of 253 characters before it', `${labelsOf(127)}/a`],
];
const INVALID_KEYS = [
  ['nothing', ''],
  ['a blank', 'a b'],
  ['a hyphen at its start', '-a'],
  ['a hyphen at its end', 'a-'],
  ['an umlaut', 'ä'],
  ['64 characters', `${LONGEST}a`],
  ['nothing before the slash', '/a'],
  ['nothing after the slash', 'a/'],
  ['a capital before the slash', 'A/a'],
  ['two slashes', 'a/b/c'],
  ['a DNS name of 255 characters before it', `${labelsOf(128)}/a`],
];

describe.each(['labels', 'annotations'] as const)('among %s', (map) => {
  test.each(KEYS)('a key with %s is accepted', (_, key) => {
    expect(errorsOf({ metadata: { [map]: { [key as string]: 'x' } } })).toEqual([]);
  });

  test.each(INVALID_KEYS)('a key with %s is an error', (_, key) => {
    expect(errorsOf({ metadata: { [map]: { [key as string]: 'x' } } })).toEqual([
      `metadata-key metadata.${map}[${JSON.stringify(key)}]`,
    ]);
  });
});

test.each([
  ['nothing', ''],
  ['a letter', 'a'],
  ['letters, digits and other characters', 'A_b.c-1'],
  ['63 characters', LONGEST],
])('a label with %s is accepted', (_, value) => {
  expect(errorsOf({ metadata: { labels: { a: value } } })).toEqual([]);
});

test.each([
  ['a blank', 'a b'],
  ['a hyphen at its start', '-a'],
  ['an umlaut', 'ä'],
  ['a slash', 'a/b'],
  ['64 characters', `${LONGEST}a`],
])('a label with %s is an error, an annotation is not', (_, value) => {
  expect(errorsOf({ metadata: { labels: { a: value } } })).toEqual(['label-value metadata.labels["a"]']);
  expect(errorsOf({ metadata: { annotations: { a: value } } })).toEqual([]);
});

test('labels that are no texts are an error', () => {
  expect(errorsOf({ metadata: { labels: { a: 1 as never } } })).toEqual(['wrong-type metadata.labels["a"]']);
});
