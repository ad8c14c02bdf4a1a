import { EnvoyGatewayVersion, Stickiness } from '../../src';
import { KEY_HEADER } from '../../src/stickiness/envoy-format';
import { HTTP, manifestsOf, OTHERS, QUOTES } from '../support/chart';
import { errorsOf, refusalOf, refusedBy } from '../support/findings';
import { policyOf } from '../support/render';

const { cookie, firstOf, header, headers, mcp, none, path, queryParams, sessionCookie, sessionHeader, sourceIp } =
  Stickiness;
const USER = header('X-User');
const LIST = firstOf([USER, sourceIp()]);
const times = (count: number) => Array.from({ length: count }, (_, i) => header(`X-${i}`));

test('Stickiness.firstOf() renders a hash of the key that a filter computes, and nothing else', () => {
  const manifests = manifestsOf({ stickiness: LIST });
  expect(manifests.map(({ kind }) => kind)).toEqual(['HTTPRoute', 'BackendTrafficPolicy']);
  expect(manifests[1]?.spec.loadBalancer).toEqual({
    type: 'ConsistentHash',
    consistentHash: { type: 'Header', header: { name: KEY_HEADER } },
  });
  const set = [{ name: KEY_HEADER, value: expect.stringMatching(/^%CEL\(.*\)%$/) }];
  expect(manifests[0]?.spec.rules).toMatchObject([
    {
      ...HTTP[0],
      filters: [{ type: 'RequestHeaderModifier', requestHeaderModifier: { remove: [KEY_HEADER], set } }],
    },
  ]);
});

test('Stickiness.firstOf() adds its filter to the rules that use it, HTTP and gRPC, unless they redirect', () => {
  const redirect = { matches: OTHERS, filters: [{ type: 'RequestRedirect' as never, requestRedirect: {} }] };
  const grpc = [{ name: 'quotes', matches: QUOTES, backendRefs: [{ name: 'quotes', port: 50051 }] }];
  const http = [...HTTP, redirect];
  const filters = (props: object) =>
    manifestsOf({ http, grpc, ...props })
      .filter(({ kind }) => kind.endsWith('Route'))
      .map(({ spec }) => spec.rules.map((rule: { filters?: { type: string }[] }) => rule.filters?.[0]?.type));
  expect(filters({ stickiness: LIST })).toEqual([
    ['RequestHeaderModifier', 'RequestRedirect'],
    ['RequestHeaderModifier'],
  ]);
  expect(filters({ ruleStickiness: { quotes: LIST } })).toEqual([
    [undefined, 'RequestRedirect'],
    ['RequestHeaderModifier'],
  ]);
});

test.each([
  ['a header', USER],
  ['several headers', headers(['X-A', 'X-B'])],
  ['query parameters', queryParams(['a'])],
  ['a passive cookie', cookie({ name: 'a', passive: true })],
  ['a path', path('/rooms/{room}')],
  ['the address', sourceIp()],
])('Stickiness.firstOf() accepts %s, which every Envoy Gateway can hash as a member', (_, member) => {
  const stickiness = firstOf([member, header('X-Other')]);
  const http = [{ ...HTTP[0], matches: [{ path: { value: '/rooms' } }] }];
  expect(errorsOf({ http, stickiness, target: EnvoyGatewayVersion.V1_5 })).toEqual([]);
});

test.each([2, 16])('Stickiness.firstOf() accepts %i members', (count) => {
  expect(firstOf(times(count))._plan.members).toHaveLength(count);
});

test.each([0, 1, 17])('Stickiness.firstOf() refuses %i members', (count) => {
  expect(refusedBy(() => firstOf(times(count)))).toMatchObject({
    id: 'number-of-members',
    property: 'Stickiness.firstOf() members',
    value: `${count}`,
  });
});

test('Stickiness.firstOf() advises to remove members only if there are too many', () => {
  const [tooFew, tooMany] = [1, 17].map((count) => refusedBy(() => firstOf(times(count))).remedy);
  expect(tooMany).toMatch(/^remove /);
  expect(tooFew).not.toMatch(/^remove /);
});

test.each([
  [undefined, 'undefined'],
  [null, '"no list"'],
  [{}, '"no list"'],
  ['X-User', '"no list"'],
  [USER, '"no list"'],
])('Stickiness.firstOf() refuses %p, which is no list of members', (members, value) => {
  expect(refusedBy(() => firstOf(members as never))).toMatchObject({
    id: 'wrong-type',
    property: 'Stickiness.firstOf() members',
    value,
    remedy: 'write firstOf([a, b])',
  });
});

const cyclic: { self?: object } = {};
cyclic.self = cyclic;

test.each<[string, unknown, string]>([
  ['null', null, 'null'],
  ['undefined', undefined, 'undefined'],
  ['a name', 'X-User', '"X-User"'],
  ['a number', 7, '7'],
  ['a list', [USER], '"no stickiness"'],
  ['an object that looks like a Stickiness', { _plan: USER._plan }, '"no stickiness"'],
  ['an object with a cycle', cyclic, '"no stickiness"'],
])('Stickiness.firstOf() refuses %s as a member, which is no Stickiness, and shows it', (_, member, value) => {
  expect(refusedBy(() => firstOf([USER, member as never]))).toMatchObject({
    id: 'wrong-type',
    property: 'Stickiness.firstOf() members[1]',
    value,
  });
});

test('Stickiness.firstOf() shows a wrong member even if it is the only one', () => {
  expect(refusedBy(() => firstOf(['X-User'] as never))).toMatchObject({
    id: 'wrong-type',
    property: 'Stickiness.firstOf() members[0]',
    value: '"X-User"',
  });
});

test('Stickiness.firstOf() refuses a list with a hole', () => {
  const members = Object.assign([], { 1: USER });
  expect(refusedBy(() => firstOf(members))).toMatchObject({
    id: 'wrong-type',
    property: 'Stickiness.firstOf() members[0]',
  });
});

test('Stickiness.firstOf() accepts a stickiness of another installed copy of the package', () => {
  jest.isolateModules(() => {
    const other = require('../../src').Stickiness;
    expect(other).not.toBe(Stickiness);
    expect(firstOf([other.header('X-Other'), sourceIp()])._plan.members[0]?.headers).toEqual(['X-Other']);
  });
});

test.each([
  ['none()', none()],
  ['sessionCookie()', sessionCookie({ name: 'a' })],
  ['sessionHeader()', sessionHeader('X-Pod')],
  ['mcp()', mcp()],
  ['cookie()', cookie()],
  ['cookie()', cookie({ name: 'a', attributes: {} })],
  ['firstOf()', LIST],
])('Stickiness.firstOf() refuses Stickiness.%s as a member', (factory, member) => {
  expect(refusedBy(() => firstOf([USER, member]))).toMatchObject({
    id: 'no-member',
    property: 'Stickiness.firstOf() members[1]',
    value: `"Stickiness.${factory}"`,
  });
});

test('Stickiness.firstOf() names the place of the member that it refuses', () => {
  expect(refusalOf(() => firstOf([none(), USER]))).toBe('no-member Stickiness.firstOf() members[0]');
});

test.each<[string, number | undefined, number | undefined]>([
  ['the first member sets one', 101, undefined],
  ['all members set the same', 101, 101],
  ['no member sets one', undefined, undefined],
])('Stickiness.firstOf() renders the table size of its first member if %s', (_, first, second) => {
  const list = firstOf([header('X-User', sized(first)), sourceIp(sized(second))]);
  expect(policyOf(list).loadBalancer.consistentHash.tableSize).toBe(first);
});

test.each([undefined, 103])(
  'Stickiness.firstOf() refuses the table size of another member if that of the first is %p',
  (tableSize) => {
    const members = [header('X-User', sized(tableSize)), sourceIp(sized(101))];
    expect(refusedBy(() => firstOf(members))).toMatchObject({
      id: 'table-size-of-member',
      property: 'Stickiness.firstOf() members[1] tableSize',
      value: '101',
    });
  },
);

function sized(tableSize: number | undefined) {
  return tableSize === undefined ? {} : { tableSize };
}
