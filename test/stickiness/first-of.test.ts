import { EnvoyGatewayVersion, Stickiness } from '../../src';
import { KEY_HEADER } from '../../src/stickiness/envoy-format';
import { HTTP, manifestsOf, OTHERS, problemsOf, QUOTES } from '../support/chart';
import { errorOf, policyOf } from '../support/render';

const { cookie, firstOf, header, headers, mcp, none, path, queryParams, sessionCookie, sessionHeader, sourceIp } =
  Stickiness;
const USER = header('X-User');
const LIST = firstOf([USER, sourceIp()]);
const times = (count: number) => Array.from({ length: count }, (_, i) => header(`X-${i}`));

test('a filter computes what the policy hashes, and nothing else is made', () => {
  const manifests = manifestsOf({ stickiness: LIST });
  expect(manifests.map(({ kind }) => kind)).toEqual(['HTTPRoute', 'BackendTrafficPolicy']);
  expect(manifests[1]?.spec.loadBalancer).toEqual({
    type: 'ConsistentHash',
    consistentHash: { type: 'Header', header: { name: KEY_HEADER } },
  });
  const set = [{ name: KEY_HEADER, value: expect.stringMatching(/^%CEL\(.*\)%$/) }];
  expect(manifests[0]?.spec.rules).toEqual([
    {
      ...HTTP[0],
      filters: [{ type: 'RequestHeaderModifier', requestHeaderModifier: { remove: [KEY_HEADER], set } }],
    },
  ]);
});

test('a list serves gRPC, and single rules; a redirect has no key', () => {
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
  ['a cookie of the application', cookie({ name: 'a', passive: true })],
  ['the path', path('/rooms/{room}')],
  ['the address', sourceIp()],
])('a member may be %s, which every Envoy Gateway can hash in a list', (_, member) => {
  const stickiness = firstOf([member, header('X-Other')]);
  const http = [{ ...HTTP[0], matches: [{ path: { value: '/rooms' } }] }];
  expect(problemsOf({ http, stickiness, target: EnvoyGatewayVersion.V1_5 })).toEqual([]);
});

describe('the number of members', () => {
  test.each([2, 16])('may be %i', (count) => {
    expect(firstOf(times(count))._parts.members).toHaveLength(count);
  });

  test.each([
    [0, 'write the one stickiness alone'],
    [1, 'write the one stickiness alone'],
    [17, 'remove the last ones'],
  ])('may not be %i', (count, remedy) => {
    expect(errorOf(() => firstOf(times(count)))).toBe(
      `Stickiness.firstOf() members: got ${count}; allowed: 2 to 16 members; remedy: ${remedy}.`,
    );
  });

  test.each([undefined, null, {}, 'X-User', USER])('is none where there is no list: %p', (members) => {
    expect(errorOf(() => firstOf(members as never))).toMatch(/^Stickiness\.firstOf\(\) members: got 0; /);
  });
});

describe('a member that is no hash', () => {
  const refused = (value: string) =>
    `Stickiness.firstOf() members[1]: got ${value}; allowed: a hash: passive cookie, header, headers, queryParams, path or sourceIp; remedy: remove it, or use it alone.`;

  test.each<[string, unknown]>([
    ['none', none()],
    ['null', null],
    ['a name', 'X-User'],
    ['an object', { _parts: USER._parts }],
  ])('is refused: %s', (_, member) => {
    expect(errorOf(() => firstOf([USER, member as never]))).toBe(refused('{}'));
  });

  test.each([
    ['a session cookie', sessionCookie({ name: 'a' })],
    ['a session header', sessionHeader('X-Pod')],
    ['a session of the server', mcp()],
  ])('is refused: %s', (_, member) => {
    expect(errorOf(() => firstOf([USER, member]))).toMatch(
      /^Stickiness\.firstOf\(\) members\[1\]: got \{"loadBalancer".*…; allowed: a hash: /,
    );
  });
});

test.each([cookie(), cookie({ name: 'a', attributes: {} })])('a cookie that Envoy sets is refused', (member) => {
  expect(errorOf(() => firstOf([member, USER]))).toMatch(
    /^Stickiness\.firstOf\(\) members\[0\]: got \{"name":.*\}; allowed: a passive cookie, as Envoy sets one only where the policy hashes it alone; remedy: write cookie\(\{ name: "…", passive: true \}\), or use Stickiness\.cookie\(\) alone\.$/,
  );
});

test('a list in a list is refused', () => {
  expect(errorOf(() => firstOf([firstOf([USER, sourceIp()]), USER]))).toBe(
    'Stickiness.firstOf() members[0]: got "Stickiness.firstOf()"; allowed: a hash, as the order of a nested list would be that of its members anyway; remedy: write its members here.',
  );
});

describe('the table size', () => {
  test.each<[string, number | undefined, number | undefined]>([
    ['of the first member', 101, undefined],
    ['that both say', 101, 101],
    ['that none says', undefined, undefined],
  ])('is that of the policy: %s', (_, first, second) => {
    const list = firstOf([header('X-User', { tableSize: first }), sourceIp({ tableSize: second })]);
    expect(policyOf(list).loadBalancer.consistentHash.tableSize).toBe(first);
  });

  test.each([undefined, 103])('cannot be said by another member where the first says %p', (tableSize) => {
    expect(errorOf(() => firstOf([header('X-User', { tableSize }), sourceIp({ tableSize: 101 })]))).toBe(
      'Stickiness.firstOf() members[1] tableSize: got 101; allowed: the table size of the first member, whose table all members share; remedy: set it there.',
    );
  });
});
