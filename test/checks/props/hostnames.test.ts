import { Lazy } from 'cdk8s';
import { problemsOf } from '../../support/chart';

const ALLOWED = 'a lower-case DNS name, which may begin with "*."';

test.each([
  ['Shop.example.com', 'write "shop.example.com"'],
  [' shop.example.com', 'write "shop.example.com"'],
  ['my_shop.example.com', 'write "my-shop.example.com"'],
  ['*', 'write a value of the allowed form'],
  ['a.*.example.com', 'write a value of the allowed form'],
  ['example.com:8080', 'write "example.com-8080"'],
])('%j is refused: %s', (hostname, remedy) => {
  expect(problemsOf({ hostnames: ['a.example.com', hostname] })).toEqual([
    `hostnames[1]: got ${JSON.stringify(hostname)}; allowed: ${ALLOWED}; remedy: ${remedy}.`,
  ]);
});

test('an empty hostname is refused', () => {
  expect(problemsOf({ hostnames: [''] })).toEqual([
    'hostnames[0]: got ""; allowed: at least 1 characters; remedy: write more.',
    `hostnames[0]: got ""; allowed: ${ALLOWED}; remedy: write a value of the allowed form.`,
  ]);
});

test('a hostname may have 253 characters, and not 254', () => {
  const hostname = (length: number) => `${'a'.repeat(length - 4)}.com`;
  expect(problemsOf({ hostnames: [hostname(253)] })).toEqual([]);
  expect(problemsOf({ hostnames: [hostname(254)] })).toHaveLength(1);
});

test('a hostname that is there twice would be served by two routes once they are split', () => {
  expect(problemsOf({ hostnames: ['a.example.com', 'b.example.com', 'a.example.com'] })).toEqual([
    'hostnames[2]: got "a.example.com"; allowed: no equal of hostnames[0]; remedy: remove one of the two.',
  ]);
});

test('values that cdk8s resolves at synthesis are each one of their own', () => {
  const later = (hostname: string) => Lazy.any({ produce: () => hostname }) as string;
  expect(problemsOf({ hostnames: [later('a.example.com'), later('b.example.com')] })).toEqual([]);
});

test('wildcards and names of one label are taken', () => {
  expect(problemsOf({ hostnames: ['*.example.com', 'localhost', '10.0.0.1'] })).toEqual([]);
});
