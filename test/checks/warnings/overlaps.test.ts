import { App, Chart } from 'cdk8s';
import { gatewayapi, type StickyGatewayRouteProps } from '../../../src';
import { route } from '../../support/chart';
import { messagesOfApp, printedWarnings } from '../../support/findings';
import { A, HASH, pathMatch } from '../fixtures';

const ALL = { backendRefs: [A] };
const GET_PATH = pathMatch('/desk.v1.Quotes/Get', 'Exact');
const GET_METHOD = { ...ALL, matches: [{ method: { service: 'desk.v1.Quotes', method: 'Get' } }] };

/** The printed warnings of a route, each with the HTTP rule that it names. */
function overlaps(props: Partial<StickyGatewayRouteProps>): [string, string | undefined][] {
  const chart = new Chart(new App(), 'test');
  route({ ...props, stickiness: HASH }, chart);
  expect(messagesOfApp(chart)).toEqual([]);
  return printedWarnings().map(({ id, property, expected }) => [
    `${id} ${property}`,
    /http\[\d+\]/.exec(expected)?.[0],
  ]);
}

test('an HTTP rule and a gRPC rule without matches overlap', () => {
  expect(overlaps({ http: [ALL], grpc: [ALL] })).toEqual([['overlap grpc[0].matches', 'http[0]']]);
});

test('a path overlaps with the gRPC method of that path', () => {
  const http = [ALL, { ...ALL, matches: [pathMatch('/a'), GET_PATH] }];
  expect(overlaps({ http, grpc: [GET_METHOD] })).toEqual([['overlap grpc[0].matches', 'http[1]']]);
});

test('each gRPC rule that overlaps is reported once', () => {
  const grpc = [{ ...ALL, matches: [{}, { method: { service: 'a', method: 'B' } }] }, GET_METHOD];
  const http = [{ ...ALL, matches: [GET_PATH, {}, pathMatch('/a/B', 'Exact')] }];
  expect(overlaps({ http, grpc })).toEqual([
    ['overlap grpc[0].matches', 'http[0]'],
    ['overlap grpc[1].matches', 'http[0]'],
  ]);
});

const POST = { method: gatewayapi.HttpRouteSpecRulesMatchesMethod.POST };
const regex = (value: string) => pathMatch(value, 'RegularExpression');
const X_A = { headers: [{ name: 'x-a', value: '1' }] };

test.each([
  ['all POST requests', [POST]],
  ['all paths by an expression', [regex('/.*')]],
  ['all POST requests by an expression', [{ ...POST, ...regex('^.+$') }]],
])('an HTTP rule for %s gets all gRPC calls', (_, matches) => {
  expect(overlaps({ http: [{ ...ALL, matches }], grpc: [ALL] })).toEqual([['overlap grpc[0].matches', 'http[0]']]);
});

test.each([
  ['other methods', { ...POST, method: gatewayapi.HttpRouteSpecRulesMatchesMethod.PUT }],
  ['some paths', regex('/api/.*')],
  ['POST requests with a query parameter', { ...POST, queryParams: [{ name: 'a', value: '1' }] }],
  ['POST requests with a header', { ...POST, ...X_A }],
])('an HTTP rule for %s leaves gRPC calls alone', (_, match) => {
  expect(overlaps({ http: [{ ...ALL, matches: [match] }], grpc: [ALL] })).toEqual([]);
});

test.each([
  ['the same header', X_A],
  ['the method of all calls', POST],
])('an HTTP rule that demands %s gets the calls of a gRPC rule for a header', (_, match) => {
  const http = [{ ...ALL, matches: [match] }];
  expect(overlaps({ http, grpc: [{ ...ALL, matches: [X_A] }] })).toEqual([['overlap grpc[0].matches', 'http[0]']]);
});

test('a gRPC rule for a header keeps its calls from a less specific HTTP rule', () => {
  expect(overlaps({ http: [ALL], grpc: [{ ...ALL, matches: [X_A] }] })).toEqual([]);
});

test('an expression for all paths leaves the calls of a named service alone', () => {
  expect(overlaps({ http: [{ ...ALL, matches: [regex('.*')] }], grpc: [GET_METHOD] })).toEqual([]);
});

test.each([
  ['a header', { http: [{ ...ALL, matches: [{ headers: [{ name: 'x-a', value: '1' }] }] }], grpc: [ALL] }],
  ['a service', { http: [ALL], grpc: [GET_METHOD] }],
])('rules that differ in %s do not overlap', (_, rules) => {
  expect(overlaps(rules)).toEqual([]);
});

test.each([
  ['HTTP', { http: [ALL, { ...ALL, matches: [pathMatch('/a')] }] }],
  ['gRPC', { http: undefined, grpc: [ALL, GET_METHOD] }],
])('rules of %s alone do not overlap', (_, rules) => {
  expect(overlaps(rules)).toEqual([]);
});
