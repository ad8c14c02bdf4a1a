import { join } from 'node:path';
import {
  type Assembly,
  type Docs,
  loadAssemblyFromPath,
  type Parameter,
  type Type,
  type TypeReference,
} from '@jsii/spec';
import { App, Chart } from 'cdk8s';
import * as sticky from '../../src';
import { HTTP, PARENT_REFS } from '../support/chart';
import { KEYWORDS } from './keywords';

const assembly: Assembly = loadAssemblyFromPath(join(__dirname, '../..'));
const ALL = Object.values(assembly.types ?? {});

/** The types that are not generated from the CRDs. */
const OWN = ALL.filter(({ namespace }) => namespace === undefined);

interface Named {
  readonly name: string;
  readonly docs?: Docs;
  readonly type?: TypeReference;
  readonly parameters?: readonly Parameter[];
}

/** A type, and each of its methods, properties, parameters and enum members, as `Type.member.parameter`. */
function named(type: Type): Named[] {
  const own = type as Type & { [key in 'methods' | 'properties' | 'members']?: Named[] } & { initializer?: Named };
  const members = [...(own.methods ?? []), ...(own.properties ?? []), ...(own.members ?? [])];
  const initializer = own.initializer
    ? [{ ...own.initializer, name: 'constructor', docs: { summary: 'Creates it.' } }]
    : [];
  return [
    { name: type.name, ...(type.docs && { docs: type.docs }) },
    ...[...members, ...initializer].flatMap((member) => [
      { ...member, name: `${type.name}.${member.name}` },
      ...(member.parameters ?? []).map((parameter) => ({
        ...parameter,
        name: `${type.name}.${member.name}.${parameter.name}`,
      })),
    ]),
  ];
}

const namesWhere = (types: readonly Type[], matches: (each: Named) => boolean) =>
  types
    .flatMap(named)
    .filter(matches)
    .map(({ name }) => name);

const typeHas =
  (kind: string) =>
  ({ type }: Named) =>
    JSON.stringify(type ?? {}).includes(`"${kind}"`);

const lastName = (name: string) => name.slice(name.lastIndexOf('.') + 1);

test('every type, member and parameter of the package has a description', () => {
  expect(namesWhere(OWN, ({ docs }) => !docs?.summary)).toEqual([]);
});

test('every description begins with a whole sentence, as jsii cuts summaries at semicolons', () => {
  expect(namesWhere(OWN, ({ docs }) => /;$/.test(docs?.summary ?? ''))).toEqual([]);
});

test('every class has a member of its instances, without which Go takes any value for one', () => {
  const shapeless = OWN.filter((type) => type.kind === 'class' && !type.abstract && !type.base).filter(
    (type) => !namesOfInstances(type).length,
  );
  expect(shapeless.map(({ name }) => name)).toEqual([]);
});

function namesOfInstances(type: Type): string[] {
  const { methods = [], properties = [] } = type as { methods?: Member[]; properties?: Member[] };
  return [...methods, ...properties].filter((member) => !member.static).map(({ name }) => name);
}

interface Member {
  readonly name: string;
  readonly static?: boolean;
}

test('no name of the package is a keyword of Python, Java or Go', () => {
  expect(namesWhere(OWN, ({ name }) => KEYWORDS.has(lastName(name)))).toEqual([]);
});

test('the imported classes have four keywords: from and global end in "_" in Python, range and type are capital in Go', () => {
  const keywords = namesWhere(ALL, ({ name }) => KEYWORDS.has(lastName(name))).map(lastName);
  expect([...new Set(keywords)].sort()).toEqual(['from', 'global', 'range', 'type']);
});

test('the order of a map never has a meaning', () => {
  // Policies follow the rules (test/input/route-input.test.ts), annotations are read by name, and cdk8s sorts the keys of objects.
  expect(namesWhere(ALL, typeHas('map'))).toEqual([
    'CookieOptions.attributes',
    'Stickiness.fromNginxAnnotations.annotations',
    'StickyGatewayRouteProps.ruleStickiness',
    'BackendTrafficPolicySpecLoadBalancerConsistentHashCookie.attributes',
    'BackendTrafficPolicySpecTargetSelectors.matchLabels',
    'BackendTrafficPolicySpecTargetSelectorsNamespacesSelector.matchLabels',
    'BackendTrafficPolicySpecTelemetryTracing.customTags',
    'BackendTrafficPolicySpecTelemetryTracing.tags',
  ]);
});

test('nothing takes a union: those of the imported classes are made by fromNumber and fromString', () => {
  expect(namesWhere(OWN, typeHas('union'))).toEqual([]);
  const unions = namesWhere(ALL, typeHas('union')).map((name) => name.split('.'));
  expect(unions.length).toBeGreaterThan(0);
  for (const [type, member] of unions) {
    expect(member).toBe('value');
    expect(namesWhere(ALL, ({ name }) => name === `${type}.fromNumber` || name === `${type}.fromString`)).toHaveLength(
      2,
    );
  }
});

test('only JSON is of any type', () => {
  expect(namesWhere(ALL, typeHas('any'))).toEqual([
    'ApplicationAdvancedSettings.fromJson.json',
    'ContainerAdvancedSettings.fromJson.json',
    'HelmChartAdvancedSettings.fromJson.json',
    'BackendTrafficPolicySpecCompression.brotli',
    'BackendTrafficPolicySpecCompression.gzip',
    'BackendTrafficPolicySpecCompression.zstd',
    'BackendTrafficPolicySpecCompressor.brotli',
    'BackendTrafficPolicySpecCompressor.gzip',
    'BackendTrafficPolicySpecCompressor.zstd',
    'BackendTrafficPolicySpecLoadBalancerDynamicModule.config',
  ]);
});

describe('objects can cross to another language, where jsii adds a symbol to each', () => {
  const { Stickiness, StickyGatewayRoute, StickyPolicy } = sticky;
  const chart = new Chart(new App(), 'chart');
  const targetRefs = [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: 'web' }];
  const INSTANCES: Readonly<Record<string, object>> = {
    ApplicationAdvancedSettings: new sticky.ApplicationAdvancedSettings(),
    ContainerAdvancedSettings: new sticky.ContainerAdvancedSettings(),
    EnvoyGatewayVersion: sticky.EnvoyGatewayVersion.V1_9,
    HelmChartAdvancedSettings: new sticky.HelmChartAdvancedSettings(),
    Stickiness: Stickiness.cookie(),
    StickyGatewayRoute: new StickyGatewayRoute(chart, 'route', { parentRefs: PARENT_REFS, http: HTTP }),
    StickyPolicy: new StickyPolicy(chart, 'policy', { targetRefs, stickiness: Stickiness.cookie() }),
  };

  test.each(Object.entries(INSTANCES))('%s is not frozen', (_, instance) => {
    expect(Object.isExtensible(instance)).toBe(true);
  });

  test('every class of the package is in this table', () => {
    const classes = OWN.filter((type) => type.kind === 'class' && !type.abstract);
    expect(Object.keys(INSTANCES)).toEqual(classes.map(({ name }) => name).sort());
  });
});
