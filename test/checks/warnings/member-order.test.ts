import { App, Chart } from 'cdk8s';
import { Stickiness } from '../../../src';
import { route } from '../../support/chart';
import { messagesOfApp, printedWarnings, warningsOf } from '../../support/findings';
import { A, HASH, PATH_KEY } from '../fixtures';

const { cookie, header, headers, queryParams, sourceIp, firstOf } = Stickiness;
const acknowledge = ['source-ip'];
const UNREACHABLE = ['unreachable-member stickiness'];

test.each([
  ['sourceIp()', sourceIp()],
  ['the path', header(':path')],
  ['the authority by its old name', header('Host')],
  ['the path among other headers', headers(['X-User', ':path'])],
])('%s, which every request has, is doubtful anywhere but at the end of firstOf()', (_, member) => {
  expect(warningsOf({ stickiness: firstOf([member, HASH]), acknowledge })).toEqual(UNREACHABLE);
  expect(warningsOf({ stickiness: firstOf([HASH, member, HASH]), acknowledge })).toEqual(UNREACHABLE);
  expect(warningsOf({ stickiness: firstOf([HASH, member]), acknowledge })).toEqual([]);
});

test.each([
  ['a header', header('X-Tenant')],
  ['headers', headers(['X-Tenant', 'Hosts', 'X-Host'])],
  ['query parameters', queryParams([':path'])],
  ['a cookie of the application', cookie({ name: 'user', passive: true })],
  ['a variable of the path', PATH_KEY],
])('%s, which a request may lack, may be anywhere in firstOf()', (_, member) => {
  expect(warningsOf({ stickiness: firstOf([member, HASH]), acknowledge })).toEqual([]);
});

test('the warning about firstOf() names the first member that every request has', () => {
  const chart = new Chart(new App(), 'test');
  route({ stickiness: firstOf([HASH, sourceIp(), header(':path'), HASH]), acknowledge }, chart);
  expect(messagesOfApp(chart)).toEqual([]);
  expect(printedWarnings()).toMatchObject([
    {
      id: 'unreachable-member',
      value: '"Stickiness.sourceIp()"',
      expected: expect.stringContaining('members[1]'),
    },
  ]);
});

test('a warning about firstOf() of a single rule names the rule', () => {
  const http = [{ name: 'a', backendRefs: [A] }];
  expect(warningsOf({ http, ruleStickiness: { a: firstOf([sourceIp(), HASH]) }, acknowledge })).toEqual([
    'unreachable-member ruleStickiness["a"]',
  ]);
});
