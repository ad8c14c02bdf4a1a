import * as fc from 'fast-check';
import { isDnsLabel, suffixedName } from '../../src/route/names';

test.each([
  ['a', true],
  ['a-b', true],
  ['0', true],
  ['a'.repeat(63), true],
  ['a'.repeat(64), false],
  ['', false],
  ['-a', false],
  ['a-', false],
  ['A', false],
  ['a.b', false],
  ['a b', false],
  ['a\n', false],
])('%j is a DNS label: %p', (name, expected) => {
  expect(isDnsLabel(name)).toBe(expected);
});

test('a suffix is appended where there is room', () => {
  expect(suffixedName('shop', '-1')).toBe('shop-1');
  expect(suffixedName('a'.repeat(61), '-1')).toBe(`${'a'.repeat(61)}-1`);
});

test('where there is no room a hash stands for base and suffix', () => {
  expect(suffixedName('a'.repeat(62), '-1')).toBe(`${'a'.repeat(54)}-8fee2a1e`);
});

test('a rule name that is no DNS label is hashed, too', () => {
  expect(suffixedName('shop', '-rule-a.b')).toMatch(/^shop-[0-9a-f]{8}$/);
  expect(suffixedName('shop', '-rule-a.b')).not.toBe(suffixedName('shop', '-rule-a.c'));
});

test('the head does not end in a dash of its own', () => {
  expect(suffixedName(`${'a'.repeat(52)}--${'b'.repeat(9)}`, '-1')).toMatch(/^a{52}-[0-9a-f]{8}$/);
});

test('dashes within the head stay', () => {
  expect(suffixedName(`a-${'b'.repeat(61)}`, '-1')).toMatch(/^a-b{52}-[0-9a-f]{8}$/);
});

test('an empty suffix leaves the base as it is, whatever it is', () => {
  expect(suffixedName('Not A Label', '')).toBe('Not A Label');
});

test('a further name of a DNS label is a DNS label, and another one for another suffix', () => {
  const label = fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/).filter(isDnsLabel);
  fc.assert(
    fc.property(label, fc.nat(99), fc.nat(99), (base, i, j) => {
      const [one, other] = [suffixedName(base, `-${i}`), suffixedName(base, `-${j}`)];
      expect(isDnsLabel(one)).toBe(true);
      expect(one === other).toBe(i === j);
    }),
  );
});
