import * as fc from 'fast-check';
import { captured, cel, celString, escapeRegex } from '../../src/stickiness/envoy-format';
import { formatted } from '../support/envoy-format';

const printable = fc.string({ unit: 'grapheme-ascii' });

test('an expression is a command, of which a number of bytes may be taken', () => {
  expect(cel("'abc'")).toBe("%CEL('abc')%");
  expect(cel("'abc'", 2)).toBe("%CEL('abc'):2%");
  expect(formatted(`${cel("'abc'")}${cel("'abc'", 2)}`, {})).toBe('abcab');
});

test('any text can be a literal, and has no percent sign, which would begin a command', () => {
  expect(celString("it's 100 %\\")).toBe("'it\\'s 100 \\x25\\\\'");
  fc.assert(
    fc.property(printable, (text) => {
      expect(celString(text)).not.toContain('%');
      expect(formatted(cel(celString(text)), {})).toBe(text);
    }),
  );
});

test('any text can be an expression that matches it alone', () => {
  fc.assert(
    fc.property(printable, printable, (text, other) => {
      const expression = new RegExp(`^${escapeRegex(text)}$`);
      expect(expression.test(text)).toBe(true);
      expect(expression.test(other)).toBe(text === other);
    }),
  );
});

test('what is captured is nothing where the text does not match as a whole', () => {
  const capture = captured("request.headers['a']", 'b(.+)');
  const captureOf = (a: string) => formatted(cel(capture), { request: { headers: { a } } });
  expect([captureOf('bcd'), captureOf('abcd'), captureOf('')]).toEqual(['cd', '', '']);
  expect(formatted(cel(capture), { request: { headers: {} } })).toBe('');
});
