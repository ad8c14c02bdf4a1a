import { runInNewContext } from 'node:vm';
import { Duration, Lazy, Size } from 'cdk8s';
import { Construct } from 'constructs';
import { Stickiness } from '../../src';
import { copyOf as copyInto } from '../../src/input/copy';
import { appChart, raw } from '../support/app';

const copyOf = <P extends object>(props: P) =>
  copyInto(props, 'shop', ({ id }) => {
    throw new Error(id);
  });

function reportedOf(props: object) {
  const reported: string[] = [];
  const copy = copyInto(props, 'shop', ({ id, property }) => reported.push(`${id} ${property}`));
  return { copy, reported };
}

test('plain objects and lists are copied at every depth', () => {
  const value = { list: [{ a: 1 }, [2]], nothing: null, missing: undefined, text: 'a', flag: false };
  const copy = copyOf(value);
  expect(copy).toEqual(value);
  expect(Object.keys(copy)).toEqual(Object.keys(value));
  expect(copy).not.toBe(value);
  expect(copy.list).not.toBe(value.list);
  expect(copy.list[0]).not.toBe(value.list[0]);
  expect(copy.list[1]).not.toBe(value.list[1]);
});

test('an object without a prototype is copied', () => {
  const value = Object.assign(Object.create(null), { a: 1 });
  const copy = copyOf(value);
  expect(copy).toEqual({ a: 1 });
  expect(copy).not.toBe(value);
});

test.each([
  ['a Lazy', Lazy.any({ produce: () => 1 })],
  ['a Duration', Duration.seconds(1)],
  ['a Size', Size.mebibytes(1)],
  ['a Stickiness', Stickiness.none()],
])('%s is kept, wherever it is', (_, value) => {
  expect(copyOf(value)).toBe(value);
  expect(copyOf([{ value }])[0]?.value).toBe(value);
});

test('a construct is replaced by a reference, wherever it is', () => {
  const service = raw(appChart(), 'api', 'v1', 'Service', {});
  expect(copyOf({ refs: [service] })).toEqual({ refs: [{ group: '', kind: 'Service', name: 'api' }] });
});

test.each([
  ['a function', () => 1],
  ['a Symbol', Symbol('a')],
])('%s, which no manifest can show, is reported and left out', (_, value) => {
  expect(reportedOf({ list: ['a', { value }] })).toEqual({
    copy: { list: ['a', { value: undefined }] },
    reported: ['wrong-type list[1].value'],
  });
});

test('a construct without an object is reported', () => {
  expect(reportedOf({ list: [new Construct(appChart(), 'a')] })).toEqual({
    copy: { list: [{}] },
    reported: ['wrong-type list[0]'],
  });
});

test.each([
  [64, []],
  [65, ['out-of-range list']],
])('%d levels of lists: %j', (levels, reported) => {
  let list: unknown[] = [];
  for (let level = 2; level <= levels; level += 1) {
    list = [list];
  }
  expect(reportedOf({ list }).reported).toEqual(reported);
});

test('an object of another realm is copied', () => {
  const value = runInNewContext('({ a: { b: 1 } })');
  const copy = copyOf(value);
  value.a.b = 2;
  expect(copy).toEqual({ a: { b: 1 } });
});

test('the fields of a construct become a reference, with what its author wrote besides', () => {
  const service = raw(appChart(), 'api', 'v1', 'Service', {});
  expect(copyOf({ refs: [{ ...service, weight: 90 }] })).toEqual({
    refs: [{ group: '', kind: 'Service', name: 'api', weight: 90 }],
  });
  expect(copyOf({ refs: [{ ...service, name: 'other' }] })).toMatchObject({ refs: [{ name: 'other' }] });
});

test('an object that occurs twice is copied twice, and one that contains itself is reported and left out', () => {
  const shared = { a: 1 };
  expect(copyOf({ one: shared, other: [shared, shared] })).toEqual({ one: shared, other: [shared, shared] });
  const list: unknown[] = [shared];
  list.push({ list });
  expect(reportedOf({ list, shared })).toEqual({
    copy: { list: [shared, { list: undefined }], shared },
    reported: ['cyclic-value list[1].list'],
  });
});
