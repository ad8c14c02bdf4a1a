import { HttpRouteSpecRulesFiltersType as FilterType } from '../../imports/gateway.networking.k8s.io';
import { namesIn, withHeaderFilters } from '../../src/objects/merged-filters';
import { request, response } from '../support/filters';

const backendRefs = [{ name: 'a', port: 80 }];
const SET = { name: 'x-own', value: '1' };
const CORS = { type: FilterType.CORS, cors: {} };
const filtersOf = (own: Parameters<typeof withHeaderFilters>[1], ...filters: object[]) =>
  withHeaderFilters({ backendRefs, filters: filters as never }, own).filters;

test('a rule gets a filter for each direction that has changes, behind its own ones', () => {
  const own = { request: { remove: ['x-a'], set: [SET] }, response: { add: [SET] } };
  expect(filtersOf(own, CORS)).toEqual([CORS, request(own.request), response(own.response)]);
  expect(filtersOf({ response: own.response })).toEqual([response(own.response)]);
  expect(filtersOf({ request: own.request })).toEqual([request(own.request)]);
  expect(filtersOf({}, CORS)).toEqual([CORS]);
  expect(withHeaderFilters({ backendRefs }, own)).toEqual({
    backendRefs,
    filters: [request(own.request), response(own.response)],
  });
});

test('what the author sets, adds and removes comes first in the same filter, as a rule may have one of a type', () => {
  const written = { set: [{ name: 'a', value: '1' }], add: [{ name: 'b', value: '2' }], remove: ['c'] };
  const own = { set: [SET], remove: ['x-a'] };
  const merged = { set: [...written.set, SET], add: written.add, remove: ['c', 'x-a'] };
  expect(filtersOf({ request: own }, CORS, request(written))).toEqual([CORS, request(merged)]);
  expect(filtersOf({ response: own }, response(written), CORS)).toEqual([response(merged), CORS]);
  expect(filtersOf({ response: own }, request(written))).toEqual([request(written), response(own)]);
});

test('a filter without a word gets one', () => {
  expect(filtersOf({ response: { set: [SET] } }, { type: FilterType.RESPONSE_HEADER_MODIFIER })).toEqual([
    response({ set: [SET] }),
  ]);
});

test('a second filter of the type is left for the API server to refuse, and not dropped', () => {
  expect(filtersOf({ response: { set: [SET] } }, response({ remove: ['a'] }), response({ remove: ['b'] }))).toEqual([
    response({ remove: ['a'], set: [SET] }),
    response({ remove: ['b'] }),
  ]);
});

test('the rule of the author stays as it was', () => {
  const make = () => ({ backendRefs, filters: [response({ set: [{ name: 'a', value: '1' }] })] });
  const rule = make();
  withHeaderFilters(rule as never, { response: { set: [SET] } });
  expect(rule).toEqual(make());
});

test('names are those of all changes, in lower case', () => {
  const add = [{ name: 'B', value: '' }];
  expect(namesIn({ set: [{ name: 'X-A', value: '' }], add, remove: ['C', 7 as never] })).toEqual([
    'x-a',
    'b',
    'c',
    '7',
  ]);
  expect(namesIn({})).toEqual([]);
  expect(namesIn(undefined)).toEqual([]);
  expect(namesIn({ remove: 'a' as never })).toEqual([]);
});
