import { errorsOf, messagesOf } from '../../../support/findings';
import { A, HASH, NONE, SERVER_SESSION, SESSION_COOKIE } from '../../fixtures';

const RULES = [{ name: 'a', backendRefs: [A], sessionPersistence: { sessionName: 'a' } }];

describe.each([
  ['a hash', HASH],
  ['a session', SERVER_SESSION],
])('session persistence of the Gateway API is an error beside %s', (_, stickiness) => {
  test('of all HTTP rules', () => {
    expect(errorsOf({ http: RULES, stickiness })).toEqual(['session-persistence http[0].sessionPersistence']);
  });

  test('of a single rule', () => {
    expect(errorsOf({ http: RULES, stickiness: NONE, ruleStickiness: { a: stickiness } })).toEqual([
      'session-persistence http[0].sessionPersistence',
    ]);
  });

  test('of gRPC rules', () => {
    expect(errorsOf({ http: undefined, grpc: RULES, stickiness })).toEqual([
      'session-persistence grpc[0].sessionPersistence',
    ]);
  });
});

test('the remedy for session persistence is to remove it, whatever keeps sessions', () => {
  expect(messagesOf({ http: RULES, stickiness: SESSION_COOKIE })).toMatchObject([
    { id: 'session-persistence', remedy: expect.stringMatching(/^remove it/) },
  ]);
  expect(errorsOf({ http: [{ backendRefs: [A] }], stickiness: SESSION_COOKIE })).toEqual([]);
});

test('session persistence of the Gateway API is accepted with none()', () => {
  expect(errorsOf({ http: RULES, stickiness: NONE })).toEqual([]);
  expect(errorsOf({ http: RULES, ruleStickiness: { a: NONE } })).toEqual([]);
});
