import { Stickiness } from '../../../src';
import { HTTP, OTHERS, problemsOf, QUOTES } from '../../support/chart';

const backendRefs = [{ name: 'api', port: 80 }];
const other = { matches: OTHERS, backendRefs };
const MESSAGE = 'as the earlier rule gets all its requests; remedy: write another match, or remove the rule.';

test('a rule whose matches an earlier one has is refused, naming both', () => {
  const prefix = { matches: [{ path: { type: 'PathPrefix' as never, value: '/other' } }], backendRefs };
  expect(problemsOf({ http: [...HTTP, other, prefix] })).toEqual([
    `http[2].matches: got [{"path":{"type":"PathPrefix","value":"/other"}}]; allowed: a match that http[1] does not have, ${MESSAGE}`,
  ]);
});

test('so are the second of two without matches, and one whose matches several others have', () => {
  const both = { matches: [...OTHERS, { path: { value: '/' } }], backendRefs };
  expect(problemsOf({ http: [...HTTP, ...HTTP, other, both] })).toEqual([
    `http[1].matches: got undefined; allowed: a match that http[0] does not have, ${MESSAGE}`,
    `http[3].matches: got [{"path":{"value":"/other"}},{"path":{"value":"/"}}]; allowed: a match that http[2] does not have, ${MESSAGE}`,
  ]);
});

test('so is a gRPC rule', () => {
  const quotes = { matches: QUOTES, backendRefs };
  expect(problemsOf({ http: undefined, grpc: [quotes, { ...quotes, name: 'again' }] })).toEqual([
    expect.stringMatching(/^grpc\[1\]\.matches: .* grpc\[0\] does not have/),
  ]);
});

test('the position is that of the rule, also behind a split', () => {
  const paths = Array.from({ length: 18 }, (_, i) => ({ matches: [{ path: { value: `/${i}` } }], backendRefs }));
  expect(problemsOf({ http: [...paths, ...paths.slice(17)] })).toEqual([
    expect.stringMatching(/^http\[18\]\.matches: .* http\[17\] does not have/),
  ]);
});

test.each([
  ['a header', [{ path: { value: '/other' }, headers: [{ name: 'x-a', value: '1' }] }]],
  ['a method', [{ path: { value: '/other' }, method: 'GET' as never }]],
  ['a query parameter', [{ path: { value: '/other' }, queryParams: [{ name: 'a', value: '1' }] }]],
  ['the type of the path', [{ path: { type: 'Exact' as never, value: '/other' } }]],
  ['one match among several', [...OTHERS, { path: { value: '/another' } }]],
])('rules that differ in %s both get requests', (_, matches) => {
  expect(problemsOf({ http: [other, { matches, backendRefs }], stickiness: Stickiness.none() })).toEqual([]);
});
