import { errorsOf, messagesOf } from '../../../support/findings';
import { A, HASH, pathMatch, pathRules, times } from '../../fixtures';

test('matches in two routes that only their order tells apart are an error', () => {
  const http = [...pathRules(16), { matches: [pathMatch('/new'), pathMatch('/3')], backendRefs: [A] }];
  const [message, ...others] = messagesOf({ http });
  expect(message).toMatchObject({ id: 'tied-matches', property: 'http[16].matches[1]' });
  expect(message?.value).toContain('"/3"');
  expect(message?.expected).toContain('http[3].matches[0]');
  expect(others).toEqual([]);
});

test('tied matches of one route are accepted', () => {
  const http = [...pathRules(2), { matches: [pathMatch('/1'), pathMatch('/2')], backendRefs: [A] }];
  expect(errorsOf({ http })).toEqual([]);
});

test('tied matches of one rule are accepted', () => {
  const http = [...pathRules(16), { matches: [pathMatch('/x'), pathMatch('/x')], backendRefs: [A] }];
  expect(errorsOf({ http })).toEqual([]);
});

test('two rules without matches are tied in two routes', () => {
  expect(errorsOf({ http: [{ backendRefs: [A] }, ...pathRules(15), { backendRefs: [A] }] })).toEqual([
    'tied-matches http[16].matches[0]',
  ]);
});

test('tied matches of gRPC rules in two routes are an error', () => {
  const grpc = times(17, (i) => ({ matches: [{ method: { service: `s${i % 16}` } }], backendRefs: [A] }));
  const [message, ...others] = messagesOf({ http: undefined, grpc, stickiness: HASH });
  expect(message).toMatchObject({ id: 'tied-matches', property: 'grpc[16].matches[0]' });
  expect(message?.expected).toContain('grpc[0].matches[0]');
  expect(others).toEqual([]);
});

test('matches that exclude each other are not tied', () => {
  const rule = (value: string) => ({ matches: [{ headers: [{ name: 'x-a', value }] }], backendRefs: [A] });
  expect(errorsOf({ http: [rule('1'), ...pathRules(15), rule('2')] })).toEqual([]);
  expect(errorsOf({ http: [rule('1'), ...pathRules(15), rule('1')] })).toEqual(['tied-matches http[16].matches[0]']);
});

test('400 rules for different paths are accepted', () => {
  expect(errorsOf({ http: pathRules(400) })).toEqual([]);
});
