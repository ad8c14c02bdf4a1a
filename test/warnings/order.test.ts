import { Stickiness } from '../../src';
import { said, texts } from './said';

const { cookie, header, headers, queryParams, sourceIp, firstOf } = Stickiness;
const USER = header('X-User');
const acknowledge = ['envoy-patch-policy', 'source-ip'];

test.each([
  ['an address', sourceIp()],
  ['the path', header(':path')],
  ['the authority by its old name', header('Host')],
  ['the path among others', headers(['X-User', ':path'])],
  ['a cookie that Envoy sets', cookie()],
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
])('%s may be missing', (_, member) => {
  expect(said({ stickiness: firstOf([member, USER]), acknowledge })).toEqual([]);
});

test('the text names the first such member, and what to do', () => {
  const text = (place: number, remedy: string) =>
    `stickiness: every request has what members[${place}] hashes, so those behind it are never asked; ${remedy}; acknowledge: ["unreachable-member"] silences this`;
  expect(texts({ stickiness: firstOf([USER, sourceIp(), cookie(), USER]), acknowledge })).toEqual([
    text(1, 'put it at the end'),
  ]);
  expect(texts({ stickiness: firstOf([cookie(), USER]), acknowledge })).toEqual([
    text(0, 'put it at the end, or make the cookie passive'),
  ]);
});

test('a list of a single rule is told there', () => {
  const http = [{ name: 'a', backendRefs: [{ name: 'api', port: 80 }] }];
  expect(said({ http, ruleStickiness: { a: firstOf([cookie(), USER]) }, acknowledge })).toEqual([
    'unreachable-member ruleStickiness["a"]',
  ]);
});
