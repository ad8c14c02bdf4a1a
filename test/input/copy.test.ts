import { Duration, Lazy, Size } from 'cdk8s';
import { Stickiness } from '../../src';
import { copyOf as copyInto } from '../../src/input/copy';
import { appChart, raw } from '../support/app';

const copyOf = <P extends object>(props: P) =>
  copyInto(props, 'shop', ({ id }) => {
    throw new Error(id);
  });

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
  ['a function', () => 1],
])('%s is kept, wherever it is', (_, value) => {
  expect(copyOf(value)).toBe(value);
  expect(copyOf([{ value }])[0]?.value).toBe(value);
});

test('a construct is replaced by a reference, wherever it is', () => {
  const service = raw(appChart(), 'api', 'v1', 'Service', {});
  expect(copyOf({ refs: [service] })).toEqual({ refs: [{ group: '', kind: 'Service', name: 'api' }] });
});

test('an object that occurs twice is copied twice, and one that contains itself is reported and left out', () => {
  const shared = { a: 1 };
  expect(copyOf({ one: shared, other: [shared, shared] })).toEqual({ one: shared, other: [shared, shared] });
  const list: unknown[] = [shared];
  list.push({ list });
  const reported: string[] = [];
  const copy = copyInto({ list, shared }, 'shop', ({ id, property }) => reported.push(`${id} ${property}`));
  expect(copy).toEqual({ list: [shared, { list: undefined }], shared });
  expect(reported).toEqual(['cyclic-value list[1].list']);
});
