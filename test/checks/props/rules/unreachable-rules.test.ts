import { HTTP, OTHERS, QUOTES } from '../../../support/chart';
import { errorsOf, messagesOf } from '../../../support/findings';
import { A, HASH, NONE, pathMatch, pathRules, ruleAt } from '../../fixtures';

const OTHER = { matches: OTHERS, backendRefs: [A] };
/** The reported rules, each with the one that gets its requests. */
const unreachable = (props: Parameters<typeof messagesOf>[0]) =>
  messagesOf(props).map(({ id, property, expected }) => [`${id} ${property}`, /\w+\[\d+\]/.exec(expected)?.[0]]);

test('a rule with the match of an earlier one is an error that names both', () => {
  expect(unreachable({ http: [...HTTP, OTHER, ruleAt('/other')] })).toEqual([
    ['unreachable-rule http[2].matches', 'http[1]'],
  ]);
});

test('a second rule without matches is an error', () => {
  expect(unreachable({ http: [...HTTP, ...HTTP] })).toEqual([['unreachable-rule http[1].matches', 'http[0]']]);
});

test('a rule whose matches several earlier rules have is an error', () => {
  const both = { matches: [...OTHERS, pathMatch('/')], backendRefs: [A] };
  expect(unreachable({ http: [...HTTP, OTHER, both] })).toEqual([['unreachable-rule http[2].matches', 'http[1]']]);
});

test('a third rule with one match is an error that names the first', () => {
  expect(unreachable({ http: [OTHER, OTHER, OTHER] })).toEqual([
    ['unreachable-rule http[1].matches', 'http[0]'],
    ['unreachable-rule http[2].matches', 'http[0]'],
  ]);
});

test('a gRPC rule with the match of an earlier one is an error', () => {
  const quotes = { matches: QUOTES, backendRefs: [A] };
  expect(unreachable({ http: undefined, grpc: [quotes, { ...quotes, name: 'again' }], stickiness: HASH })).toEqual([
    ['unreachable-rule grpc[1].matches', 'grpc[0]'],
  ]);
});

test('an unreachable rule is reported with the index that it has before a split', () => {
  const paths = pathRules(18);
  expect(unreachable({ http: [...paths, ...paths.slice(17)] })).toEqual([
    ['unreachable-rule http[18].matches', 'http[17]'],
  ]);
});

test.each([
  ['a header', [{ path: { value: '/other' }, headers: [{ name: 'x-a', value: '1' }] }]],
  ['a method', [{ path: { value: '/other' }, method: 'GET' as never }]],
  ['a query parameter', [{ path: { value: '/other' }, queryParams: [{ name: 'a', value: '1' }] }]],
  ['the type of the path', [pathMatch('/other', 'Exact')]],
  ['one of several matches', [...OTHERS, pathMatch('/another')]],
])('rules that differ in %s are accepted', (_, matches) => {
  expect(errorsOf({ http: [OTHER, { matches, backendRefs: [A] }], stickiness: NONE })).toEqual([]);
});
