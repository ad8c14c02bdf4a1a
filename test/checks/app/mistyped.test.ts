import { isMistyped } from '../../../src/checks/app/mistyped';

test.each([
  ['a letter less', 'chekout', 'checkout'],
  ['a letter more', 'checkoutt', 'checkout'],
  ['a letter more at the start', 'acheckout', 'checkout'],
  ['another letter', 'checkaut', 'checkout'],
  ['another letter at the end', 'weba', 'webb'],
  ['two swapped letters', 'chekcout', 'checkout'],
  ['two swapped letters of three', 'wbe', 'web'],
  ['capitals', 'CheckOut', 'checkout'],
  ['a hyphen less', 'myapp', 'my-app'],
])('a name with %s is mistyped, in both directions', (_, written, name) => {
  expect(isMistyped(written, name)).toBe(true);
  expect(isMistyped(name, written)).toBe(true);
});

test.each([
  ['two letters in common', 'aba', 'abb'],
  ['nothing in common but two swapped letters', 'ab', 'ba'],
  ['two other letters', 'checkaud', 'checkout'],
  ['two more letters', 'checkoutab', 'checkout'],
  ['a letter that moved by two', 'checoukt', 'checkout'],
  ['another digit', 'checkout-2', 'checkout-1'],
  ['a digit more', 'checkout1', 'checkout'],
  ['a digit in the place of a letter', 'check0ut', 'checkout'],
  ['two swapped characters of which one is a digit', 'chec1kout', 'checkout'],
])('a name with %s is not mistyped, in both directions', (_, written, name) => {
  expect(isMistyped(written, name)).toBe(false);
  expect(isMistyped(name, written)).toBe(false);
});
