import * as fc from 'fast-check';
import { Stickiness, type StickyGatewayRouteProps } from '../../src';
import { checkRoute } from '../../src/checks/check-route';
import { CATALOGUE } from '../../src/findings/catalogue';
import type { RouteInput } from '../../src/input/route-input';
import { routeObjects } from '../../src/objects/route-objects';
import { sessionsRules } from '../../src/objects/sessions-rules';
import { backends, pathRule } from '../support/chart';
import { envoyOf, ofGrpc, ofHttp, type Request, type RuleOf } from '../support/envoy-gateway-order';
import { inputOf, objectsOf, type PlainObject, plain } from '../support/objects';

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

const pinOf = (stickiness: Stickiness) => stickiness._plan.pin;
const hasSession = (stickiness: Stickiness, { headers }: Request) => {
  const pin = pinOf(stickiness);
  return pin !== undefined && new RegExp(`^(?:${pin.pattern})$`).test(headers[pin.header.toLowerCase()] ?? '\n');
};
/** Headers of requests with a session: only a few, as it takes long to make one. */
const session = (stickiness: Stickiness) => {
  const any = fc.stringMatching(new RegExp(`^${pinOf(stickiness)?.pattern}$`));
  return fc.constantFrom(...fc.sample(any, { numRuns: 10, seed: 1 }));
};
/** In half of the cases. */
const sometimes = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });

function defined<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}

/** Some of these conditions, each with another name. */
const conditions = (...all: [name: string, value: string, type?: string][]) =>
  sometimes(
    fc.uniqueArray(fc.constantFrom(...all.map(([name, value, type]) => defined({ name, value, type }))), {
      selector: ({ name }) => name.toLowerCase(),
      minLength: 1,
      maxLength: 2,
    }),
  );

const EXPRESSION = 'RegularExpression';

/** How the rules of a kind are made and read, and which requests they get. */
interface Kind {
  readonly property: 'http' | 'grpc';
  readonly read: (match: object) => ReturnType<typeof ofHttp>;
  readonly targets: readonly object[];
  readonly match: (target: fc.Arbitrary<object>) => fc.Arbitrary<object>;
  readonly stickiness: fc.Arbitrary<Stickiness>;
  readonly paths: readonly string[];
  /** A match for none of the paths. */
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

/** Equal for matches with the same conditions, of which the second would get no request. */
function keyOf({ path, headers, queryParams }: ReturnType<typeof ofHttp>): string {
  const sorted = [headers, queryParams].map((each) =>
    each.map(({ name, type = 'Exact', value }) => `${name.toLowerCase()} ${type} ${value}`).sort(),
  );
  return JSON.stringify([path, ...sorted]);
}

/** The rules of the author, each with its stickiness. */
const written = ({ targets, match, read, stickiness, filler }: Kind) => {
  // With few targets, so that there are rivals.
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
      // With 13 of them the others are split into several routes.
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
const isSessionsRoute = ({ name }: PlainObject) => name.startsWith('web-sessions');

/** Expects matches that the API server accepts. */
function expectValid(rules: readonly AnyRule[]) {
  for (const { matches = [] } of rules) {
    for (const { headers = [] } of matches as { headers?: { name: string }[] }[]) {
      const names = headers.map(({ name }) => name.toLowerCase());
      expect(new Set(names).size).toBe(names.length);
    }
  }
}

function hasErrors(input: RouteInput): boolean {
  let found = false;
  checkRoute(input, 'web', ({ id }) => {
    found ||= CATALOGUE[id].severity === 'error';
  });
  return found;
}

describe.each([HTTP, GRPC])('the rules for requests with a session, of $property', (kind) => {
  test('never change which rule of the author a request reaches, nor the weights for requests without a session', () => {
    const seen = { cases: 0, accepted: 0, kept: 0, copied: 0 };
    const requests = fc.array(request(kind), { minLength: 20, maxLength: 20 });
    fc.assert(
      fc.property(fc.noBias(written(kind)), fc.noBias(requests), (all, requests) => {
        seen.cases += 1;
        const input = inputOf({
          http: undefined,
          [kind.property]: all.map(({ rule }) => rule),
          stickiness: Stickiness.none(),
          ruleStickiness: Object.fromEntries(all.map(({ rule, stickiness }) => [rule.name, stickiness])),
        } as Partial<StickyGatewayRouteProps>);
        if (hasErrors(input)) {
          return;
        }
        seen.accepted += 1;
        const routes = routeObjects(input)
          .map(plain)
          .filter(({ kind }) => kind.endsWith('Route'));
        const rulesOf = (objects: readonly PlainObject[]) => objects.map(({ spec }) => spec.rules as AnyRule[]);
        const base = rulesOf(routes.filter((each) => !isSessionsRoute(each)));
        const added = rulesOf(routes.filter(isSessionsRoute));
        const sessions = added.flat();
        expectValid(sessions);
        const author = new Map(all.map((each) => [each.rule.name, each]));
        const without = envoyOf(base, kind.read);
        // Any of the routes may be the oldest one, except where the order of their expressions decides.
        const isInAnyOrder = !JSON.stringify(base).includes(EXPRESSION);
        for (const ordered of [
          [...base, ...added],
          [...added, ...base],
          ...(isInAnyOrder ? [[...base, ...added].reverse(), [...[...added].reverse(), ...base]] : []),
        ]) {
          const withAdded = envoyOf(ordered, kind.read);
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
    // Most cases are accepted, and all sorts of requests occur.
    expect(seen.accepted).toBeGreaterThan(seen.cases / 2);
    expect(Math.min(seen.kept, seen.copied)).toBeGreaterThan(0);
  }, 60_000);
});

describe('a rule for requests with a session', () => {
  const session = (stickiness: Stickiness) => {
    const { header: name, pattern: value } = pinOf(stickiness) ?? {};
    return { name, type: EXPRESSION, value };
  };
  /** As the cluster stores it. */
  const prefix = (value: string) => ({ type: 'PathPrefix', value });
  const stored = (backendRef: object) => ({ group: '', kind: 'Service', weight: 1, ...backendRef });
  const sessionsOf = (props: Partial<StickyGatewayRouteProps>) => objectsOf(props).filter(isSessionsRoute);

  test('has all backends in one cluster, nearly all weight on the heaviest, and matches the session', () => {
    const http = [{ matches: [{ path: { value: '/a' } }], backendRefs: backends(1, 8, undefined) }];
    const [route, ...others] = sessionsOf({ http, hostnames: ['a.example.com'], stickiness: MCP });
    expect(others).toEqual([]);
    expect(route?.name).toBe('web-sessions');
    expect(route?.spec).toEqual({
      hostnames: ['a.example.com'],
      parentRefs: expect.anything(),
      rules: [
        {
          matches: [{ path: prefix('/a'), headers: [session(MCP)] }],
          backendRefs: backends(1, 1_000_000, 1).map(stored),
          filters: [
            { type: 'RequestHeaderModifier', requestHeaderModifier: expect.anything() },
            { type: 'ResponseHeaderModifier', responseHeaderModifier: expect.anything() },
          ],
        },
      ],
    });
  });

  test.each([
    ['without weights', [undefined, undefined], [1_000_000, 1]],
    ['with a weight of 0, whose sessions stay', [0, 5], [1, 1_000_000]],
    ['with equal weights', [3, 3, 3], [1_000_000, 1, 1]],
  ])('has one heaviest backend among backends %s', (_, weights, expected) => {
    const [route] = sessionsOf({ http: [{ backendRefs: backends(...weights) }], stickiness: MCP });
    expect(route?.spec.rules[0].backendRefs.map(({ weight }: BackendRef) => weight)).toEqual(expected);
  });

  test('matches the session in addition to every match of the rule, or alone if the rule has no matches', () => {
    const matchesOf = (rule: object) =>
      sessionsOf({ http: [{ ...rule, backendRefs: backends(9, 1) }], stickiness: HEADER })[0]?.spec.rules[0].matches;
    const headers = [{ name: 'x', value: '1' }];
    expect(matchesOf({ matches: [{ headers, method: 'GET' }, { path: { value: '/a' } }] })).toEqual([
      { path: prefix('/'), method: 'GET', headers: [{ ...headers[0], type: 'Exact' }, session(HEADER)] },
      { path: prefix('/a'), headers: [session(HEADER)] },
    ]);
    expect(matchesOf({})).toEqual([{ path: prefix('/'), headers: [session(HEADER)] }]);
  });

  test.each([
    ['one backend', { http: [{ backendRefs: backends(1) }], stickiness: MCP }],
    ['a hash', { http: [{ backendRefs: backends(9, 1) }], stickiness: Stickiness.header('X-User') }],
    ['no stickiness', { http: [{ backendRefs: backends(9, 1) }], stickiness: Stickiness.none() }],
  ])('is not needed with %s', (_, props) => {
    expect(sessionsOf(props)).toEqual([]);
    expect(sessionsRules(inputOf(props).rules)).toEqual([]);
  });

  test('is made of HTTP and gRPC rules', () => {
    const grpc = [{ matches: [{ method: { service: 's' } }], backendRefs: backends(9, 1) }];
    const props = { http: [{ backendRefs: backends(9, 1) }], grpc, stickiness: MCP };
    expect(sessionsOf(props).map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'HTTPRoute web-sessions',
      'GRPCRoute web-sessions',
    ]);
  });

  test('matches only the session of its own stickiness', () => {
    const http = [
      { name: 'a', matches: [{ path: { value: '/a' } }], backendRefs: backends(9, 1) },
      { name: 'b', matches: [{ path: { value: '/b' } }], backendRefs: backends(9, 1) },
    ];
    const [route] = sessionsOf({ http, stickiness: COOKIES.a, ruleStickiness: { b: COOKIES.b } });
    expect(route?.spec.rules.map(({ matches }: AnyRule) => matches)).toEqual([
      [{ path: prefix('/a'), headers: [session(COOKIES.a)] }],
      [{ path: prefix('/b'), headers: [session(COOKIES.b)] }],
    ]);
  });

  describe('makes a copy necessary', () => {
    const pinned = { name: 'pinned', matches: [{ path: { value: '/a' } }], backendRefs: backends(9, 1) };
    const other = (match: object) => ({ name: 'other', matches: [match], backendRefs: [{ name: 'o', port: 80 }] });
    const namesOf = (...http: object[]) =>
      sessionsOf({ http, stickiness: Stickiness.none(), ruleStickiness: { pinned: MCP } }).flatMap(({ spec }) =>
        spec.rules.map(({ name }: AnyRule) => name),
      );
    const q = [{ name: 'q', value: '1' }];

    test.each<[string, object]>([
      ['a query parameter, which counts less than a header', { path: { value: '/a' }, queryParams: q }],
      [
        'an expression for a header, which counts as much as that for the session',
        { path: { value: '/a' }, headers: [{ name: 'x', value: '.*', type: EXPRESSION }] },
      ],
    ])('of a rule that came first because of %s', (_, match) => {
      expect(namesOf(pinned, other(match))).toEqual(['pinned', 'other']);
      expect(namesOf(other(match), pinned)).toEqual(['other', 'pinned']);
    });

    test.each<[string, object]>([
      ['another path', { path: { value: '/b' } }],
      ['the exact path', { path: { type: 'Exact', value: '/a' } }],
      ['fewer conditions', {}],
      ['an exact header, which counts more', { path: { value: '/a' }, headers: [{ name: 'x', value: '1' }] }],
      ['a method, which counts as an exact header', { path: { value: '/a' }, method: 'GET' }],
    ])('but not of a rule with %s', (_, match) => {
      expect(namesOf(pinned, other(match))).toEqual(['pinned']);
      expect(namesOf(other(match), pinned)).toEqual(['pinned']);
    });

    test('of a rule with the same precedence only if it is the earlier one', () => {
      const withX = { ...pinned, matches: [{ path: { value: '/a' }, headers: [{ name: 'x', value: '1' }] }] };
      const withY = other({ path: { value: '/a' }, headers: [{ name: 'y', value: '1' }] });
      expect(namesOf(withY, withX)).toEqual(['other', 'pinned']);
      expect(namesOf(withX, withY)).toEqual(['pinned']);
    });

    test('but not of a rule with lower precedence', () => {
      const withX = { ...pinned, matches: [{ path: { value: '/a' }, headers: [{ name: 'x', value: '1' }] }] };
      expect(namesOf(other({ path: { value: '/a' } }), withX)).toEqual(['pinned']);
      expect(namesOf(withX, other({ path: { value: '/a' } }))).toEqual(['pinned']);
    });

    test('which names the rule that it comes from', () => {
      const http = [pinned, other({ path: { value: '/a' }, queryParams: q }), pathRule('b')];
      const input = inputOf({ http, stickiness: Stickiness.none(), ruleStickiness: { pinned: MCP } });
      expect(sessionsRules(input.rules).map(({ source, isCopy }) => [source, isCopy])).toEqual([
        [input.rules[0], false],
        [input.rules[1], true],
      ]);
    });

    test('of a rule that came before another copied rule', () => {
      const headers = [{ name: 'x', value: '.*', type: EXPRESSION }];
      const queryParams = [{ name: 'q', value: '.*', type: EXPRESSION }];
      const first = { ...other({ path: { value: '/a' }, headers, queryParams }), name: 'first' };
      const second = other({ path: { value: '/a' }, queryParams: q });
      expect(namesOf(pinned, second, first)).toEqual(['pinned', 'other', 'first']);
      expect(namesOf(pinned, first)).toEqual(['pinned']);
    });

    test('of the matches that came first, with the filters of the stickiness of that rule', () => {
      const rule = {
        ...other({ path: { value: '/b' } }),
        matches: [{ path: { value: '/b' } }, { path: { value: '/a' }, queryParams: q }],
      };
      const [route] = sessionsOf({ http: [pinned, rule], stickiness: HEADER, ruleStickiness: { pinned: MCP } });
      expect(route?.spec.rules[1]).toEqual({
        ...rule,
        backendRefs: rule.backendRefs.map(stored),
        matches: [{ path: prefix('/a'), queryParams: [{ ...q[0], type: 'Exact' }], headers: [session(MCP)] }],
        filters: [{ type: 'ResponseHeaderModifier', responseHeaderModifier: expect.anything() }],
      });
    });
  });
});
