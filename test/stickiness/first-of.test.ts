import { Duration } from 'cdk8s';
import { EnvoyGatewayVersion, Stickiness } from '../../src';
import {
  HTTP,
  manifestsOf,
  manifestsOfKind,
  OTHERS,
  PARENT_REFS,
  problemsOf,
  QUOTES,
  route,
  testChart,
} from '../chart';
import { errorOf, policyOf } from '../render';

const { cookie, firstOf, header, headers, mcp, none, queryParams, sessionCookie, sessionHeader, sourceIp } = Stickiness;
const USER = header('X-User');
const LISTENER = [{ name: 'public', namespace: 'gateways', sectionName: 'https' }];
const times = (count: number) => Array.from({ length: count }, (_, i) => header(`X-${i}`));

/** What Envoy hashes for these members. */
function hashPolicy(...members: Stickiness[]) {
  const [patch] = manifestsOfKind('EnvoyPatchPolicy', { parentRefs: LISTENER, stickiness: firstOf(members) });
  return patch?.spec.jsonPatches[0].operation.value;
}
const ofHeader = (name: string) => ({ header: { header_name: name } });
const ofCookie = (name: string, rest = {}) => ({ cookie: { name, ...rest } });
const terminal = true;

describe('a member becomes what Envoy Gateway makes of it alone', () => {
  const defaults = [
    { name: 'secure', value: 'true' },
    { name: 'samesite', value: 'Lax' },
  ];

  test.each<[string, Stickiness, object[]]>([
    ['a header', header('X-Tenant'), [ofHeader('X-Tenant')]],
    ['headers', headers(['X-A', 'X-B', 'X-C']), [ofHeader('X-A'), ofHeader('X-B'), ofHeader('X-C')]],
    [
      'query parameters',
      queryParams(['a', 'b']),
      [{ query_parameter: { name: 'a' } }, { query_parameter: { name: 'b' } }],
    ],
    ['the address', sourceIp(), [{ connection_properties: { source_ip: true } }]],
    ['the cookie', cookie(), [ofCookie('INGRESSCOOKIE_QOVERY', { ttl: '85400s', attributes: defaults })]],
    ['a cookie of the application', cookie({ name: 'a', passive: true }), [ofCookie('a')]],
    [
      'a cookie with a path',
      cookie({ name: 'a', attributes: {}, path: '/' }),
      [ofCookie('a', { ttl: '85400s', attributes: [{ name: 'path', value: '/' }] })],
    ],
    [
      'a cookie until the browser closes',
      cookie({ name: 'a', attributes: {}, ttl: Duration.seconds(0) }),
      [ofCookie('a', { ttl: '0s', attributes: [] })],
    ],
    [
      'a cookie of 30 days, which Envoy wants in seconds',
      cookie({ name: 'a', attributes: {}, ttl: Duration.days(30) }),
      [ofCookie('a', { ttl: '2592000s', attributes: [] })],
    ],
    [
      'a cookie of hours, minutes and seconds',
      cookie({ name: 'a', attributes: {}, ttl: Duration.seconds(108_061) }),
      [ofCookie('a', { ttl: '108061s', attributes: [] })],
    ],
  ])('%s', (_, member, policies) => {
    expect(hashPolicy(USER, member)).toEqual([{ ...ofHeader('X-User'), terminal }, ...policies]);
    const last = policies.at(-1);
    expect(hashPolicy(member, USER)).toEqual([...policies.slice(0, -1), { ...last, terminal }, ofHeader('X-User')]);
  });
});

test('every member but the last ends the search, at the last of its policies', () => {
  expect(hashPolicy(headers(['X-A', 'X-B']), USER, queryParams(['a', 'b']), headers(['X-C', 'X-D']))).toEqual([
    ofHeader('X-A'),
    { ...ofHeader('X-B'), terminal },
    { ...ofHeader('X-User'), terminal },
    { query_parameter: { name: 'a' } },
    { query_parameter: { name: 'b' }, terminal },
    ofHeader('X-C'),
    ofHeader('X-D'),
  ]);
});

test('the policy says the first member, and the patch puts all of them into its place', () => {
  const manifests = manifestsOf({ parentRefs: LISTENER, stickiness: firstOf([USER, sourceIp()]) });
  expect(manifests.map(({ kind }) => kind)).toEqual(['HTTPRoute', 'BackendTrafficPolicy', 'EnvoyPatchPolicy']);
  expect(manifests[1]?.spec.loadBalancer).toEqual(policyOf(USER).loadBalancer);
  const { jsonPatches, targetRef } = manifests[2]?.spec ?? {};
  expect(targetRef).toEqual({ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'public' });
  expect(jsonPatches).toHaveLength(1);
  expect(jsonPatches[0]).toMatchObject({
    name: 'gateways/public/https',
    operation: { op: 'add', path: '/route/hash_policy' },
  });
  expect(manifests[0]?.spec.rules).toEqual(HTTP);
});

test('a redirect is not patched, as Envoy has no hash for it', () => {
  const redirect = { matches: OTHERS, filters: [{ type: 'RequestRedirect' as never, requestRedirect: {} }] };
  const patches = (http: object[]) =>
    manifestsOfKind('EnvoyPatchPolicy', { parentRefs: LISTENER, http, stickiness: firstOf([USER, sourceIp()]) });
  const [patch] = patches([redirect, ...HTTP]);
  expect(patch?.spec.jsonPatches[0].operation.jsonPath).toMatch(/\(httproute\/[^|]*\/rule\/1\/\.\*\)/);
  expect(patches([redirect])).toEqual([]);
});

test('a list serves gRPC, and single rules', () => {
  const grpc = [{ name: 'quotes', matches: QUOTES, backendRefs: [{ name: 'quotes', port: 50051 }] }];
  const [patch] = manifestsOfKind('EnvoyPatchPolicy', {
    metadata: { name: 'web' },
    parentRefs: LISTENER,
    grpc,
    ruleStickiness: { quotes: firstOf([USER, sourceIp()]) },
  });
  expect(patch?.spec.jsonPatches[0].operation.jsonPath).toContain("'(grpcroute/shop/web/rule/0/.*)'");
});

test('weighted backends get the filter that makes weights and hash agree', () => {
  const http = [
    {
      backendRefs: [
        { name: 'a', port: 80, weight: 9 },
        { name: 'b', port: 80, weight: 1 },
      ],
    },
  ];
  const stickiness = firstOf([USER, sourceIp()]);
  const [manifest] = manifestsOf({ parentRefs: LISTENER, http, stickiness });
  const filters = [
    { type: 'RequestHeaderModifier', requestHeaderModifier: { remove: ['x-sticky-gateway-route-unused'] } },
  ];
  expect(manifest?.spec.rules[0].backendRefs).toEqual(http[0]?.backendRefs.map((ref) => ({ ...ref, filters })));
  expect(problemsOf({ parentRefs: LISTENER, http, stickiness, target: EnvoyGatewayVersion.V1_8 })).toEqual([
    expect.stringMatching(/^http\[0\]\.backendRefs: .* which ignores weights under it/),
  ]);
});

describe('the number of members', () => {
  test.each([2, 16])('may be %i', (count) => {
    expect(hashPolicy(...times(count))).toHaveLength(count);
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

describe('a member that cannot be missing from a request', () => {
  const refused = (value: string) =>
    `Stickiness.firstOf() members[1]: got ${value}; allowed: a hash: cookie, header, headers, queryParams or sourceIp, as only a hash can be missing from a request; remedy: remove it, or use it alone.`;

  test.each<[string, unknown, string]>([
    ['none', none(), '{}'],
    ['a session cookie', sessionCookie({ name: 'a' }), '{"sessionPersistence":{"sessionName":"a","type":"Cookie"}}'],
    ['a session header', sessionHeader('X-Pod'), '{"sessionPersistence":{"sessionName":"X-Pod","type":"Header"}}'],
    ['null', null, '{}'],
    ['a name', 'X-User', '{}'],
    ['an object', { _parts: USER._parts }, '{}'],
  ])('is refused: %s', (_, member, value) => {
    expect(errorOf(() => firstOf([USER, member as never]))).toBe(refused(value));
  });

  test('is refused: a session of the server', () => {
    expect(errorOf(() => firstOf([USER, mcp()]))).toMatch(
      /^Stickiness\.firstOf\(\) members\[1\]: got \{"sessionHeader":"Mcp-Session-Id".*…; allowed: a hash: /,
    );
  });
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
    const { policies } = route({ parentRefs: LISTENER, stickiness: list }, testChart());
    expect(policies[0]?.toJson().spec.loadBalancer.consistentHash.tableSize).toBe(first);
  });

  test.each([undefined, 103])('cannot be said by another member where the first says %p', (tableSize) => {
    expect(errorOf(() => firstOf([header('X-User', { tableSize }), sourceIp({ tableSize: 101 })]))).toBe(
      'Stickiness.firstOf() members[1] tableSize: got 101; allowed: the table size of the first member, whose table all members share; remedy: set it there.',
    );
  });
});

describe('the place where Envoy is patched', () => {
  const stickiness = firstOf([USER, sourceIp()]);
  const propertiesOf = (props: object) => problemsOf({ stickiness, ...props }).map((line) => line.split(': got')[0]);

  test('has to be known: listener, kind and namespace', () => {
    expect(propertiesOf({ parentRefs: PARENT_REFS })).toEqual(['parentRefs[0].sectionName']);
    expect(propertiesOf({ parentRefs: [{ ...LISTENER[0], kind: 'ListenerSet' }] })).toEqual(['parentRefs[0].kind']);
    expect(propertiesOf({ parentRefs: LISTENER })).toEqual([]);
  });
});
