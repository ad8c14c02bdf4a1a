import { bytes, bytesOf } from '../../../src/schema/limits/quantity';

test.each([
  [0, 0],
  [7, 7],
  ['12', 12],
  ['1k', 1e3],
  ['1M', 1e6],
  ['1G', 1e9],
  ['1T', 1e12],
  ['1P', 1e15],
  ['1E', 1e18],
  ['2Ki', 2 ** 11],
  ['1Mi', 2 ** 20],
  ['1Gi', 2 ** 30],
  ['1Ti', 2 ** 40],
  ['1Pi', 2 ** 50],
  ['1Ei', 2 ** 60],
])('bytesOf() reads the quantity %j as %d bytes', (value, number) => {
  expect(bytesOf({ value })).toBe(number);
});

test.each([-1, 1.5, '', 'k', 'a1', '1K', '1kB', '1ki', '1i', '1 k', '1Mi ', undefined])(
  'bytesOf() reads the quantity %j as no number',
  (value) => {
    expect(bytesOf({ value })).toBeNaN();
  },
);

test.each([
  [1, false],
  [2, true],
  [3, true],
  [4, false],
  ['1B', false],
])('a limit of 2 to 3 bytes holds for %j: %p', (value, isHeld) => {
  expect(bytes('path', 2, 3).holds({ value }, undefined as never)).toBe(isHeld);
});
