import { releases } from '../../cluster/install/releases';
import { Stickiness } from '../../src';
import type { Field } from '../../src/schema/field';
import { SCHEMA } from '../../src/schema/generated/schema';
import { textOf } from './pages';

const versions = textOf('docs/versions.md');

/** The cells of the row of docs/versions.md that begins with this text. */
function row(start: string): string[] {
  const line = versions.split('\n').find((each) => each.startsWith(`| ${start}`)) ?? '';
  return line.split('|').map((cell) => cell.trim());
}

test.each(releases.map(({ envoyGateway, ...each }) => ({ ...each, number: envoyGateway.slice(1) })))(
  'docs/versions.md has the Envoy and the Gateway API of Envoy Gateway $number',
  ({ number, envoy = 'none', gatewayApi }) => {
    expect(row(number).slice(1, 4)).toEqual([number, envoy, gatewayApi.slice(1)]);
  },
);

test.each([
  ['`headers`', Stickiness.headers(['a'])._plan.since],
  ['`queryParams`', Stickiness.queryParams(['a'])._plan.since],
  ['a hash among several weighted backends', Stickiness.header('a')._plan.weightsSince],
])('docs/versions.md has the first Envoy Gateway with %s', (feature, since) => {
  expect(row(feature).at(-2)).toBe(since);
});

test('the fields by which docs/versions.md tells versions apart are new in these versions', () => {
  const probes = [...versions.matchAll(/kubectl explain backendtrafficpolicy\.spec\.(\S+) +# .*?(1\.\d+) or newer/g)];
  const sinceOf = (path: string) =>
    path
      .split('.')
      .reduce<Field | undefined>((field, name) => field?.fields?.[name], SCHEMA.BackendTrafficPolicy as Field)?.since;
  expect(probes.map(([, path = '']) => sinceOf(path))).toEqual(probes.map(([, , version]) => version));
  expect(probes).toHaveLength(4);
});
