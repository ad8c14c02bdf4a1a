import { HttpRouteSpecRulesFiltersType as FilterType } from '../../imports/gateway.networking.k8s.io';
import type { RuleFilter } from '../../src/input/rule-types';
import { headerNames, mergedFilters, withHeaderChanges } from '../../src/objects/merged-filters';
import type { HeaderChanges } from '../../src/stickiness/header-changes';
import { request, response } from '../support/filters';

const SET = { name: 'x-own', value: '1' };
const CORS = { type: FilterType.CORS, cors: {} };
const merged = (changes: HeaderChanges, ...written: object[]) => mergedFilters(written as RuleFilter[], changes);

test('each direction with changes adds a filter after those of the author', () => {
  const changes = { request: { remove: ['x-a'], set: [SET] }, response: { add: [SET] } };
  expect(merged(changes, CORS)).toEqual([CORS, request(changes.request), response(changes.response)]);
  expect(merged({ response: changes.response })).toEqual([response(changes.response)]);
  expect(merged({ request: changes.request })).toEqual([request(changes.request)]);
  expect(merged({}, CORS)).toEqual([CORS]);
});

test('changes go into the filter of the author, after what that sets, adds and removes, as a rule may have one of each type', () => {
  const written = { set: [{ name: 'a', value: '1' }], add: [{ name: 'b', value: '2' }], remove: ['c'] };
  const own = { set: [SET], remove: ['x-a'] };
  const both = { set: [...written.set, SET], add: written.add, remove: ['c', 'x-a'] };
  expect(merged({ request: own }, CORS, request(written))).toEqual([CORS, request(both)]);
  expect(merged({ response: own }, response(written), CORS)).toEqual([response(both), CORS]);
  expect(merged({ response: own }, request(written))).toEqual([request(written), response(own)]);
});

test('changes go into a filter of the author that has no settings', () => {
  expect(merged({ response: { set: [SET] } }, { type: FilterType.RESPONSE_HEADER_MODIFIER })).toEqual([
    response({ set: [SET] }),
  ]);
});

test('a second filter of one type is kept, so that it is reported', () => {
  const second = response({ remove: ['b'] });
  expect(merged({ response: { set: [SET] } }, response({ remove: ['a'] }), second)).toEqual([
    response({ remove: ['a'], set: [SET] }),
    second,
  ]);
});

test('a rule gets the merged filters, and the rule of the author stays as it was', () => {
  const make = () => ({ name: 'a', filters: [response({ set: [{ name: 'a', value: '1' }] })] });
  const rule = make();
  expect(withHeaderChanges(rule as never, rule.filters as never, { response: { set: [SET] } })).toEqual({
    name: 'a',
    filters: [response({ set: [{ name: 'a', value: '1' }, SET] })],
  });
  expect(rule).toEqual(make());
  expect(withHeaderChanges({ name: 'b' }, [], { request: { set: [SET] } })).toEqual({
    name: 'b',
    filters: [request({ set: [SET] })],
  });
});

test('the headers of a modifier are those of all its lists, in lower case', () => {
  const add = [{ name: 'B', value: '' }];
  const remove = ['C', 7 as never];
  expect(headerNames({ set: [{ name: 'X-A', value: '' }], add, remove })).toEqual(['x-a', 'b', 'c', '7']);
  expect(headerNames({})).toEqual([]);
  expect(headerNames(undefined)).toEqual([]);
  expect(headerNames({ remove: 'a' as never })).toEqual([]);
});
