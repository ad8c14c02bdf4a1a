import { Stickiness } from '../../../src';
import { GRPC, HTTP } from '../../support/chart';
import { errorsOf } from '../../support/findings';
import { testRuleLimits } from '../../support/limits';

const backendRef = HTTP[0]?.backendRefs[0];
const redirect = { type: 'RequestRedirect', requestRedirect: {} };
const mirror = { type: 'RequestMirror', requestMirror: { backendRef } };
const authentication = { type: 'ExternalAuth', externalAuth: { protocol: 'HTTP', http: {}, backendRef } };
const ofExpression = (value: string) => ({ type: 'RegularExpression', value });
const matching = (match: object) => ({ matches: [match] });
const rewriting = (urlRewrite: object) => ({ filters: [{ type: 'URLRewrite', urlRewrite }] });
const redirecting = (hostname: string) => ({
  backendRefs: [],
  filters: [{ type: 'RequestRedirect', requestRedirect: { hostname } }],
});
const rewritingPrefix = (replacePrefixMatch: string) => ({
  ...matching({ path: { value: '/other' } }),
  ...rewriting({ path: { type: 'ReplacePrefixMatch', replacePrefixMatch } }),
});

/** Places of a rule that may change headers, each with a rule that does. */
const MODIFIERS = {
  'filters[0].requestHeaderModifier': (modifier: object) => ({
    filters: [{ type: 'RequestHeaderModifier', requestHeaderModifier: modifier }],
  }),
  'filters[0].responseHeaderModifier': (modifier: object) => ({
    filters: [{ type: 'ResponseHeaderModifier', responseHeaderModifier: modifier }],
  }),
  'backendRefs[0].filters[0].requestHeaderModifier': (modifier: object) => ({
    backendRefs: [{ ...backendRef, filters: [{ type: 'RequestHeaderModifier', requestHeaderModifier: modifier }] }],
  }),
  'backendRefs[0].filters[0].responseHeaderModifier': (modifier: object) => ({
    backendRefs: [{ ...backendRef, filters: [{ type: 'ResponseHeaderModifier', responseHeaderModifier: modifier }] }],
  }),
};

testRuleLimits([
  ...Object.entries(MODIFIERS).flatMap(([place, modifier]) => [
    [
      `${place}.remove[0]`,
      [modifier({ remove: ['x-a'] })],
      ['', 'a/b', ':path', 'HOST'].map((name) => modifier({ remove: [name] })),
    ] as const,
    [
      place,
      [modifier({}), modifier({ remove: [], set: [{ name: 'x-a', value: 'x' }] })],
      [modifier({ remove: [] }), modifier({ set: [] }), modifier({ add: [] })],
    ] as const,
    ...['set', 'add'].map(
      (list) =>
        [
          `${place}.${list}[0].name`,
          [modifier({ [list]: [{ name: 'Hosts', value: 'x' }] })],
          [modifier({ [list]: [{ name: 'Host', value: 'x' }] })],
        ] as const,
    ),
    ...['set', 'add'].map(
      (list) =>
        [
          `${place}.${list}[0].value`,
          [modifier({ [list]: [{ name: 'x-a', value: '100%%' }] })],
          [modifier({ [list]: [{ name: 'x-a', value: '100%' }] })],
        ] as const,
    ),
  ]),
  ['filters[0].type', [{ filters: [mirror] }], [{ filters: [authentication] }]],
  [
    'filters[0].urlRewrite.hostname',
    [rewriting({ hostname: '10.0.0.1.example.com' })],
    [rewriting({ hostname: '10.0.0.1' })],
  ],
  ['filters[0].requestRedirect.hostname', [redirecting('10.0.0.1.example.com')], [redirecting('10.0.0.1')]],
  [
    'filters[0].urlRewrite.path.replaceFullPath',
    ['/', '/a%20b'].map((replaceFullPath) => rewriting({ path: { type: 'ReplaceFullPath', replaceFullPath } })),
    ['', 'a', 'a/', '/a b', '/ä'].map((replaceFullPath) =>
      rewriting({ path: { type: 'ReplaceFullPath', replaceFullPath } }),
    ),
  ],
  [
    'filters[0].urlRewrite.path.replacePrefixMatch',
    ['', '/', '/a'].map(rewritingPrefix),
    ['a', 'a/', '/a b', '/ä'].map(rewritingPrefix),
  ],
  [
    'filters',
    [{ backendRefs: [], filters: [redirect] }, { filters: [mirror] }],
    [{ backendRefs: [], filters: [redirect, mirror] }],
  ],
  [
    'matches[0].path',
    ['/a(b|c)*', '(?i)/a', '(?P<a>b)'].map((value) => matching({ path: ofExpression(value) })),
    ['(', '(?=a)', '(?<!a)b', '(a)\\1', '*'].map((value) => matching({ path: ofExpression(value) })),
  ],
  ...['headers', 'queryParams'].map(
    (list) =>
      [
        `matches[0].${list}[0]`,
        [
          matching({ [list]: [{ name: 'a', ...ofExpression('b+') }] }),
          matching({ [list]: [{ name: 'a', value: '(' }] }),
        ],
        [matching({ [list]: [{ name: 'a', ...ofExpression('(') }] })],
      ] as const,
  ),
  ['retry.backoff', [{ retry: { backoff: '1ms' } }], [{ retry: { backoff: '0s' } }]],
]);

const grpcMatch = (method: object) => ({
  stickiness: Stickiness.none(),
  http: undefined,
  grpc: [{ ...GRPC[0], matches: [{ method: method as never }] }],
});

test.each([
  { type: 'RegularExpression', service: 'a.*' },
  { type: 'RegularExpression', service: 'a.*', method: 'a|b' },
  { type: 'RegularExpression', method: 'a|b' },
])('the method of a gRPC match may have the regular expressions %j', (method) => {
  expect(errorsOf(grpcMatch(method))).toEqual([]);
});

test.each([
  { type: 'RegularExpression', service: '(' },
  { type: 'RegularExpression', service: '(', method: 'a' },
  { type: 'RegularExpression', method: 'a(?!b)' },
])('the method of a gRPC match may not have %j, which RE2 does not read', (method) => {
  expect(errorsOf(grpcMatch(method))).toEqual(['envoy-limit grpc[0].matches[0].method']);
});
