import * as fc from 'fast-check';
import { captured, cel, celString, enclosed, escapeRegex } from '../../src/stickiness/envoy-format';
import { formatted } from '../support/envoy-format';

const printable = fc.string({ unit: 'grapheme-ascii' });

test('cel() writes an expression as a command, of which Envoy may take a number of bytes', () => {
  expect(cel("'abc'")).toBe("%CEL('abc')%");
  expect(cel("'abc'", 2)).toBe("%CEL('abc'):2%");
  expect(formatted(`${cel("'abc'")}${cel("'abc'", 2)}`, {})).toBe('abcab');
});

test('celString() writes any text as a literal without a percent sign, which would begin a command', () => {
  expect(celString("it's 100 %\\")).toBe("'it\\'s 100 \\x25\\\\'");
  fc.assert(
    fc.property(printable, (text) => {
      expect(celString(text)).not.toContain('%');
      expect(formatted(cel(celString(text)), {})).toBe(text);
    }),
  );
});

test('escapeRegex() writes any text as an expression that matches nothing else', () => {
  fc.assert(
    fc.property(printable, printable, (text, other) => {
      const expression = new RegExp(`^${escapeRegex(text)}$`);
      expect(expression.test(text)).toBe(true);
      expect(expression.test(other)).toBe(text === other);
    }),
  );
});

test('captured() yields nothing unless the expression matches the whole text', () => {
  const capture = captured("request.headers['a']", 'b(.+)');
  const captureOf = (a: string) => formatted(cel(capture), { request: { headers: { a } } });
  expect([captureOf('bcd'), captureOf('abcd'), captureOf('')]).toEqual(['cd', '', '']);
  expect(formatted(cel(capture), { request: { headers: {} } })).toBe('');
});

test('enclosed() puts a text between any two others', () => {
  fc.assert(
    fc.property(printable, printable, printable, (before, text, after) => {
      const expression = enclosed(before, "request.headers['a']", after);
      expect(formatted(cel(expression), { request: { headers: { a: text } } })).toBe(before + text + after);
    }),
  );
});
