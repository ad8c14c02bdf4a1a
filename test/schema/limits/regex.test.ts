import { isRegex } from '../../../src/schema/limits/regex';

test.each(['/a(b|c)*', '(?i)a', '(?i)a(?s)b', '(?imsU)a', '(?P<a>b)(?P<c>d)', '(?:a)', '\\d{2}', '\\.k<'])(
  '%j is an expression of RE2',
  (expression) => {
    expect(isRegex(expression)).toBe(true);
  },
);

test.each(['(', '*', '[', '(?=a)', '(?!a)', '(?<=a)b', '(?<!a)b', '(a)\\1', '(?<a>b)\\k<a>', undefined])(
  '%j is no expression of RE2',
  (expression) => {
    expect(isRegex(expression as string)).toBe(false);
  },
);
