import { chunk, collect, itemsOf } from '../src/collections';

test('a chunk is never larger than asked for, and none is empty', () => {
  expect(chunk([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
  expect(chunk([], 2)).toEqual([]);
});

test('what is no list has no items', () => {
  expect(itemsOf([1, 2])).toEqual([1, 2]);
  expect(itemsOf(undefined)).toEqual([]);
  expect(itemsOf({ length: 1 } as never)).toEqual([]);
});

test('what is found for the items comes in their order', () => {
  const found = collect(['a', '', 'b'], (item, i) => (item === '' ? [] : [item, `${i}`]));
  expect(found).toEqual(['a', '0', 'b', '2']);
  expect(collect([], () => [1])).toEqual([]);
});
