import { Stickiness } from '../../../src';
import { said, texts } from '../../support/findings';

const { cookie, header, headers, path, queryParams, sourceIp, firstOf } = Stickiness;
const USER = header('X-User');
const acknowledge = ['source-ip'];

test.each([
  ['an address', sourceIp()],
  ['the path', header(':path')],
  ['the authority by its old name', header('Host')],
  ['the path among others', headers(['X-User', ':path'])],
])('%s is in every request, so it belongs at the end', (_, member) => {
  const unreachable = ['unreachable-member stickiness'];
  expect(said({ stickiness: firstOf([member, USER]), acknowledge })).toEqual(unreachable);
  expect(said({ stickiness: firstOf([USER, member, USER]), acknowledge })).toEqual(unreachable);
  expect(said({ stickiness: firstOf([USER, member]), acknowledge })).toEqual([]);
});

test.each([
  ['a header', header('X-Tenant')],
  ['headers', headers(['X-Tenant', 'Hosts', 'X-Host'])],
  ['query parameters', queryParams([':path'])],
  ['a cookie of the application', cookie({ passive: true })],
  ['a variable of the path', path('/rooms/{room}')],
])('%s may be missing', (_, member) => {
  expect(said({ stickiness: firstOf([member, USER]), acknowledge })).toEqual([]);
});

test('the text names the first such member, and what to do', () => {
  expect(texts({ stickiness: firstOf([USER, sourceIp(), header(':path'), USER]), acknowledge })).toEqual([
    'stickiness: every request has what members[1] hashes, so later members are never used; put it at the end; acknowledge: ["unreachable-member"] silences this',
  ]);
});

test('a list of a single rule is told there', () => {
  const http = [{ name: 'a', backendRefs: [{ name: 'api', port: 80 }] }];
  expect(said({ http, ruleStickiness: { a: firstOf([sourceIp(), USER]) }, acknowledge })).toEqual([
    'unreachable-member ruleStickiness["a"]',
  ]);
});
