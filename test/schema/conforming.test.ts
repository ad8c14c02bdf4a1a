import { Lazy } from 'cdk8s';
import { conforming } from '../../src/schema/conforming';
import type { Field } from '../../src/schema/field';

const later = Lazy.any({ produce: () => 1 });
const OBJECT: Field = {
  type: 'object',
  fields: {
    text: { type: 'string' },
    flag: { type: 'boolean' },
    count: { type: 'integer' },
    share: { type: 'number' },
    limit: { type: 'intOrString' },
    list: { type: 'array', items: { type: 'object', fields: { text: { type: 'string' } } } },
    texts: { type: 'array', items: { type: 'string' } },
    map: { type: 'object', values: { type: 'string' } },
  },
};

test.each<[NonNullable<Field['type']>, unknown[], unknown[]]>([
  ['string', ['', 'a', later], [1, true, {}, ['a'], undefined, null]],
  ['boolean', [true, false, later], ['true', 0, {}, [], undefined, null]],
  ['integer', [0, -1, 1.5, later], ['1', true, {}, [1], undefined, null]],
  ['number', [0, 1.5, later], ['1', false, {}, [], undefined, null]],
  ['object', [{}, { a: 1 }], ['a', 1, [], later, () => 1, undefined, null]],
  ['array', [[], [1]], ['a', 1, {}, later, undefined, null]],
  ['intOrString', ['1Gi', 1, { value: 1 }, later], [undefined, null]],
])('a field of type %s keeps %p, and drops %p', (type, kept, dropped) => {
  for (const value of kept) {
    expect(conforming({ type }, value)).toBe(value);
  }
  for (const value of dropped) {
    expect(conforming({ type }, value)).toBeUndefined();
  }
});

test('a value whose parts all conform is returned itself', () => {
  const value = { text: 'a', list: [{ text: 'b' }], texts: ['c'], map: { d: 'e' }, unknown: 1, count: later };
  expect(conforming(OBJECT, value)).toBe(value);
});

test('the parts that do not conform are undefined, and the others stay', () => {
  const list = [{ text: 'b' }];
  const value = { text: 1, flag: 'true', count: '1', share: '1', list, texts: 'c', map: { d: 1, e: 'f' }, unknown: 1 };
  const result = conforming(OBJECT, value) as typeof value;
  expect(result).toEqual({ list, map: { e: 'f' }, unknown: 1 });
  expect(result.list).toBe(list);
});

test('an item that should be an object and is none becomes an empty object, so that the others keep their places', () => {
  const list = [null, { text: 'a' }, 'b', { text: 1 }, later];
  expect(conforming(OBJECT, { list })).toEqual({ list: [{}, { text: 'a' }, {}, { text: undefined }, {}] });
});

test('an item of plain values that does not conform is undefined in its place', () => {
  const { texts } = conforming(OBJECT, { texts: ['a', 1, 'b', null] }) as { texts: unknown[] };
  expect(texts).toEqual(['a', undefined, 'b', undefined]);
});

test('a field of the name of an inherited one of JavaScript is unknown', () => {
  const value = { toString: 1, constructor: 'a' };
  expect(conforming(OBJECT, value)).toBe(value);
});

test('the given value is not changed', () => {
  const value = Object.freeze({ text: 1, list: Object.freeze(['a']), map: Object.freeze({ d: 1 }) });
  expect(conforming(OBJECT, value)).toEqual({ list: [{}], map: {} });
});
