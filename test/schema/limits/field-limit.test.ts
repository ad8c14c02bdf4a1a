import { Lazy } from 'cdk8s';
import { EnvoyGatewayVersion } from '../../../src';
import type { Problem } from '../../../src/findings/message';
import type { Field } from '../../../src/schema/field';
import { type FieldLimit, withLimits } from '../../../src/schema/limits/field-limit';
import { checkField } from '../../../src/schema/validate';

const isEven = (value: number) => value % 2 === 0;
const even = (path: string) => ({ path, allowed: 'even numbers', remedy: 'add 1', holds: isEven });

const number: Field = { type: 'integer', maximum: 9 };
const numbers: Field = { type: 'array', items: number };
const root: Field = {
  type: 'object',
  fields: { number, numbers, lists: { type: 'array', items: numbers }, map: { type: 'object', values: number } },
};

function problemsOf(limits: FieldLimit[], value: unknown): Problem[] {
  const problems: Problem[] = [];
  checkField(withLimits(root, limits), value, 'p', EnvoyGatewayVersion.V1_9, (problem) => problems.push(problem));
  return problems;
}

function propertiesOf(paths: string[], value: unknown): string[] {
  return problemsOf(paths.map(even), value).map(({ property }) => property);
}

test('a problem says where, what, what is allowed and what to do', () => {
  expect(problemsOf([even('number')], { number: 1 })).toEqual([
    { property: 'p.number', value: 1, allowed: 'even numbers', remedy: 'add 1' },
  ]);
});

test('limits are for fields, items of lists and values of maps', () => {
  const value = { number: 1, numbers: [0, 1, 3], map: { one: 1, two: 2 }, lists: [[1], [2]] };
  expect(propertiesOf(['number', 'numbers[]', 'map{}', 'lists[][]'], value)).toEqual([
    'p.number',
    'p.numbers[1]',
    'p.numbers[2]',
    'p.map.one',
    'p.lists[0][0]',
  ]);
});

test('what is not there has no limits, and what is known at synthesis only', () => {
  const later = Lazy.any({ produce: () => 1 });
  expect(propertiesOf(['number', 'numbers[]', 'map{}'], { number: null, numbers: [null, later], map: later })).toEqual(
    [],
  );
});

test('what no field is at has no limits', () => {
  expect(propertiesOf(['other', 'number.a', 'number[]', 'number{}', 'numbers.a'], { number: 1, numbers: [1] })).toEqual(
    [],
  );
});

test('a field may have several limits, and others below it', () => {
  expect(propertiesOf(['numbers[]', 'numbers[]'], { numbers: [1] })).toEqual(['p.numbers[0]', 'p.numbers[0]']);
});

test('a field is asked for its limits where all in it is sound, whatever is wrong elsewhere', () => {
  const long = {
    path: 'numbers',
    allowed: 'two items',
    remedy: 'add one',
    holds: ({ length }: string) => length === 2,
  };
  const allowedOf = (value: unknown) => problemsOf([even('numbers[]'), long], value).map(({ allowed }) => allowed);
  expect(allowedOf({ numbers: [1] })).toEqual(['even numbers']);
  expect(allowedOf({ numbers: [2], number: 10 })).toEqual(['two items', 'at most 9']);
  expect(allowedOf({ numbers: [2, 4], number: 10 })).toEqual(['at most 9']);
  expect(problemsOf([even('number')], { number: 11 }).map(({ allowed }) => allowed)).toEqual(['at most 9']);
});

test('a field with limits is another one than that without', () => {
  withLimits(root, [even('number'), even('lists[][]')]);
  expect(propertiesOf([], { number: 1, lists: [[1]] })).toEqual([]);
});
