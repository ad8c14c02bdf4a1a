import { Lazy } from 'cdk8s';
import { EnvoyGatewayVersion } from '../../../src';
import type { Observation } from '../../../src/findings/finding';
import type { Field } from '../../../src/schema/field';
import { type FieldLimit, withLimits } from '../../../src/schema/limits/field-limit';
import { validate } from '../../../src/schema/validate';
import { brief, type Message, reportedBy } from '../../support/findings';

const isEven = (value: number) => value % 2 === 0;
const even = (path: string) => ({ path, expected: 'an even number', remedy: 'add 1', holds: isEven });

const number: Field = { type: 'integer', maximum: 9 };
const numbers: Field = { type: 'array', items: number };
const root: Field = {
  type: 'object',
  fields: { number, numbers, lists: { type: 'array', items: numbers }, map: { type: 'object', values: number } },
};

function messagesOf(limits: readonly FieldLimit[], value: unknown): Message[] {
  const field = withLimits(root, limits);
  return reportedBy((report) => validate(field, value, 'p', EnvoyGatewayVersion.V1_9, report));
}

/** Properties that have to be even numbers, and are not. */
function oddOf(paths: readonly string[], value: unknown): string[] {
  return messagesOf(paths.map(even), value).map(({ property }) => property);
}

test('a value beyond a limit is reported with what the limit expects and its remedy', () => {
  expect(messagesOf([even('number')], { number: 1 })).toEqual([
    {
      path: '',
      id: 'envoy-limit',
      property: 'p.number',
      value: '1',
      expected: 'an even number',
      remedy: 'add 1',
    },
  ]);
});

test('fields, items of lists and values of maps can have limits', () => {
  const value = { number: 1, numbers: [0, 1, 3], map: { one: 1, two: 2 }, lists: [[1], [2]] };
  expect(oddOf(['number', 'numbers[]', 'map{}', 'lists[][]'], value)).toEqual([
    'p.number',
    'p.numbers[1]',
    'p.numbers[2]',
    'p.map.one',
    'p.lists[0][0]',
  ]);
});

test('an unset value and one that cdk8s resolves at synthesis are within every limit', () => {
  const later = Lazy.any({ produce: () => 1 });
  const paths = ['number', 'numbers[]', 'map{}'];
  expect(oddOf(paths, { number: null, numbers: [later], map: { a: later, b: null } })).toEqual([]);
  expect(oddOf(paths, { number: later, numbers: null, map: null })).toEqual([]);
});

test('a limit can have a reason of its own, which replaces that of the catalogue', () => {
  const limited = (limit: FieldLimit) => {
    const observations: Observation[] = [];
    const field = withLimits(root, [limit]);
    validate(field, { number: 1 }, 'p', EnvoyGatewayVersion.V1_9, (observation) => observations.push(observation));
    return observations.map(({ id, reason }) => [id, reason]);
  };
  expect(limited(even('number'))).toEqual([['envoy-limit', undefined]]);
  expect(limited({ ...even('number'), reason: 'pairs need it' })).toEqual([['envoy-limit', 'pairs need it']]);
});

test('a limit for a path without a field is ignored', () => {
  const paths = ['other', 'number.a', 'number[]', 'number{}', 'numbers.a'];
  expect(oddOf(paths, { number: 1, numbers: [1] })).toEqual([]);
});

test('a field can have several limits', () => {
  expect(oddOf(['numbers[]', 'numbers[]'], { numbers: [1] })).toEqual(['p.numbers[0]', 'p.numbers[0]']);
});

test('the limits of a field wait until its value is valid, whatever is wrong elsewhere', () => {
  const pair = { path: 'numbers', expected: 'two items', remedy: 'add one', holds: isPair };
  const findingsOf = (value: unknown) => messagesOf([even('number'), even('numbers[]'), pair], value).map(brief);
  expect(findingsOf({ number: 11 })).toEqual(['out-of-range p.number']);
  expect(findingsOf({ numbers: [1] })).toEqual(['envoy-limit p.numbers[0]']);
  expect(findingsOf({ numbers: [2], number: 10 })).toEqual(['envoy-limit p.numbers', 'out-of-range p.number']);
  expect(findingsOf({ numbers: [2, 4], number: 10 })).toEqual(['out-of-range p.number']);
});

test('withLimits() does not change the field that it is given', () => {
  withLimits(root, [even('number'), even('lists[][]'), even('map{}')]);
  expect(oddOf([], { number: 1, lists: [[1]], map: { one: 1 } })).toEqual([]);
});

function isPair({ length }: readonly number[]): boolean {
  return length === 2;
}
