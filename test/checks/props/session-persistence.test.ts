import { errorsOf } from '../../support/findings';
import { A, HASH, NONE, SERVER_SESSION } from '../fixtures';

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

test('session persistence of the Gateway API is accepted with none()', () => {
  expect(errorsOf({ http: RULES, stickiness: NONE })).toEqual([]);
  expect(errorsOf({ http: RULES, ruleStickiness: { a: NONE } })).toEqual([]);
});
