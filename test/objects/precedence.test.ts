import {
  GrpcRouteSpecRulesMatchesHeadersType as GrpcHeaderType,
  GrpcRouteSpecRulesMatchesMethodType as GrpcMethodType,
  type GrpcRouteSpecRulesMatches,
  HttpRouteSpecRulesMatchesHeadersType as HeaderType,
  type HttpRouteSpecRulesMatches,
  HttpRouteSpecRulesMatchesMethod as Method,
  HttpRouteSpecRulesMatchesPathType as PathType,
  HttpRouteSpecRulesMatchesQueryParamsType as QueryType,
} from '../../imports/gateway.networking.k8s.io';
import { areRivals, areTied, compareSpecificity, conditionsKey, conditionsOf } from '../../src/objects/precedence';

const httpConditions = (match: HttpRouteSpecRulesMatches) => conditionsOf({ isGrpc: false }, match);
const grpcConditions = (match: GrpcRouteSpecRulesMatches) => conditionsOf({ isGrpc: true }, match);

const exact = (value: string) => ({ path: { type: PathType.EXACT, value } });
const prefix = (value: string) => ({ path: { type: PathType.PATH_PREFIX, value } });
const pattern = (value: string) => ({ path: { type: PathType.REGULAR_EXPRESSION, value } });
const header = (name: string, value: string, type?: HeaderType) => ({ headers: [{ name, value, type }] });
const query = (name: string, value: string) => ({ queryParams: [{ name, value }] });

const HTTP: [string, HttpRouteSpecRulesMatches, HttpRouteSpecRulesMatches, boolean][] = [
  ['equal matches are', prefix('/a'), prefix('/a'), true],
  ['no path is the same as the prefix /', {}, prefix('/'), true],
  ['a path without a type is the same as a prefix', { path: { value: '/a' } }, prefix('/a'), true],
  ['a path without a value is the same as /', { path: { type: PathType.PATH_PREFIX } }, {}, true],
  ['different paths are not', prefix('/a'), prefix('/b'), false],
  ['an exact path takes precedence over a prefix', exact('/a'), prefix('/a'), false],
  ['equal expressions for the path are', pattern('/a.*'), pattern('/a.*'), true],
  ['a method takes precedence over none', { method: Method.GET }, {}, false],
  ['different methods exclude each other', { method: Method.GET }, { method: Method.POST }, false],
  ['equal methods are', { method: Method.GET }, { method: Method.GET }, true],
  ['a header takes precedence over none', header('a', '1'), {}, false],
  ['different values of a header exclude each other', header('a', '1'), header('a', '2'), false],
  ['header names that differ in case are the same', header('A', '1'), header('a', '1'), true],
  [
    'different values exclude each other though the case of the header names differs',
    header('A', '1'),
    header('a', '2'),
    false,
  ],
  ['different headers do not exclude each other', header('a', '1'), header('b', '1'), true],
  [
    'an exact value takes precedence over an expression',
    header('a', '1'),
    header('a', '1', HeaderType.REGULAR_EXPRESSION),
    false,
  ],
  ['a header without a type is exact', header('a', '1'), header('a', '1', HeaderType.EXACT), true],
  [
    'one header with different values is enough to exclude each other',
    {
      headers: [
        { name: 'a', value: '1' },
        { name: 'b', value: '1' },
      ],
    },
    {
      headers: [
        { name: 'a', value: '1' },
        { name: 'b', value: '2' },
      ],
    },
    false,
  ],
  [
    'a value and an expression for one header do not exclude each other',
    {
      headers: [
        { name: 'a', value: '1' },
        { name: 'b', value: '2', type: HeaderType.REGULAR_EXPRESSION },
      ],
    },
    {
      headers: [
        { name: 'a', value: '3', type: HeaderType.REGULAR_EXPRESSION },
        { name: 'b', value: '4' },
      ],
    },
    true,
  ],
  ['a query parameter takes precedence over none', query('a', '1'), {}, false],
  ['different values of a query parameter exclude each other', query('a', '1'), query('a', '2'), false],
  ['names of query parameters that differ in case are different', query('A', '1'), query('a', '2'), true],
  ['a header takes precedence over a query parameter', header('a', '1'), query('a', '1'), false],
];

test.each(HTTP)('which HTTP matches are tied: %s', (_, a, b, expected) => {
  expect(areTied(httpConditions(a), httpConditions(b))).toBe(expected);
  expect(areTied(httpConditions(b), httpConditions(a))).toBe(expected);
});

const REGULAR = GrpcMethodType.REGULAR_EXPRESSION;
const GRPC: [string, GrpcRouteSpecRulesMatches, GrpcRouteSpecRulesMatches, boolean][] = [
  ['matches without a method are', {}, {}, true],
  ['equal methods are', { method: { service: 'a', method: 'b' } }, { method: { service: 'a', method: 'b' } }, true],
  [
    'a method without a type is exact',
    { method: { service: 'a' } },
    { method: { type: GrpcMethodType.EXACT, service: 'a' } },
    true,
  ],
  ['a service takes precedence over none', { method: { service: 'a' } }, {}, false],
  [
    'a method of a service takes precedence over the service',
    { method: { service: 'a', method: 'b' } },
    { method: { service: 'a' } },
    false,
  ],
  [
    'different methods of a service are not',
    { method: { service: 'a', method: 'b' } },
    { method: { service: 'a', method: 'c' } },
    false,
  ],
  [
    'metadata keys that differ in case are the same, so different values exclude each other',
    { headers: [{ name: 'A', value: '1' }] },
    { headers: [{ name: 'a', value: '2' }] },
    false,
  ],
  ['a method of any service differs from a service', { method: { method: 'a' } }, { method: { service: 'a' } }, false],
  [
    'equal methods of different services are not',
    { method: { service: 'a', method: 'b' } },
    { method: { service: 'c', method: 'b' } },
    false,
  ],
  ['equal methods of any service are', { method: { method: 'a' } }, { method: { method: 'a' } }, true],
  [
    'different methods of any service exclude each other',
    { method: { method: 'a' } },
    { method: { method: 'b' } },
    false,
  ],
  ['a method of any service takes precedence over none', { method: { method: 'a' } }, {}, false],
  [
    'a method of any service has the same precedence as an expression for a metadata key',
    { method: { method: 'a' } },
    { headers: [{ name: 'a', value: '1', type: GrpcHeaderType.REGULAR_EXPRESSION }] },
    true,
  ],
  ['different services are not', { method: { service: 'a' } }, { method: { service: 'b' } }, false],
  [
    'an exact method takes precedence over an expression',
    { method: { service: 'a' } },
    { method: { type: REGULAR, service: 'a' } },
    false,
  ],
  ['a metadata key takes precedence over none', { headers: [{ name: 'a', value: '1' }] }, {}, false],
  [
    'different values of a metadata key exclude each other',
    { headers: [{ name: 'a', value: '1' }] },
    { headers: [{ name: 'a', value: '2', type: GrpcHeaderType.EXACT }] },
    false,
  ],
];

test.each(GRPC)('which gRPC matches are tied: %s', (_, a, b, expected) => {
  expect(areTied(grpcConditions(a), grpcConditions(b))).toBe(expected);
  expect(areTied(grpcConditions(b), grpcConditions(a))).toBe(expected);
});

const RIVALS: [string, HttpRouteSpecRulesMatches, HttpRouteSpecRulesMatches, boolean][] = [
  ['equal paths are', prefix('/a'), prefix('/a'), true],
  [
    'equal paths with other conditions are',
    { ...prefix('/a'), ...header('a', '1') },
    { ...prefix('/a'), ...query('a', '1') },
    true,
  ],
  ['different paths are not', prefix('/a'), prefix('/b'), false],
  ['paths of different types are not', exact('/a'), prefix('/a'), false],
  [
    'expressions of the same length for the path are, as both may match one path',
    pattern('/[ab]'),
    pattern('/a|/b'),
    true,
  ],
  [
    'expressions of different lengths are not, as the longer one takes precedence',
    pattern('/[ab]'),
    pattern('/[abc]'),
    false,
  ],
  ['different values of a header are not', header('a', '1'), header('a', '2'), false],
  ['different values of a query parameter are not', query('a', '1'), query('a', '2'), false],
  ['different methods are not', { method: Method.GET }, { method: Method.POST }, false],
  [
    'different expressions for a header are, as both may match one value',
    header('a', '1.*', HeaderType.REGULAR_EXPRESSION),
    header('a', '.*2', HeaderType.REGULAR_EXPRESSION),
    true,
  ],
  [
    'different expressions for a query parameter are, as both may match one value',
    { queryParams: [{ name: 'a', value: '1.*', type: QueryType.REGULAR_EXPRESSION }] },
    { queryParams: [{ name: 'a', value: '.*2', type: QueryType.REGULAR_EXPRESSION }] },
    true,
  ],
];

test.each(RIVALS)('which matches are rivals: %s', (_, a, b, expected) => {
  expect(areRivals(httpConditions(a), httpConditions(b))).toBe(expected);
  expect(areRivals(httpConditions(b), httpConditions(a))).toBe(expected);
});

test('expressions for gRPC methods are rivals if the paths that Envoy Gateway makes of them have the same length', () => {
  const ofMethod = (service?: string, method?: string) =>
    grpcConditions({ method: { type: REGULAR, service, method } });
  const anyMethod = '[A-Za-z_][A-Za-z_0-9]*';
  const anyService = String.raw`(?i)\.?[a-z_][a-z_0-9]*(\.[a-z_][a-z_0-9]*)*`;
  expect(areRivals(ofMethod('a'), ofMethod('b', 'x'.repeat(anyMethod.length)))).toBe(true);
  expect(areRivals(ofMethod('a'), ofMethod('b', '.'))).toBe(false);
  expect(areRivals(ofMethod(undefined, 'a'), ofMethod('x'.repeat(anyService.length), 'b'))).toBe(true);
  expect(areRivals(ofMethod(undefined, 'a'), ofMethod(undefined, 'b'))).toBe(true);
  expect(areRivals(ofMethod(undefined, 'a'), ofMethod('b', 'a'))).toBe(false);
});

test('the number of headers counts first, then that of exact ones, then the same for query parameters', () => {
  const expression = { name: 'a', value: '.*', type: HeaderType.REGULAR_EXPRESSION };
  const ordered: HttpRouteSpecRulesMatches[] = [
    {},
    { queryParams: [{ name: 'a', value: '.*', type: QueryType.REGULAR_EXPRESSION }] },
    query('a', '1'),
    { headers: [expression] },
    { headers: [expression], ...query('a', '1') },
    header('a', '1'),
    { headers: [expression, { ...expression, name: 'b' }] },
    { headers: [expression], method: Method.GET },
  ];
  const signs = ordered.map((a) =>
    ordered.map((b) => Math.sign(compareSpecificity(httpConditions(a), httpConditions(b)))),
  );
  expect(signs).toEqual(ordered.map((_, i) => ordered.map((_, j) => Math.sign(i - j))));
});

test('two matches with the same conditions have one key, whatever their order and their defaults', () => {
  const headers = [
    { name: 'A', value: '1' },
    { name: 'b', value: '2', type: HeaderType.EXACT },
  ];
  const queryParams = [
    { name: 'q', value: '1' },
    { name: 'r', value: '1' },
  ];
  const key = conditionsKey(httpConditions({ headers, queryParams }));
  expect(
    conditionsKey(
      httpConditions({
        path: { type: PathType.PATH_PREFIX, value: '/' },
        headers: [
          { name: 'B', value: '2' },
          { name: 'a', value: '1' },
        ],
        queryParams: [...queryParams].reverse(),
      }),
    ),
  ).toBe(key);
  for (const other of [
    { headers },
    { queryParams },
    { headers, queryParams, ...prefix('/a') },
    { headers, queryParams, ...exact('/') },
    { headers: [...headers, { name: 'c', value: '3' }], queryParams },
    { headers: queryParams, queryParams: headers },
  ]) {
    expect(conditionsKey(httpConditions(other as HttpRouteSpecRulesMatches))).not.toBe(key);
  }
});
