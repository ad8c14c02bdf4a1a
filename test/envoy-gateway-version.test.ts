import { EnvoyGatewayVersion } from '../src';

const { V1_5, V1_6, V1_7, V1_8, V1_9 } = EnvoyGatewayVersion;
const ALL = [V1_5, V1_6, V1_7, V1_8, V1_9];

test('every Envoy Gateway version has its number', () => {
  expect(ALL.map(({ version }) => version)).toEqual(['1.5', '1.6', '1.7', '1.8', '1.9']);
});

test.each([
  { since: '1.5', has: [true, true, true, true, true] },
  { since: '1.6', has: [false, true, true, true, true] },
  { since: '1.9', has: [false, false, false, false, true] },
  { since: '1.10', has: [false, false, false, false, false] },
])('Envoy Gateway versions from $since on have what $since introduced', ({ since, has }) => {
  expect(ALL.map((version) => version._has(since))).toEqual(has);
});

test('the newest Envoy Gateway version has what every other introduced', () => {
  expect(EnvoyGatewayVersion._newest).toBe(V1_9);
  expect(ALL.every(({ version }) => EnvoyGatewayVersion._newest._has(version))).toBe(true);
});

test('a version is recognised, also one of another installed copy of the package', () => {
  expect(EnvoyGatewayVersion._isVersion(EnvoyGatewayVersion.V1_9)).toBe(true);
  for (const value of [undefined, null, '1.9', { version: '1.9' }, { ...EnvoyGatewayVersion.V1_9 }]) {
    expect(EnvoyGatewayVersion._isVersion(value)).toBe(false);
  }
  jest.isolateModules(() => {
    const other = require('../src').EnvoyGatewayVersion;
    expect(other).not.toBe(EnvoyGatewayVersion);
    expect(EnvoyGatewayVersion._isVersion(other.V1_6)).toBe(true);
    expect(EnvoyGatewayVersion._own(other.V1_6)).toBe(EnvoyGatewayVersion.V1_6);
  });
});
