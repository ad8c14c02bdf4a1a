import { differenceBetween } from '../src/spelling';

test.each([
  ['alike', 'alike', '', '', 5],
  ['card', 'cart', 'd', 't', 3],
  ['web', 'webs', '', 's', 3],
  ['aa', 'aaa', '', 'a', 2],
  ['', 'x', '', 'x', 0],
  ['abcd', 'acbd', 'bc', 'cb', 2],
])('%s and %s differ in "%s" and "%s"', (first, second, ofFirst, ofSecond, shared) => {
  expect(differenceBetween(first, second)).toEqual({ ofFirst, ofSecond, shared });
});
