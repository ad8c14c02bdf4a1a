import { describeProblem, propertyAt, refuse } from '../../src/findings/message';
import { errorOf } from '../support/render';

const problem = { property: 'hostnames[2]', value: 'A', allowed: 'a lower-case DNS name', remedy: 'write "a"' };

function shown(value: unknown): string {
  return describeProblem({ property: 'p', value, allowed: 'a', remedy: 'r' });
}

test('a problem is described by property, value, allowed and remedy, in one line', () => {
  expect(describeProblem(problem)).toBe('hostnames[2]: got "A"; allowed: a lower-case DNS name; remedy: write "a".');
});

test('what is refused is thrown as the same line', () => {
  expect(errorOf(() => refuse(problem))).toBe(describeProblem(problem));
});

test.each([
  ['text', 'text', '"text"'],
  ['text with a control character', 'a\r\nb', '"a\\r\\nb"'],
  ['a number', 4, '4'],
  ['no number', Number.NaN, 'NaN'],
  ['an infinite number', Number.POSITIVE_INFINITY, 'Infinity'],
  ['a list', ['a', 1], '["a",1]'],
  ['an object', { name: 'api' }, '{"name":"api"}'],
  ['null', null, 'null'],
  ['an unset value', undefined, 'undefined'],
  ['a symbol', Symbol('s'), 'Symbol(s)'],
])('%s is shown so that it can be recognised', (_, value, text) => {
  expect(shown(value)).toBe(`p: got ${text}; allowed: a; remedy: r.`);
});

test('a value is shown in full up to 120 characters', () => {
  expect(shown('x'.repeat(118))).toBe(`p: got "${'x'.repeat(118)}"; allowed: a; remedy: r.`);
});

test('a longer value is cut there', () => {
  expect(shown('x'.repeat(119))).toBe(`p: got "${'x'.repeat(119)}…; allowed: a; remedy: r.`);
});

test('a path is written as its author would', () => {
  expect(propertyAt(['hostnames'])).toBe('hostnames');
  expect(propertyAt(['http', 0, 'matches', 12, 'path'])).toBe('http[0].matches[12].path');
});
