import { EnvoyGatewayVersion } from '../../src';
import { checkLimits, limitTree } from '../../src/limits/limits';

const { V1_9 } = EnvoyGatewayVersion;
const isEven = (value: number) => value % 2 === 0;
const even = (path: string) => ({ path, allowed: 'even numbers', remedy: 'add 1', holds: isEven });

function propertiesOf(paths: string[], value: unknown): string[] {
  return checkLimits(limitTree(paths.map(even)), value, 'p', V1_9).map(({ property }) => property);
}

test('a problem says where, what, what is allowed and what to do', () => {
  expect(checkLimits(limitTree([even('a.b')]), { a: { b: 1 } }, 'p', V1_9)).toEqual([
    { property: 'p.a.b', value: 1, allowed: 'even numbers', remedy: 'add 1' },
  ]);
});

test('limits are for fields, items of lists and values of maps', () => {
  const value = { field: 1, list: [0, 1, 3], map: { one: 1, two: 2 }, lists: [[1], [2]] };
  expect(propertiesOf(['field', 'list[]', 'map{}', 'lists[][]'], value)).toEqual([
    'p.field',
    'p.list[1]',
    'p.list[2]',
    'p.map.one',
    'p.lists[0][0]',
  ]);
});

test('what is not there has no limits', () => {
  expect(propertiesOf(['a', 'a.b', 'list[].a', 'map{}'], { a: null, list: [null, {}] })).toEqual([]);
});

test('a field may have several limits, and others below it', () => {
  expect(propertiesOf(['list[]', 'list[]'], { list: [1] })).toEqual(['p.list[0]', 'p.list[0]']);
  const long = { path: 'list', allowed: 'two items', remedy: 'add one', holds: ({ length }: string) => length === 2 };
  const problems = checkLimits(limitTree([even('list[]'), long]), { list: [1] }, 'p', V1_9);
  expect(problems.map(({ property, allowed }) => [property, allowed])).toEqual([
    ['p.list', 'two items'],
    ['p.list[0]', 'even numbers'],
  ]);
});
