import * as fc from 'fast-check';
import { Stickiness, type StickyGatewayRouteProps } from '../../src';
import { type Manifest, manifestsOf, route } from '../support/chart';
import { envoyOf, ofGrpc, ofHttp, type Request, type RuleOf } from '../support/envoy-gateway-order';

interface BackendRef {
  readonly name: string;
  readonly weight?: number;
  readonly filters?: readonly object[];
}

interface AnyRule extends RuleOf<object> {
  readonly name: string;
  readonly backendRefs?: readonly BackendRef[];
}

const COOKIES = { a: Stickiness.sessionCookie({ name: 'a' }), b: Stickiness.sessionCookie({ name: 'b' }) };
const MCP = Stickiness.mcp();
const HEADER = Stickiness.sessionHeader('X-Pod');

const pinOf = (stickiness: Stickiness) => stickiness._parts.pin;
const hasSession = (stickiness: Stickiness, { headers }: Request) => {
  const pin = pinOf(stickiness);
  return pin !== undefined && new RegExp(`^(?:${pin.pattern})$`).test(headers[pin.header.toLowerCase()] ?? '\n');
};
/** What a client of a session sends; a few of them, as it takes long to make one. */
const session = (stickiness: Stickiness) => {
  const any = fc.stringMatching(new RegExp(`^${pinOf(stickiness)?.pattern}$`));
  return fc.constantFrom(...fc.sample(any, { numRuns: 10, seed: 1 }));
};
/** In half of the cases. */
const sometimes = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });

function defined<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}

/** A few of these conditions, each of another name. */
const conditions = (...all: [name: string, value: string, type?: string][]) =>
  sometimes(
    fc.uniqueArray(fc.constantFrom(...all.map(([name, value, type]) => defined({ name, value, type }))), {
      selector: ({ name }) => name.toLowerCase(),
      minLength: 1,
      maxLength: 2,
    }),
  );

const EXPRESSION = 'RegularExpression';

/** How the rules of a kind are made and read, and what asks for them. */
interface Kind {
  readonly property: 'http' | 'grpc';
  readonly read: (match: object) => ReturnType<typeof ofHttp>;
  readonly targets: readonly object[];
  readonly match: (target: fc.Arbitrary<object>) => fc.Arbitrary<object>;
  readonly stickiness: fc.Arbitrary<Stickiness>;
  readonly paths: readonly string[];
  /** Matches that none of the others meets. */
  readonly filler: (i: number) => object;
}

const HTTP: Kind = {
  property: 'http',
  read: ofHttp,
  targets: [
    { path: { value: '/' } },
    { path: { value: '/a' } },
    { path: { type: 'Exact', value: '/a' } },
    { path: { type: EXPRESSION, value: '/[ab]' } },
    { path: { type: EXPRESSION, value: '/a|/b' } },
  ],
  match: (target) =>
    fc
      .tuple(
        target,
        fc.constantFrom('GET', 'POST', undefined, undefined, undefined, undefined),
        conditions(
          ['x', '1'],
          ['X', '2'],
          ['x', '.*', EXPRESSION],
          ['x', '1|3', EXPRESSION],
          ['y', '1'],
          ['y', '[12]', EXPRESSION],
          ['mcp-session-id', '.*', EXPRESSION],
        ),
        conditions(['q', '1'], ['q', '.*', EXPRESSION], ['q', '[12]', EXPRESSION], ['r', '1']),
      )
      .map(([path, method, headers, queryParams]) => defined({ ...path, method, headers, queryParams })),
  stickiness: fc.constantFrom(MCP, MCP, HEADER, COOKIES.a, COOKIES.b),
  paths: ['/', '/a', '/a', '/a', '/a/b', '/b'],
  filler: (i) => ({ path: { value: `/filler/${i}` } }),
};

const GRPC: Kind = {
  property: 'grpc',
  read: ofGrpc,
  targets: [
    {},
    { method: { service: 's' } },
    { method: { service: 's', method: 'm' } },
    { method: { method: 'm' } },
    { method: { type: EXPRESSION, service: '[s]', method: 'm' } },
    { method: { type: EXPRESSION, service: 's|t' } },
    { method: { type: EXPRESSION, method: 'm|n' } },
  ],
  match: (target) =>
    fc
      .tuple(
        target,
        conditions(['x', '1'], ['x', '.*', EXPRESSION], ['x', '1|3', EXPRESSION], ['y', '[12]', EXPRESSION]),
      )
      .map(([method, headers]) => defined({ ...method, headers })),
  stickiness: fc.constantFrom(MCP, MCP, HEADER),
  paths: ['/s/m', '/s/m', '/s/n', '/t/m', '/t/n'],
  filler: (i) => ({ method: { service: `filler${i}` } }),
};

/** Equal for matches that ask the same, of which the second would get no request. */
function keyOf({ path, headers, queryParams }: ReturnType<typeof ofHttp>): string {
  const sorted = [headers, queryParams].map((each) =>
    each.map(({ name, type = 'Exact', value }) => `${name.toLowerCase()} ${type} ${value}`).sort(),
  );
  return JSON.stringify([path, ...sorted]);
}

/** The author's rules, each with what it is made sticky by. */
const written = ({ targets, match, read, stickiness, filler }: Kind) => {
  // Of few targets, so that there are rivals.
  const matches = fc
    .tuple(fc.constantFrom(...targets), fc.constantFrom(...targets))
    .chain((few) => fc.array(match(fc.constantFrom({}, ...few, ...few)), { minLength: 4, maxLength: 8, size: 'max' }))
    .map((all) => [...new Map(all.map((each) => [keyOf(read(each)), each])).values()]);
  const backends = (several: number) =>
    fc.oneof(
      { weight: 4, arbitrary: fc.constant<number[]>([1]) },
      { weight: several, arbitrary: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 2, maxLength: 3 }) },
    );
  const kinds = fc.oneof(
    { weight: 3, arbitrary: fc.record({ stickiness, weights: backends(6) }) },
    {
      weight: 2,
      arbitrary: fc.record({
        stickiness: fc.constantFrom(Stickiness.none(), Stickiness.header('X-User')),
        weights: backends(1),
      }),
    },
  );
  return fc
    .tuple(
      matches,
      fc.array(kinds, { minLength: 8, maxLength: 8 }),
      // So many that the others come into several routes.
      fc.constantFrom(0, 0, 0, 13),
      fc.boolean(),
    )
    .map(([all, kinds, fillers, joined]) => {
      const ofRules = joined ? [all.slice(0, 2), ...all.slice(2).map((each) => [each])] : all.map((each) => [each]);
      return [
        ...Array.from({ length: fillers }, (_, i) => ({
          rule: { name: `filler-${i}`, matches: [filler(i)], backendRefs: [{ name: 'filler', port: 80 }] },
          stickiness: Stickiness.none(),
        })),
        ...ofRules.map((matches, r) => ({
          rule: {
            name: `rule-${r}`,
            matches: JSON.stringify(matches) === '[{}]' ? [] : matches,
            backendRefs: kinds[r]?.weights.map((weight, b) => ({ name: `backend-${r}-${b}`, port: 80, weight })) ?? [],
          },
          stickiness: kinds[r]?.stickiness ?? Stickiness.none(),
        })),
      ];
    });
};

const request = ({ paths }: Kind): fc.Arbitrary<Request> =>
  fc
    .record({
      path: fc.constantFrom(...paths),
      method: fc.constantFrom('GET', 'POST'),
      x: sometimes(fc.constantFrom('1', '2', '3')),
      y: sometimes(fc.constantFrom('1', '2')),
      q: sometimes(fc.constantFrom('1', '2')),
      r: sometimes(fc.constant('1')),
      id: sometimes(fc.oneof({ weight: 3, arbitrary: session(MCP) }, { weight: 1, arbitrary: fc.constant('0f4a') })),
      pod: sometimes(session(HEADER)),
      cookies: fc.tuple(
        sometimes(session(COOKIES.a)),
        sometimes(fc.constant('c=",1,"')),
        sometimes(session(COOKIES.b)),
      ),
    })
    .map(({ path, method, x, y, q, r, id, pod, cookies }) => ({
      path,
      method,
      headers: defined({
        x,
        y,
        'mcp-session-id': id,
        'x-pod': pod,
        cookie: cookies.filter((cookie) => cookie !== undefined).join('; ') || undefined,
      }) as Record<string, string>,
      query: defined({ q, r }) as Record<string, string>,
    }));

const shares = ({ backendRefs }: AnyRule) => backendRefs?.map(({ name, weight }) => `${name} ${weight}`);
const isSessionsRoute = ({ metadata }: Manifest) => metadata.name.startsWith('web-sessions');

/** Of matches that the API server takes. */
function expectValid(rules: readonly AnyRule[]) {
  for (const { matches = [] } of rules) {
    for (const { headers = [] } of matches as { headers?: { name: string }[] }[]) {
      const names = headers.map(({ name }) => name.toLowerCase());
      expect(new Set(names).size).toBe(names.length);
    }
  }
}

describe.each([HTTP, GRPC])('added rules for $property', (kind) => {
  test('never change which of the author’s rules a request reaches, nor the weights of others', () => {
    const seen = { cases: 0, accepted: 0, kept: 0, copied: 0 };
    const requests = fc.array(request(kind), { minLength: 20, maxLength: 20 });
    fc.assert(
      fc.property(fc.noBias(written(kind)), fc.noBias(requests), (all, requests) => {
        seen.cases += 1;
        const made = route({
          metadata: { name: 'web' },
          http: undefined,
          [kind.property]: all.map(({ rule }) => rule),
          stickiness: Stickiness.none(),
          ruleStickiness: Object.fromEntries(all.map(({ rule, stickiness }) => [rule.name, stickiness])),
        } as Partial<StickyGatewayRouteProps>);
        if (made.node.validate().length > 0) {
          return;
        }
        seen.accepted += 1;
        const rendered = [...made.httpRoutes, ...made.grpcRoutes].map((each) => each.toJson() as Manifest);
        const rulesOf = (routes: readonly Manifest[]) => routes.map(({ spec }) => spec.rules as AnyRule[]);
        const base = rulesOf(rendered.filter((each) => !isSessionsRoute(each)));
        const added = rulesOf(rendered.filter(isSessionsRoute));
        const sessions = added.flat();
        expectValid(sessions);
        const author = new Map(all.map((each) => [each.rule.name, each]));
        const without = envoyOf(base, kind.read);
        // Any of the routes may be the older one; expressions of one length are in the order of their routes in any case.
        const isInAnyOrder = !JSON.stringify(base).includes(EXPRESSION);
        for (const routes of [
          [...base, ...added],
          [...added, ...base],
          ...(isInAnyOrder ? [[...base, ...added].reverse(), [...[...added].reverse(), ...base]] : []),
        ]) {
          const withAdded = envoyOf(routes, kind.read);
          for (const each of requests) {
            const [expected, found] = [without(each), withAdded(each)];
            expect(found?.name).toBe(expected?.name);
            const { rule, stickiness } = author.get(found?.name ?? '') ?? {};
            if (found && rule && stickiness) {
              const isKept = rule.backendRefs.length > 1 && hasSession(stickiness, each);
              const isAdded = sessions.includes(found);
              seen.kept += Number(isKept);
              seen.copied += Number(isAdded && !isKept);
              if (isKept) {
                expect(isAdded).toBe(true);
                expect(found.backendRefs?.every(({ filters }) => filters === undefined)).toBe(true);
              } else {
                expect(shares(found)).toEqual(shares(rule));
              }
              if (all.every((other) => !hasSession(other.stickiness, each))) {
                expect(isAdded).toBe(false);
              }
            }
          }
        }
      }),
      { numRuns: 100 },
    );
    // Such cases are there, and most are taken.
    expect(seen.accepted).toBeGreaterThan(seen.cases / 2);
    expect(Math.min(seen.kept, seen.copied)).toBeGreaterThan(0);
  }, 60_000);
});

describe('the rules for sessions', () => {
  const canary = (...weights: (number | undefined)[]) =>
    weights.map((weight, i) => ({ name: `v${i}`, port: 80, ...(weight !== undefined && { weight }) }));
  const session = (stickiness: Stickiness) => {
    const { header: name, pattern: value } = pinOf(stickiness) ?? {};
    return { name, type: EXPRESSION, value };
  };
  const sessionsOf = (props: Partial<StickyGatewayRouteProps>) =>
    manifestsOf({ metadata: { name: 'web' }, ...props }).filter(isSessionsRoute);

  test('have all backends in one cluster, nearly all weight on the heaviest, and ask for the session', () => {
    const http = [{ matches: [{ path: { value: '/a' } }], backendRefs: canary(1, 8, undefined) }];
    const [rendered, ...others] = sessionsOf({ http, hostnames: ['a.example.com'], stickiness: MCP });
    expect(others).toEqual([]);
    expect(rendered?.metadata.name).toBe('web-sessions');
    expect(rendered?.spec).toEqual({
      hostnames: ['a.example.com'],
      parentRefs: expect.anything(),
      rules: [
        {
          matches: [{ path: { value: '/a' }, headers: [session(MCP)] }],
          backendRefs: canary(1, 1_000_000, 1),
          filters: [
            { type: 'RequestHeaderModifier', requestHeaderModifier: expect.anything() },
            { type: 'ResponseHeaderModifier', responseHeaderModifier: expect.anything() },
          ],
        },
      ],
    });
  });

  test.each([
    ['weights that are left out', [undefined, undefined], [1_000_000, 1]],
    ['a weight of 0, whose sessions stay', [0, 5], [1, 1_000_000]],
    ['equal weights', [3, 3, 3], [1_000_000, 1, 1]],
  ])('have one heaviest backend with %s', (_, weights, expected) => {
    const [rendered] = sessionsOf({ http: [{ backendRefs: canary(...weights) }], stickiness: MCP });
    expect(rendered?.spec.rules[0].backendRefs.map(({ weight }: BackendRef) => weight)).toEqual(expected);
  });

  test('ask for it in every match, beside other headers, and in a rule without matches', () => {
    const headers = [{ name: 'x', value: '1' }];
    const matches = [{ headers, method: 'GET' as never }, { path: { value: '/a' } }];
    const http = [{ matches, backendRefs: canary(9, 1) }];
    const asked = (http: object[]) => sessionsOf({ http, stickiness: HEADER })[0]?.spec.rules[0].matches;
    expect(asked(http)).toEqual([
      { method: 'GET', headers: [...headers, session(HEADER)] },
      { path: { value: '/a' }, headers: [session(HEADER)] },
    ]);
    expect(asked([{ backendRefs: canary(9, 1) }])).toEqual([{ headers: [session(HEADER)] }]);
  });

  test.each([
    ['one backend', { http: [{ backendRefs: canary(1) }], stickiness: MCP }],
    ['a hash', { http: [{ backendRefs: canary(9, 1) }], stickiness: Stickiness.header('X-User') }],
    ['no stickiness', { http: [{ backendRefs: canary(9, 1) }], stickiness: Stickiness.none() }],
  ])('are not needed with %s', (_, props) => {
    expect(sessionsOf(props)).toEqual([]);
  });

  test('are for HTTP and gRPC', () => {
    const grpc = [{ matches: [{ method: { service: 's' } }], backendRefs: canary(9, 1) }];
    const props = { http: [{ backendRefs: canary(9, 1) }], grpc, stickiness: MCP };
    expect(sessionsOf(props).map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      'HTTPRoute web-sessions',
      'GRPCRoute web-sessions',
    ]);
  });

  test('of several pins are each for their own rules', () => {
    const http = [
      { name: 'a', matches: [{ path: { value: '/a' } }], backendRefs: canary(9, 1) },
      { name: 'b', matches: [{ path: { value: '/b' } }], backendRefs: canary(9, 1) },
    ];
    const [rendered] = sessionsOf({ http, stickiness: COOKIES.a, ruleStickiness: { b: COOKIES.b } });
    expect(rendered?.spec.rules.map(({ matches }: AnyRule) => matches)).toEqual([
      [{ path: { value: '/a' }, headers: [session(COOKIES.a)] }],
      [{ path: { value: '/b' }, headers: [session(COOKIES.b)] }],
    ]);
  });

  describe('come with copies', () => {
    const pinned = { name: 'pinned', matches: [{ path: { value: '/a' } }], backendRefs: canary(9, 1) };
    const other = (match: object) => ({ name: 'other', matches: [match], backendRefs: [{ name: 'o', port: 80 }] });
    const namesOf = (...http: object[]) =>
      sessionsOf({ http, stickiness: Stickiness.none(), ruleStickiness: { pinned: MCP } }).flatMap(({ spec }) =>
        spec.rules.map(({ name }: AnyRule) => name),
      );
    const q = [{ name: 'q', value: '1' }];

    test.each<[string, object]>([
      ['a query parameter, which counts less than a header', { path: { value: '/a' }, queryParams: q }],
      [
        'an expression for a header, which is no more',
        { path: { value: '/a' }, headers: [{ name: 'x', value: '.*', type: EXPRESSION }] },
      ],
    ])('of a rule that came first by %s', (_, match) => {
      expect(namesOf(pinned, other(match))).toEqual(['pinned', 'other']);
      expect(namesOf(other(match), pinned)).toEqual(['other', 'pinned']);
    });

    test.each<[string, object]>([
      ['another path', { path: { value: '/b' } }],
      ['the exact path', { path: { type: 'Exact', value: '/a' } }],
      ['less to ask for', {}],
      ['an exact header, which is more', { path: { value: '/a' }, headers: [{ name: 'x', value: '1' }] }],
      ['a method, which is such a header', { path: { value: '/a' }, method: 'GET' }],
    ])('but not of one with %s', (_, match) => {
      expect(namesOf(pinned, other(match))).toEqual(['pinned']);
      expect(namesOf(other(match), pinned)).toEqual(['pinned']);
    });

    test('of those that came before a copy, and so on', () => {
      const headers = [{ name: 'x', value: '.*', type: EXPRESSION }];
      const queryParams = [{ name: 'q', value: '.*', type: EXPRESSION }];
      const first = { ...other({ path: { value: '/a' }, headers, queryParams }), name: 'first' };
      const second = other({ path: { value: '/a' }, queryParams: q });
      expect(namesOf(pinned, second, first)).toEqual(['pinned', 'other', 'first']);
      expect(namesOf(pinned, first)).toEqual(['pinned']);
    });

    test('of a match alone, with what the rule has besides', () => {
      const rule = {
        ...other({ path: { value: '/b' } }),
        matches: [{ path: { value: '/b' } }, { path: { value: '/a' }, queryParams: q }],
      };
      const [rendered] = sessionsOf({
        http: [pinned, rule],
        stickiness: Stickiness.sessionHeader('X-Other'),
        ruleStickiness: { pinned: MCP },
      });
      expect(rendered?.spec.rules[1]).toEqual({
        ...rule,
        matches: [{ path: { value: '/a' }, queryParams: q, headers: [session(MCP)] }],
        filters: [{ type: 'ResponseHeaderModifier', responseHeaderModifier: expect.anything() }],
      });
    });
  });

  test('are in the part of their rule, in one route for each', () => {
    const rules = Array.from({ length: 20 }, (_, i) => ({
      matches: [{ path: { value: `/${i}` } }],
      backendRefs: i % 9 === 0 ? canary(9, 1) : canary(1),
    }));
    const hostnames = Array.from({ length: 17 }, (_, i) => `h${i}.example.com`);
    const rendered = sessionsOf({ http: rules, hostnames, stickiness: MCP });
    expect(rendered.map(({ metadata, spec }) => [metadata.name, spec.hostnames.length, spec.rules.length])).toEqual([
      ['web-sessions', 16, 2],
      ['web-sessions-r1', 16, 1],
      ['web-sessions-1', 1, 2],
      ['web-sessions-1-r1', 1, 1],
    ]);
  });
});
