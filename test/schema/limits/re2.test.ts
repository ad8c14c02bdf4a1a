import * as fc from 'fast-check';
import { isRe2 } from '../../../src/schema/limits/re2';

/** Parts of expressions with what RE2 takes, and what it does not. */
const PARTS: Readonly<Record<string, readonly [valid: readonly string[], invalid: readonly string[]]>> = {
  alternatives: [
    ['', '|', 'a|', '|a', 'a|b|c', '()', '(|)', '(a|)|b'],
    ['(a|', 'a|)'],
  ],
  groups: [
    ['(a)', '(?:a)', '(?P<a>b)', '(?<a>b)', '(?P<a>b)(?P<c>d)', '(?P<1>a)', '((a)(b))'],
    ['(', ')', 'a)', '(a', '((a)', '(?:a', '(?P<>a)', '(?P<a-b>c)', '(?P<a', '(?<é>a)', '(?P=a)'],
  ],
  'look-around and other groups': [
    ['a\\?=', '(\\?=a)'],
    ['(?=a)', '(?!a)', '(?<=a)b', '(?<!a)b', '(?>a)', '(?#a)', '(?|a)', '(?'],
  ],
  flags: [
    ['(?i)a', '(?i)a(?s)b', '(?imsU)a', '(?-i)a', '(?i-s)a', '(?i:a)', '(?i-s:a)', '(?-s:a)', '(?)a', 'a(?i)*'],
    ['(?x)a', '(?i-)a', '(?-)a', '(?-:a)', '(?i', '(?ii', '(?i-s-m)a', '(?i)*', '(?i)'.concat('+')],
  ],
  repetitions: [
    ['a*', 'a+', 'a?', 'a*?', 'a+?', 'a??', '(a)*', '[a]+', '\\d?', '^*', 'a{2}', 'a{2,}', 'a{2,3}', 'a{2}?', '()*'],
    ['*', '+', '?', '|*', '(*)', 'a**', 'a+*', 'a???', 'a{2}{3}', 'a*{2}', '{2}', '(?:*)'],
  ],
  counts: [
    [
      'a{0}',
      'a{0,0}',
      'a{3,3}',
      'a{1000}',
      'a{1000,}',
      'a{0,1000}',
      '(a{2}){500}',
      '((a{10}){10}){10}',
      'a{1000}b{1000}',
    ],
    [
      'a{3,2}',
      'a{1001}',
      'a{1001,}',
      'a{0,1001}',
      '(a{2}){501}',
      '((a{10}){10}){11}',
      '(a{501}|b){2}',
      '(ba{501}c){2}',
    ],
  ],
  'braces that are no count': [
    ['{', '}', '{}', 'a{', 'a{,5}', 'a{1', 'a{x}', 'a{1,x}', '{,2}'],
    ['{1,}', '{1,2}'],
  ],
  escapes: [
    [
      '\\.',
      '\\/',
      '\\-',
      '\\_',
      '\\\\',
      '\\a',
      '\\t',
      '\\n',
      '\\A',
      '\\b',
      '\\B',
      '\\z',
      '\\D',
      '\\s',
      '\\W',
      '\\.k<',
      '\\ ',
      '\\\n',
    ],
    ['\\', 'a\\', '\\é', '\\y', '\\Z', '\\G', '\\k<a>', '\\h', '\\C', '(?<a>b)\\k<a>'],
  ],
  'numbers and back-references': [
    ['\\0', '\\00', '\\07', '\\12', '\\123', '\\x41', '\\x{41}', '\\x{10FFFF}'],
    ['\\1', '(a)\\1', '\\8', '\\9', '\\18', '\\x', '\\x4', '\\x{', '\\x{}', '\\x{110000}', '\\x{FFFFFFF}', '\\xg0'],
  ],
  categories: [
    [
      '\\pL',
      '\\PL',
      '\\p{L}',
      '\\p{Lu}',
      '\\p{^Lu}',
      '\\P{Greek}',
      '\\p{Any}',
      '[\\p{Greek}]',
      '\\p{Latin}',
      '\\p{Yi}',
      '\\p{Thai}',
    ],
    ['\\p', '\\p{', '\\p{}', '\\p{Foo}', '\\pX', '\\p{Lx}', '\\p{Grek}', '[\\p{Foo}]', '\\p{L', '\\p{Sc=Greek}'],
  ],
  quotations: [
    ['\\Q(\\E', '\\Q(*[', '\\Q\\E', '\\Q', '\\Qa\\E*', 'a\\Q\\E*', '[a]\\Q]\\E'],
    ['\\Q\\E*', '\\Qa\\E**', '(\\Qa)', '(\\Qa\\E'],
  ],
  classes: [
    [
      '[a]',
      '[^a]',
      '[]a]',
      '[^]a]',
      '[a-z]',
      '[a-]',
      '[-a]',
      '[--a]',
      '[a-a]',
      '[.*+?(){}|^$]',
      '[[]',
      '[\\]]',
      '[\\n-\\r]',
    ],
    [
      '[',
      '[a',
      '[]',
      '[^]',
      '[^',
      '[z-a]',
      '[a\\]',
      '[b-a]',
      '[a-b-c-a-]'.concat('['),
      '[\\b]',
      '[\\A]',
      '[\\8]',
      '[\\x{62}-a]',
    ],
  ],
  'ranges of classes': [
    [
      '[\\d]',
      '[\\w-]',
      '[\\x{61}-z]',
      '[\\141-z]',
      '[a-\\x{7a}]',
      '[\\a-\\t]',
      '[\\x00-\\x{10FFFF}]',
      '[\\.-\\/]',
      '[\\f-\\r]',
      '[\\v-\\v]',
    ],
    ['[a-\\d]', '[z-\\x{61}]', '[z-\\141]', '[\\t-\\a]', '[\\/-\\.]', '[a-\\8]'],
  ],
  'classes of POSIX': [
    ['[[:alpha:]]', '[[:^alpha:]]', '[a[:digit:]b]', '[[:word:]_]', '[:alpha:]', '[[:alpha]', '[[:xdigit:]-]'],
    ['[[:foo:]]', '[[:^foo:]]', '[[:alpha:]', '[[:Alpha:]]', '[[:alpha][:alpha:]', '[[::]]'],
  ],
  'other alphabets': [
    ['ä', '[ä-ü]', '😀*', '[😀]', '\ud800'],
    ['[ü-ä]', '😀**'],
  ],
};

const cases = (which: 0 | 1) =>
  Object.entries(PARTS).flatMap(([part, both]) => both[which].map((each) => [part, each]));

test.each(cases(0))('RE2 reads these %s: %j', (_, expression) => {
  expect(isRe2(expression as string)).toBe(true);
});

test.each(cases(1))('RE2 does not read these %s: %j', (_, expression) => {
  expect(isRe2(expression as string)).toBe(false);
});

const nested = (depth: number) => `${'('.repeat(depth)}a${')'.repeat(depth)}`;

test('RE2 reads 999 groups in each other, and not 1000', () => {
  expect([999, 1000, 100_000].map((depth) => isRe2(nested(depth)))).toEqual([true, false, false]);
  expect(isRe2('(a)'.repeat(2000))).toBe(true);
});

const piece = fc.constantFrom(...Object.values(PARTS).flat(2), ...'()[]{}*+?|^$\\-:,<>=!0aPQEx');
const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')),
);

test('isRe2() answers for any text, and never throws', () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(typeof isRe2(text)).toBe('boolean');
    }),
    { numRuns: 2000 },
  );
});

test('an expression of RE2 stays one in a group and beside another one', () => {
  const valid = fc.constantFrom(...cases(0).map(([, each]) => each as string)).filter((each) => !each.includes('\\Q'));
  fc.assert(
    fc.property(valid, valid, (first, second) => {
      expect(isRe2(`(${first})|(?:${second})`)).toBe(true);
      expect(isRe2(`(${first}`)).toBe(false);
    }),
  );
});

test('any text is an expression of RE2 once its marks are escaped', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(isRe2(text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))).toBe(true);
    }),
  );
});
