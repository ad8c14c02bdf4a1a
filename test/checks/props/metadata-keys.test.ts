import { errorsOf } from '../../support/findings';
import { times } from '../fixtures';

const LONGEST = 'a'.repeat(63);
/** DNS names of 253 and 255 characters. */
const [LONGEST_DNS, TOO_LONG_DNS] = [127, 128].map((labels) => times(labels, () => 'a').join('.'));

describe.each(['labels', 'annotations'] as const)('among %s', (map) => {
  test.each(['a', 'A_b.c-1', LONGEST, 'example.com/a', `${LONGEST_DNS}/a`])('the key %j is accepted', (key) => {
    expect(errorsOf({ metadata: { [map]: { [key]: 'x' } } })).toEqual([]);
  });

  test.each(['', 'a b', '-a', 'a-', 'ä', `${LONGEST}a`, '/a', 'a/', 'A/a', 'a/b/c', `${TOO_LONG_DNS}/a`])(
    'the key %j is an error',
    (key) => {
      expect(errorsOf({ metadata: { [map]: { [key]: 'x' } } })).toEqual([
        `metadata-key metadata.${map}[${JSON.stringify(key)}]`,
      ]);
    },
  );
});

test.each(['', 'a', 'A_b.c-1', LONGEST])('the value %j of a label is accepted', (value) => {
  expect(errorsOf({ metadata: { labels: { a: value } } })).toEqual([]);
});

test.each(['a b', '-a', 'ä', 'a/b', `${LONGEST}a`])('the value %j is an error for a label only', (value) => {
  expect(errorsOf({ metadata: { annotations: { a: value } } })).toEqual([]);
  expect(errorsOf({ metadata: { labels: { a: value } } })).toEqual(['label-value metadata.labels["a"]']);
});
