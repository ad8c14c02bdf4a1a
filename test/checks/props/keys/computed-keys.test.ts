import { EnvoyGatewayVersion } from '../../../../src';
import { errorsOf, messagesOf } from '../../../support/findings';
import { A, B, FIRST_OF, HASH, PATH_KEY, SERVER_SESSION } from '../../fixtures';

const COMPUTED = [
  ['path()', PATH_KEY],
  ['firstOf()', FIRST_OF],
] as const;

test.each(COMPUTED)('several backends are an error under %s, even with weight 0', (_, stickiness) => {
  expect(messagesOf({ http: [{ backendRefs: [A, { ...B, weight: 0 }] }], stickiness })).toMatchObject([
    {
      id: 'computed-key-backends',
      property: 'http[0].backendRefs',
      value: '[{"name":"a"},{"name":"b","weight":0}]',
    },
  ]);
});

test.each(COMPUTED)('several backends under %s are one error on an old target', (_, stickiness) => {
  const http = [{ backendRefs: [A, B] }];
  expect(errorsOf({ http, stickiness, target: EnvoyGatewayVersion.V1_8 })).toEqual([
    'computed-key-backends http[0].backendRefs',
  ]);
});

test.each(COMPUTED)('one backend is accepted under %s', (_, stickiness) => {
  expect(errorsOf({ http: [{ backendRefs: [A] }], stickiness })).toEqual([]);
});

test.each([
  ['a header', HASH],
  ['a session, which has filters too', SERVER_SESSION],
])('several backends are accepted under %s', (_, stickiness) => {
  expect(errorsOf({ http: [{ backendRefs: [A, B] }], stickiness })).toEqual([]);
});
