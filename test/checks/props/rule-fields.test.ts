import { HttpRouteSpecRulesFiltersType as FilterType } from '../../../imports/gateway.networking.k8s.io';
import { EnvoyGatewayVersion, Stickiness } from '../../../src';
import { GRPC, HTTP, OTHERS, problemsOf, QUOTES } from '../../support/chart';

const backendRefs = [{ name: 'api', port: 80 }];
const paths = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ matches: [{ path: { value: `/${i}` } }], backendRefs }));

test('a route needs a rule', () => {
  const problem =
    'allowed: at least one rule in http or grpc; remedy: write [{ backendRefs: [{ name: "<service>", port: 80 }] }].';
  expect(problemsOf({ http: undefined })).toEqual([`http: got []; ${problem}`]);
  expect(problemsOf({ http: [], grpc: [] })).toEqual([`http: got []; ${problem}`]);
  expect(problemsOf({ http: [], grpc: GRPC })).toEqual([]);
});

test('rules are checked as the CRD says', () => {
  expect(
    problemsOf({
      http: [...HTTP, { matches: OTHERS, timeouts: { request: '1 s' }, backendRefs: [{ name: 'api', port: 65536 }] }],
    }),
  ).toEqual([
    'http[1].timeouts.request: got "1 s"; allowed: a Gateway API duration: up to four numbers of at most 5 digits, each with h, m, s or ms; remedy: write a value of the allowed form.',
    'http[1].backendRefs[0].port: got 65536; allowed: at most 65535; remedy: write less.',
  ]);
  expect(problemsOf({ http: undefined, grpc: [{ name: 'Quotes', backendRefs }] })).toEqual([
    'grpc[0].name: got "Quotes"; allowed: lower-case letters, digits, "-" and ".", with a letter or digit at both ends; remedy: write "quotes".',
  ]);
});

describe('rule names', () => {
  test.each(['http', 'grpc'] as const)(
    'two %s rules of one name are refused, even where they come into different routes',
    (kind) => {
      const rules = paths(17).map((rule, i) => ({ ...rule, name: i === 0 || i === 16 ? 'twice' : undefined }));
      const props =
        kind === 'http'
          ? { http: rules }
          : { grpc: rules.map(({ name }, i) => ({ name, matches: [{ method: { service: `s${i}` } }], backendRefs })) };
      expect(problemsOf(props)).toEqual([
        `${kind}[16].name: got "twice"; allowed: a name other than that of ${kind}[0]; remedy: rename one of the two.`,
      ]);
    },
  );

  test('an HTTP and a gRPC rule may share one', () => {
    expect(
      problemsOf({ http: [{ name: 'a', backendRefs }], grpc: [{ name: 'a', matches: QUOTES, backendRefs }] }),
    ).toEqual([]);
  });
});

describe('session persistence of a rule', () => {
  const sessionPersistence = { sessionName: 'a' };
  const http = [{ name: 'a', backendRefs, sessionPersistence }];
  const problem = (kind: string) =>
    `${kind}[0].sessionPersistence: got {"sessionName":"a"}; allowed: no sessionPersistence beside a stickiness, of which Envoy Gateway would apply one; remedy: use Stickiness.sessionCookie() or Stickiness.sessionHeader(), or Stickiness.none() for this rule.`;

  test.each([Stickiness.cookie(), Stickiness.mcp()])('is refused beside a stickiness', (stickiness) => {
    expect(problemsOf({ http, stickiness })).toEqual([problem('http')]);
    expect(problemsOf({ http, stickiness: Stickiness.none(), ruleStickiness: { a: stickiness } })).toEqual([
      problem('http'),
    ]);
  });

  test('is refused for gRPC, too', () => {
    expect(problemsOf({ http: undefined, grpc: [{ backendRefs, sessionPersistence }] })).toEqual([problem('grpc')]);
  });

  test('is taken with none', () => {
    expect(problemsOf({ http, stickiness: Stickiness.none() })).toEqual([]);
    expect(problemsOf({ http, ruleStickiness: { a: Stickiness.none() } })).toEqual([]);
  });
});

describe('weights of backends under a hash', () => {
  const weighted = [
    {
      backendRefs: [
        { name: 'a', port: 80, weight: 9 },
        { name: 'b', port: 80, weight: 1 },
      ],
    },
  ];
  const problem = (kind: string) =>
    `${kind}[0].backendRefs: got [{"name":"a","weight":9},{"name":"b","weight":1}]; allowed: one backend for a hash on Envoy Gateway 1.8, which ignores weights under it; remedy: use Stickiness.sessionCookie() or Stickiness.sessionHeader(), or set target to EnvoyGatewayVersion.V1_9.`;

  test('are ignored before Envoy Gateway 1.9', () => {
    const target = EnvoyGatewayVersion.V1_8;
    expect(problemsOf({ http: weighted, grpc: [{ ...weighted[0], matches: QUOTES }], target })).toEqual([
      problem('http'),
      problem('grpc'),
    ]);
    expect(problemsOf({ http: HTTP, target })).toEqual([]);
    expect(problemsOf({ http: weighted, target, stickiness: Stickiness.none() })).toEqual([]);
  });

  test('are the affair of the stickiness of that rule', () => {
    const http = weighted.map((rule) => ({ ...rule, name: 'a' }));
    const props = { http, target: EnvoyGatewayVersion.V1_8 };
    expect(problemsOf({ ...props, ruleStickiness: { a: Stickiness.none() } })).toEqual([]);
    expect(
      problemsOf({ ...props, stickiness: Stickiness.none(), ruleStickiness: { a: Stickiness.sourceIp() } }),
    ).toHaveLength(1);
  });

  test('are respected since', () => {
    expect(problemsOf({ http: weighted, target: EnvoyGatewayVersion.V1_9 })).toEqual([]);
  });
});

describe('a rule without a backend answers 500, so it', () => {
  const problem = (kind: string, got: string) =>
    `${kind}[0].backendRefs: got ${got}; allowed: a backend with a weight other than 0, as the rule answers 500 to every request otherwise; remedy: name a Service, or end the rule with a filter RequestRedirect or ExtensionRef.`;
  const off = [{ name: 'api', port: 80, weight: 0 }];

  test.each([
    ['none', {}, 'undefined'],
    ['an empty list', { backendRefs: [] }, '[]'],
    ['weights of 0', { backendRefs: off }, JSON.stringify(off)],
    ['another filter', { filters: [{ type: FilterType.CORS, cors: {} }] }, 'undefined'],
  ])('is refused with %s', (_, rule, got) => {
    expect(problemsOf({ http: [rule] })).toEqual([problem('http', got)]);
  });

  test('is refused for gRPC, too', () => {
    expect(problemsOf({ http: undefined, grpc: [{}] })).toEqual([problem('grpc', 'undefined')]);
  });

  test.each([
    ['a backend of some weight', { backendRefs: [...off, { name: 'new', port: 80, weight: 1 }] }],
    [
      'a redirect',
      { filters: [{ type: FilterType.REQUEST_REDIRECT, requestRedirect: { hostname: 'a.example.com' } }] },
    ],
    [
      'an extension',
      { filters: [{ type: FilterType.EXTENSION_REF, extensionRef: { group: 'a.example.com', kind: 'A', name: 'a' } }] },
    ],
  ])('is taken with %s', (_, rule) => {
    expect(problemsOf({ http: [rule] })).toEqual([]);
  });
});
