import { chunk, entryOf, itemsOf, listOf } from '../src/collections';

test('chunk() returns chunks of at most the given size, and no empty one', () => {
  expect(chunk([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
  expect(chunk([1, 2], 2)).toEqual([[1, 2]]);
  expect(chunk([], 2)).toEqual([]);
});

test('itemsOf() returns no items for anything that is no list', () => {
  expect(itemsOf([1, 2])).toEqual([1, 2]);
  expect(itemsOf(undefined)).toEqual([]);
  expect(itemsOf({ length: 1 } as never)).toEqual([]);
});

test('entryOf() makes the entry of a key once, and keeps it', () => {
  const map = new Map<string, string[]>();
  const make = jest.fn(() => ['made']);
  const first = entryOf(map, 'a', make);
  expect(first).toEqual(['made']);
  expect(entryOf(map, 'a', make)).toBe(first);
  expect(make).toHaveBeenCalledTimes(1);
  expect(map).toEqual(new Map([['a', first]]));
});

test('entryOf() keeps a known entry even if it is empty', () => {
  expect(entryOf(new Map([['a', '']]), 'a', () => 'made')).toBe('');
});

test('listOf() returns one list for each key', () => {
  const map = new Map<string, number[]>();
  listOf(map, 'a').push(1);
  listOf(map, 'a').push(2);
  listOf(map, 'b').push(3);
  expect([...map]).toEqual([
    ['a', [1, 2]],
    ['b', [3]],
  ]);
});
