import { ruleInputs } from '../../src/input/rule-input';
import { splitRules } from '../../src/objects/split';
import { Stickiness } from '../../src/stickiness/stickiness';

/** Rules with these numbers of matches, or without the list. */
const rules = (...matches: (number | undefined)[]) =>
  ruleInputs(
    'http',
    matches.map((count) => (count === undefined ? {} : { matches: Array(count).fill({}) })),
    () => Stickiness.none()._plan,
  );
const sizes = (...matches: (number | undefined)[]) => splitRules(rules(...matches)).map((part) => part.length);

test.each([
  [0, []],
  [1, [1]],
  [16, [16]],
  [17, [16, 1]],
  [33, [16, 16, 1]],
])('a route holds at most 16 rules: %i rules with one match each', (count, expected) => {
  expect(sizes(...Array(count).fill(1))).toEqual(expected);
});

test.each([
  ['127 matches fit into one route', [64, 63], [2]],
  ['128 matches do not', [64, 64], [1, 1]],
  ['a rule is never split', [60, 60, 60], [2, 1]],
  ['a rule without matches fits beside 126 matches', [63, 63, undefined], [3]],
  ['a rule without matches counts as one match', [63, 64, undefined], [2, 1]],
  ['an empty list of matches counts as one match', [63, 64, 0], [2, 1]],
  ['each route starts counting matches at 0', [64, 64, 63], [1, 2]],
])('a route holds at most 127 matches: %s', (_, matches, expected) => {
  expect(sizes(...matches)).toEqual(expected);
});

test('rules are split in their order', () => {
  const all = rules(...Array(40).fill(1));
  expect(splitRules(all).flat()).toEqual(all);
});
