import { Lazy } from 'cdk8s';
import * as fc from 'fast-check';
import { listDefaults } from '../../src/schema/defaults';
import type { Field } from '../../src/schema/field';

const item: Field = {
  type: 'object',
  fields: {
    name: { type: 'string' },
    weight: { type: 'integer', default: 1 },
    group: { type: 'string', default: '' },
    nested: { type: 'object', fields: { unit: { type: 'string', default: 'Second' }, other: { type: 'string' } } },
    items: { type: 'array', default: [{ path: '/' }], items: { type: 'object', fields: { path: { default: '/' } } } },
  },
};
const root: Field = {
  type: 'object',
  fields: {
    name: { type: 'string' },
    list: { type: 'array', items: item },
    texts: { type: 'array', items: { type: 'string' } },
  },
};
const fill = listDefaults(root);
const DEFAULTS = { weight: 1, group: '', items: [{ path: '/' }] };
const itemOf = (value: object) => (fill({ list: [value] }) as { list: unknown[] }).list[0];

test('an item of a list gets the defaults that it does not have', () => {
  expect(itemOf({ name: 'a' })).toEqual({ name: 'a', ...DEFAULTS });
  expect(itemOf({})).toEqual(DEFAULTS);
});

test.each([{ weight: 0 }, { group: 'apps' }, { items: [] }])('an item of a list keeps the value %j', (value) => {
  expect(itemOf(value)).toEqual({ ...DEFAULTS, ...value });
});

test('a field that is undefined or null gets its default, as the API server drops it', () => {
  expect(itemOf({ weight: undefined, group: null })).toEqual(DEFAULTS);
});

test('an object in an item gets its defaults if it is there', () => {
  expect(itemOf({ nested: { other: 'a' } })).toEqual({ ...DEFAULTS, nested: { other: 'a', unit: 'Second' } });
  expect(itemOf({})).not.toHaveProperty('nested');
});

test('the items of a list in an item get their defaults', () => {
  expect(itemOf({ items: [{}, { path: '/a' }] })).toEqual({ ...DEFAULTS, items: [{ path: '/' }, { path: '/a' }] });
});

test('fields without defaults, unknown fields and lists that are not there stay as they are', () => {
  const value = { name: 'a', texts: ['b'], other: [{ c: 1 }] };
  expect(fill(value)).toEqual(value);
  expect(Object.keys(fill(value))).toEqual(Object.keys(value));
});

test.each([Lazy.any({ produce: () => [] }), () => [], 'a', 7])('%p in the place of a list stays as it is', (list) => {
  expect((fill({ list }) as { list: unknown }).list).toBe(list);
});

test('values in an item that cdk8s resolves at synthesis stay as they are', () => {
  const later = Lazy.any({ produce: () => 1 });
  const filled = itemOf({ weight: later, nested: later }) as Record<string, unknown>;
  expect(filled.weight).toBe(later);
  expect(filled.nested).toBe(later);
});

test('a value of a field without any default is returned itself', () => {
  const value = { a: [{ b: 1 }] };
  const field: Field = { type: 'object', fields: { a: { type: 'array', items: { fields: { b: {} } } } } };
  expect(listDefaults(field)(value)).toBe(value);
});

test('the given value is not changed, and writing the defaults twice changes nothing', () => {
  const items = fc.record(
    { name: fc.string(), weight: fc.nat(), group: fc.string(), nested: fc.record({ other: fc.string() }) },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.array(items), (list) => {
      const before = structuredClone(list);
      const once = fill({ list });
      expect(list).toEqual(before);
      expect(fill(once)).toEqual(once);
    }),
  );
});
