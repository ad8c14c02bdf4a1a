import { problemsOf } from '../../support/chart';

const backendRefs = [{ name: 'api', port: 80 }];
const modifier = (requestHeaderModifier: object) => ({
  filters: [{ type: 'RequestHeaderModifier', requestHeaderModifier }],
});
const redirect = { type: 'RequestRedirect', requestRedirect: {} };
const authentication = { protocol: 'HTTP', http: {}, backendRef: backendRefs[0] };
const matching = (value: string) => ({ matches: [{ path: { type: 'RegularExpression', value } }] });
const rewriting = (path: object) => ({ filters: [{ type: 'URLRewrite', urlRewrite: { path } }] });
const rewritingPrefix = (replacePrefixMatch: string) => ({
  matches: [{ path: { value: '/other' } }],
  ...rewriting({ type: 'ReplacePrefixMatch', replacePrefixMatch }),
});

const ofRules: [property: string, good: object[], bad: object[]][] = [
  [
    'filters[0].requestHeaderModifier.remove[0]',
    [modifier({ remove: ['x-a'] })],
    [
      modifier({ remove: [''] }),
      modifier({ remove: ['a/b'] }),
      modifier({ remove: [':path'] }),
      modifier({ remove: ['HOST'] }),
    ],
  ],
  ['filters[0].requestHeaderModifier', [modifier({})], [modifier({ remove: [] })]],
  [
    'filters[0].requestHeaderModifier.add[0].name',
    [modifier({ add: [{ name: 'Hosts', value: 'x' }] })],
    [modifier({ add: [{ name: 'Host', value: 'x' }] })],
  ],
  ['filters[0].type', [], [{ filters: [{ type: 'ExternalAuth', externalAuth: authentication }] }]],
  [
    'filters[0].urlRewrite.hostname',
    [{ filters: [{ type: 'URLRewrite', urlRewrite: { hostname: '10.0.0.1.example.com' } }] }],
    [{ filters: [{ type: 'URLRewrite', urlRewrite: { hostname: '10.0.0.1' } }] }],
  ],
  [
    'filters[0].urlRewrite.path.replaceFullPath',
    [rewriting({ type: 'ReplaceFullPath', replaceFullPath: '/a%20b' })],
    ['', 'a', '/a b', '/ä'].map((replaceFullPath) => rewriting({ type: 'ReplaceFullPath', replaceFullPath })),
  ],
  [
    'filters[0].urlRewrite.path.replacePrefixMatch',
    ['', '/a'].map(rewritingPrefix),
    ['a', '/a b', '/ä'].map(rewritingPrefix),
  ],
  [
    'filters',
    [{ backendRefs: [], filters: [redirect] }],
    [
      {
        backendRefs: [],
        filters: [redirect, { type: 'RequestMirror', requestMirror: { backendRef: backendRefs[0] } }],
      },
    ],
  ],
  [
    'matches[0].path',
    ['/a(b|c)*', '(?i)/a', '(?P<a>b)'].map(matching),
    ['(', '(?=a)', '(?<!a)b', '(a)\\1', '*'].map(matching),
  ],
];

test.each(ofRules)('%s of a rule is checked beyond what the CRD says', (path, good, bad) => {
  const problems = (rule: object) =>
    problemsOf({ http: [{ backendRefs, ...rule }] }).map((problem) => problem.split(': got ')[0]);
  for (const rule of good) expect(problems(rule)).toEqual([]);
  for (const rule of bad) expect(problems(rule)).toEqual([`http[0].${path}`]);
});

test('a gRPC method that is a regular expression has to be one', () => {
  const problems = (method: object) =>
    problemsOf({
      http: undefined,
      grpc: [{ backendRefs, matches: [{ method: { type: 'RegularExpression', ...method } as never }] }],
    });
  expect(problems({ service: 'a.*' })).toEqual([]);
  expect(problems({ service: '(', method: 'a' })).toEqual([
    expect.stringMatching(/^grpc\[0\]\.matches\[0\]\.method: .* of RE2 as service; /),
  ]);
  expect(problems({ method: 'a(?!b)' })).toEqual([expect.stringContaining(' of RE2 as method; ')]);
});

test('a retry has to wait', () => {
  expect(problemsOf({ http: [{ backendRefs, retry: { backoff: '1ms' } }] })).toEqual([]);
  expect(problemsOf({ http: [{ backendRefs, retry: { backoff: '0s' } }] })).toEqual([
    'http[0].retry.backoff: got "0s"; allowed: more than 0s; remedy: write "25ms" or more, or remove it.',
  ]);
});
