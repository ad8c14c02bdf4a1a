import { errorsOf, messagesOf } from '../../../support/findings';
import { A, B, HASH, headers, SESSION_HEADER } from '../../fixtures';

const propsOf = (matched: object[], backendRefs = [A], stickiness = SESSION_HEADER) => ({
  http: [{ matches: [{ headers: matched as never }], backendRefs }],
  stickiness,
});
const EXACT = [{ name: 'x-pod', value: '1' }];
const EXPRESSION = [{ name: 'x-pod', type: 'RegularExpression', value: '.+' }];

test.each([
  ['without a type', EXACT],
  ['as Exact', [{ ...EXACT[0], type: 'Exact' }]],
  ['after another header', [...headers(1), ...EXACT]],
])('a match on the value of the session header is an error %s', (_, matched) => {
  const [message, ...others] = messagesOf(propsOf(matched));
  expect(message).toMatchObject({ id: 'match-on-session', property: 'http[0].matches[0].headers' });
  expect(message?.expected).toContain('X-Pod');
  expect(others).toEqual([]);
});

test('an expression for the session header is accepted with one backend, not with several', () => {
  expect(errorsOf(propsOf(EXPRESSION))).toEqual([]);
  expect(errorsOf(propsOf(EXPRESSION, [A, B]))).toEqual(['match-on-session http[0].matches[0].headers']);
});

test('a match on the header of a hash is accepted', () => {
  expect(errorsOf(propsOf([{ name: 'x-user', value: '1' }], [A], HASH))).toEqual([]);
});

test('with several backends 15 header matches leave room for that of the session, 16 do not', () => {
  expect(errorsOf(propsOf(headers(15), [A, B]))).toEqual([]);
  expect(errorsOf(propsOf(headers(16), [A, B]))).toEqual(['no-room-for-session-match http[0].matches[0].headers']);
});

test('16 header matches are accepted with one backend, and with several under a hash', () => {
  expect(errorsOf(propsOf(headers(16)))).toEqual([]);
  expect(errorsOf(propsOf(headers(16), [A, B], HASH))).toEqual([]);
});
