import { ApiObject, App, Chart, Duration, Lazy, Testing } from 'cdk8s';
import type { Finding } from '../../src/findings/finding';
import { messageOf } from '../../src/findings/message';

const FINDING: Finding = {
  id: 'wrong-form',
  severity: 'error',
  property: 'hostnames[2]',
  value: 'A',
  expected: 'a lower-case name',
  reason: 'others are refused',
  remedy: 'write "a"',
};
const shown = (value: unknown) => /: got (.*); expected /.exec(messageOf({ ...FINDING, value }))?.[1];

test('a message has property, value, expected value, reason, remedy and id in one line', () => {
  expect(messageOf(FINDING)).toBe(
    'hostnames[2]: got "A"; expected a lower-case name, because others are refused. Remedy: write "a". [wrong-form]',
  );
});

test('a message without a reason leaves it out', () => {
  expect(messageOf({ ...FINDING, reason: undefined })).toBe(
    'hostnames[2]: got "A"; expected a lower-case name. Remedy: write "a". [wrong-form]',
  );
});

test.each(['retry', 'reference-grant'] as const)('a message about %s says how to acknowledge it', (id) => {
  expect(messageOf({ ...FINDING, id })).toContain(`. Remedy: write "a", or acknowledge: ["${id}"]. [${id}]`);
});

test('a message about an object without a property acknowledge names the method', () => {
  const object = new ApiObject(Testing.chart(), 'auth', { apiVersion: 'v1', kind: 'Secret' });
  expect(messageOf({ ...FINDING, id: 'retry' }, object)).toContain(
    ', or call StickyGatewayRoute.acknowledge(chart, ["retry"]). [retry]',
  );
});

test.each([
  ['a text', 'text', '"text"'],
  ['a text with line breaks', 'a\r\nb', '"a\\r\\nb"'],
  ['a number', 4, '4'],
  ['a BigInt', 4n, '4n'],
  ['NaN', Number.NaN, 'NaN'],
  ['infinity', Number.POSITIVE_INFINITY, 'Infinity'],
  ['a list', ['a', 1], '["a",1]'],
  ['an object', { name: 'api' }, '{"name":"api"}'],
  ['null', null, 'null'],
  ['undefined', undefined, 'undefined'],
  ['a symbol', Symbol('s'), 'Symbol(s)'],
  ['a function', function make() {}, '[Function: make]'],
  ['a Set', new Set(['a', 'b']), "Set(2) { 'a', 'b' }"],
  ['a Set of many', new Set(Array(9).keys()), 'Set(9) { 0, 1, 2, 3, 4, 5, 6, 7, 8 }'],
  ['an empty object', {}, '{}'],
  ['an object of nothing', { a: undefined }, '{ a: undefined }'],
  ['a Duration', Duration.millis(1500), '"1.5s"'],
  ['a Lazy', Lazy.any({ produce: () => 1 }), '"<Lazy>"'],
  ['a construct', new Chart(new App(), 'shop'), '"shop"'],
  ['the node of a construct', new Chart(new App(), 'shop').node, '"shop"'],
  ['an object with a Lazy', { numRetries: Lazy.any({ produce: () => 1 }) }, '{"numRetries":"<Lazy>"}'],
])('a message shows %s so that its author recognises it', (_, value, text) => {
  expect(shown(value)).toBe(text);
});

test('a message shows 120 characters of a value, and cuts the rest', () => {
  expect(shown('x'.repeat(118))).toBe(`"${'x'.repeat(118)}"`);
  expect(shown('x'.repeat(119))).toBe(`"${'x'.repeat(119)}…`);
});
