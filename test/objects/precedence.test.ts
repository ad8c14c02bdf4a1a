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
import { areRivals, areTied, compareSpecificity, grpcConditions, httpConditions } from '../../src/objects/precedence';

const exact = (value: string) => ({ path: { type: PathType.EXACT, value } });
const prefix = (value: string) => ({ path: { type: PathType.PATH_PREFIX, value } });
const pattern = (value: string) => ({ path: { type: PathType.REGULAR_EXPRESSION, value } });
const header = (name: string, value: string, type?: HeaderType) => ({ headers: [{ name, value, type }] });
const query = (name: string, value: string) => ({ queryParams: [{ name, value }] });

const HTTP: [string, HttpRouteSpecRulesMatches, HttpRouteSpecRulesMatches, boolean][] = [
  ['equal matches are tied', prefix('/a'), prefix('/a'), true],
  ['defaults count: no path is the prefix /', {}, prefix('/'), true],
  ['a path without type is a prefix', { path: { value: '/a' } }, prefix('/a'), true],
  ['a path without value is /', { path: { type: PathType.PATH_PREFIX } }, {}, true],
  ['other paths are not', prefix('/a'), prefix('/b'), false],
  ['an exact path goes before a prefix', exact('/a'), prefix('/a'), false],
  ['equal patterns are tied', pattern('/a.*'), pattern('/a.*'), true],
  ['a method goes before none', { method: Method.GET }, {}, false],
  ['other methods exclude each other', { method: Method.GET }, { method: Method.POST }, false],
  ['equal methods are tied', { method: Method.GET }, { method: Method.GET }, true],
  ['a header goes before none', header('a', '1'), {}, false],
  ['other values of a header exclude each other', header('a', '1'), header('a', '2'), false],
  ['header names have no case', header('A', '1'), header('a', '1'), true],
  ['and so do not hide that values exclude each other', header('A', '1'), header('a', '2'), false],
  ['a request can have two headers', header('a', '1'), header('b', '1'), true],
  ['an exact value goes before a pattern', header('a', '1'), header('a', '1', HeaderType.REGULAR_EXPRESSION), false],
  ['no type of a header means exact', header('a', '1'), header('a', '1', HeaderType.EXACT), true],
  [
    'one other value among several is enough',
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
    'a value and a pattern of one header do not exclude each other',
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
  ['a query parameter goes before none', query('a', '1'), {}, false],
  ['other values of a parameter exclude each other', query('a', '1'), query('a', '2'), false],
  ['parameter names have case', query('A', '1'), query('a', '2'), true],
  ['a header goes before a parameter', header('a', '1'), query('a', '1'), false],
];

test.each(HTTP)('HTTP: %s', (_, a, b, expected) => {
  expect(areTied(httpConditions(a), httpConditions(b))).toBe(expected);
  expect(areTied(httpConditions(b), httpConditions(a))).toBe(expected);
});

const REGULAR = GrpcMethodType.REGULAR_EXPRESSION;
const GRPC: [string, GrpcRouteSpecRulesMatches, GrpcRouteSpecRulesMatches, boolean][] = [
  ['no method is every method', {}, {}, true],
  [
    'equal methods are tied',
    { method: { service: 'a', method: 'b' } },
    { method: { service: 'a', method: 'b' } },
    true,
  ],
  ['no type is exact', { method: { service: 'a' } }, { method: { type: GrpcMethodType.EXACT, service: 'a' } }, true],
  ['a service goes before all', { method: { service: 'a' } }, {}, false],
  [
    'a method of a service goes before the service',
    { method: { service: 'a', method: 'b' } },
    { method: { service: 'a' } },
    false,
  ],
  [
    'other methods of a service are not tied',
    { method: { service: 'a', method: 'b' } },
    { method: { service: 'a', method: 'c' } },
    false,
  ],
  [
    'names of metadata keys have no case',
    { headers: [{ name: 'A', value: '1' }] },
    { headers: [{ name: 'a', value: '2' }] },
    false,
  ],
  ['a method of any service is no service', { method: { method: 'a' } }, { method: { service: 'a' } }, false],
  ['equal methods of any service are tied', { method: { method: 'a' } }, { method: { method: 'a' } }, true],
  ['other methods of any service exclude each other', { method: { method: 'a' } }, { method: { method: 'b' } }, false],
  ['a method of any service goes before none', { method: { method: 'a' } }, {}, false],
  [
    'a method of any service is as much as an expression for metadata',
    { method: { method: 'a' } },
    { headers: [{ name: 'a', value: '1', type: GrpcHeaderType.REGULAR_EXPRESSION }] },
    true,
  ],
  ['other services are not tied', { method: { service: 'a' } }, { method: { service: 'b' } }, false],
  ['exact goes before a pattern', { method: { service: 'a' } }, { method: { type: REGULAR, service: 'a' } }, false],
  ['a metadata key goes before none', { headers: [{ name: 'a', value: '1' }] }, {}, false],
  [
    'other values of a key exclude each other',
    { headers: [{ name: 'a', value: '1' }] },
    { headers: [{ name: 'a', value: '2', type: GrpcHeaderType.EXACT }] },
    false,
  ],
];

test.each(GRPC)('gRPC: %s', (_, a, b, expected) => {
  expect(areTied(grpcConditions(a), grpcConditions(b))).toBe(expected);
  expect(areTied(grpcConditions(b), grpcConditions(a))).toBe(expected);
});

const RIVALS: [string, HttpRouteSpecRulesMatches, HttpRouteSpecRulesMatches, boolean][] = [
  ['equal paths are', prefix('/a'), prefix('/a'), true],
  [
    'whatever is asked besides',
    { ...prefix('/a'), ...header('a', '1') },
    { ...prefix('/a'), ...query('a', '1') },
    true,
  ],
  ['other paths are not', prefix('/a'), prefix('/b'), false],
  ['other types of a path are not', exact('/a'), prefix('/a'), false],
  ['expressions of one length are, as both may match', pattern('/[ab]'), pattern('/a|/b'), true],
  ['a longer expression goes before a shorter one', pattern('/[ab]'), pattern('/[abc]'), false],
  ['other values of a header are not', header('a', '1'), header('a', '2'), false],
  ['other values of a parameter are not', query('a', '1'), query('a', '2'), false],
  ['other methods are not', { method: Method.GET }, { method: Method.POST }, false],
  [
    'two expressions for a header are, as both may match',
    header('a', '1.*', HeaderType.REGULAR_EXPRESSION),
    header('a', '.*2', HeaderType.REGULAR_EXPRESSION),
    true,
  ],
  [
    'two expressions for a parameter are, too',
    { queryParams: [{ name: 'a', value: '1.*', type: QueryType.REGULAR_EXPRESSION }] },
    { queryParams: [{ name: 'a', value: '.*2', type: QueryType.REGULAR_EXPRESSION }] },
    true,
  ],
];

test.each(RIVALS)('rivals: %s', (_, a, b, expected) => {
  expect(areRivals(httpConditions(a), httpConditions(b))).toBe(expected);
  expect(areRivals(httpConditions(b), httpConditions(a))).toBe(expected);
});

test('expressions for gRPC methods are rivals by the length that Envoy Gateway gives them', () => {
  const ofMethod = (service?: string, method?: string) =>
    grpcConditions({ method: { type: REGULAR, service, method } });
  const anyMethod = '[A-Za-z_][A-Za-z_0-9]*';
  expect(areRivals(ofMethod('a'), ofMethod('b', 'x'.repeat(anyMethod.length)))).toBe(true);
  expect(areRivals(ofMethod('a'), ofMethod('b', '.'))).toBe(false);
  expect(areRivals(ofMethod(undefined, 'a'), ofMethod(undefined, 'b'))).toBe(true);
  expect(areRivals(ofMethod(undefined, 'a'), ofMethod('b', 'a'))).toBe(false);
});

test('specificity is that of headers, then of parameters, each by number and then by exact ones', () => {
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
