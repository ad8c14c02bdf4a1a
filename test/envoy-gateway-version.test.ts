import { EnvoyGatewayVersion } from '../src';

const { V1_5, V1_6, V1_7, V1_8, V1_9 } = EnvoyGatewayVersion;

test('a version says its number', () => {
  expect([V1_5, V1_6, V1_7, V1_8, V1_9].map(({ version }) => version)).toEqual(['1.5', '1.6', '1.7', '1.8', '1.9']);
});

test.each([
  { since: '1.5', has: [true, true, true, true, true] },
  { since: '1.6', has: [false, true, true, true, true] },
  { since: '1.9', has: [false, false, false, false, true] },
  { since: '1.10', has: [false, false, false, false, false] },
])('versions from $since on have what it brought', ({ since, has }) => {
  expect([V1_5, V1_6, V1_7, V1_8, V1_9].map((version) => version._has(since))).toEqual(has);
});
