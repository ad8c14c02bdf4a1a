import { errorsOf, messagesOf } from '../../../support/findings';
import { A, B, headers, NONE, SERVER_SESSION, SESSION_COOKIE, SESSION_HEADER } from '../../fixtures';

const QUERY = { queryParams: [{ name: 'a', value: '1' }] };
const OTHER_NONE = { other: NONE };

/** A rule that keeps sessions of several backends, and another one that comes before it for some requests. */
const rulesOf = (matches: object[], backendRefs: object[]) => [
  { backendRefs: [A, B] },
  { name: 'other', matches: matches as never, backendRefs: backendRefs as never },
];

test.each([
  ['without stickiness', NONE],
  ['with a session that the server names', SERVER_SESSION],
])('several backends are an error in a copied rule %s', (_, stickiness) => {
  const props = { http: rulesOf([QUERY], [B, A]), stickiness: SESSION_HEADER, ruleStickiness: { other: stickiness } };
  expect(messagesOf(props)).toMatchObject([
    { id: 'copy-of-weights', property: 'http[1].backendRefs', value: '["b","a"]' },
  ]);
});

test.each([
  ['has one backend', rulesOf([QUERY], [B]), OTHER_NONE],
  ['keeps the same sessions', rulesOf([QUERY], [B, A]), undefined],
  ['is for another path', rulesOf([{ ...QUERY, path: { value: '/a' } }], [B, A]), OTHER_NONE],
  ['has more header matches', rulesOf([{ headers: headers(2) }], [B, A]), OTHER_NONE],
])('a rule beside one that keeps sessions is accepted if it %s', (_, http, ruleStickiness) => {
  expect(errorsOf({ http, stickiness: SESSION_HEADER, ruleStickiness })).toEqual([]);
});

test('several backends are an error in a rule that keeps other sessions, and comes before one that keeps sessions', () => {
  const http = [{ name: 'first', matches: [QUERY], backendRefs: [B, A] }, { backendRefs: [A, B] }];
  const errors = (ruleStickiness: object) =>
    errorsOf({ http, stickiness: SESSION_HEADER, ruleStickiness: ruleStickiness as never });
  expect(errors({ first: SESSION_COOKIE })).toEqual(['copy-of-weights http[0].backendRefs']);
  expect(errors({ first: SESSION_HEADER })).toEqual([]);
});

test('several backends are an error in a copied gRPC rule', () => {
  const propsOf = (headers: object[]) => ({
    http: undefined,
    grpc: rulesOf([{ headers }], [B, A]),
    stickiness: SESSION_HEADER,
    ruleStickiness: OTHER_NONE,
  });
  expect(errorsOf(propsOf([{ name: 'a', value: 'a' }]))).toEqual([]);
  expect(errorsOf(propsOf([{ name: 'a', type: 'RegularExpression', value: 'a' }]))).toEqual([
    'copy-of-weights grpc[1].backendRefs',
  ]);
});

describe('a copied rule has one more header match, so', () => {
  const expressions = (count: number) => headers(count).map((each) => ({ ...each, type: 'RegularExpression' }));
  const errors = (ofSessions: object[], ofCopy: object[]) =>
    errorsOf({
      http: [
        { matches: [{ headers: ofSessions as never }], backendRefs: [A, B] },
        { name: 'other', matches: [{ headers: ofCopy as never }], backendRefs: [A] },
      ],
      stickiness: SESSION_HEADER,
      ruleStickiness: OTHER_NONE,
    });

  test('a match on the header of the session is an error, and one on another header is not', () => {
    expect(errors([], [{ name: 'x-pod', type: 'RegularExpression', value: '.+' }])).toEqual([
      'no-room-in-copy http[1].matches',
    ]);
    expect(errors([], [{ name: 'x-pods', type: 'RegularExpression', value: '.+' }])).toEqual([]);
  });

  test('15 header matches leave room, 16 do not', () => {
    expect(errors(expressions(14), expressions(15))).toEqual([]);
    expect(errors(expressions(15), expressions(16))).toEqual(['no-room-in-copy http[1].matches']);
  });
});

test('the copies of a rule for two kinds of sessions have 64 matches, not 66', () => {
  const found = (count: number) => {
    const matches = Array.from({ length: count }, (_, i) => ({ queryParams: [{ name: 'a', value: String(i) }] }));
    const http = [
      { name: 'other', matches, backendRefs: [A] },
      { name: 'cookies', matches: [{ queryParams: [{ name: 'b', value: '1' }] }], backendRefs: [A, B] },
      { backendRefs: [A, B] },
    ];
    return errorsOf({ http, stickiness: SESSION_HEADER, ruleStickiness: { other: NONE, cookies: SESSION_COOKIE } });
  };
  // One of the two kinds of sessions comes before the other, which is an error of its own.
  expect(found(32)).toEqual(['copy-of-weights http[1].backendRefs']);
  expect(found(33)).toEqual(['sessions-route-too-large http[0].matches', 'copy-of-weights http[1].backendRefs']);
});
