import { duration, has, matches } from '../../src/schema/cel';

test.each([
  ['0s', 0],
  ['1ms', 1],
  ['1s', 1000],
  ['1m', 60_000],
  ['1h', 3_600_000],
  ['10m0s', 600_000],
  ['1h2m3s4ms', 3_723_004],
])('duration() reads %s as %i milliseconds', (text, milliseconds) => {
  expect(duration(text)).toBe(milliseconds);
});

test.each([
  [undefined, false],
  [null, false],
  [0, true],
  ['', true],
  [false, true],
  [{}, true],
])('has() answers for %j: %p', (value, isThere) => {
  expect(has(value)).toBe(isThere);
});

test.each([
  ['^a$', 'a', true],
  ['^a$', 'A', false],
  ['(?i)^a$', 'A', true],
  ['(?i)^a$', 'b', false],
  ['^(?i)a$', 'A', true],
])('matches() answers for %s and %s: %p', (expression, value, isMatch) => {
  expect(matches(expression, value)).toBe(isMatch);
});

test('matches() compiles an expression once, as every rule of every route meets the same ones', () => {
  const compile = jest.spyOn(globalThis, 'RegExp');
  try {
    matches('^once$', 'once');
    matches('^once$', 'twice');
    expect(compile.mock.calls).toEqual([['^once$', '']]);
  } finally {
    compile.mockRestore();
  }
});
