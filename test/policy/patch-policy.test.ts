import * as fc from 'fast-check';
import { patchPolicyParts } from '../../src/policy/patch-policy';
import type { RoutePatch } from '../../src/stickiness/stickiness-parts';

const PATCH = { path: '/metadata', value: { a: 1 } };
const OTHER = { path: '/metadata', value: { a: 2 } };
const LISTENER = [{ name: 'public', namespace: 'gateways', sectionName: 'https' }];

/** A route whose rules have these patches; a rule's name says which. */
const route = (name: string, ...patches: (RoutePatch | undefined)[]) => ({
  kind: 'HTTPRoute',
  name,
  rules: patches.map((patch) => ({ name: JSON.stringify(patch) })),
});
const patchOf = ({ name }: { readonly name?: string }) => (name === undefined ? undefined : JSON.parse(name));
const parts = (routes: ReturnType<typeof route>[], parentRefs: Parameters<typeof patchPolicyParts>[0] = LISTENER) =>
  patchPolicyParts(parentRefs, routes, 'shop', patchOf);
const operations = (routes: ReturnType<typeof route>[]) =>
  parts(routes).flatMap(({ spec }) => spec.jsonPatches?.map(({ operation }) => operation) ?? []);

/** How regular expressions for `match()` are taken: by RFC 9535, and by Envoy Gateway, which adds no parentheses. */
const READERS = {
  'as the standard says': (expression: string) => new RegExp(`^(?:${expression})$`),
  'as Envoy Gateway does': (expression: string) => new RegExp(`^${expression}$`),
};

/** The names whose routes in Envoy an operation selects. */
function selected(jsonPath: string | undefined, names: readonly string[], read: (text: string) => RegExp): string[] {
  const [, expression] =
    /^\$\.virtual_hosts\[\*\]\.routes\[\?match\(@\.name, '([^']+)'\)\]$/.exec(jsonPath ?? '') ?? [];
  return expression === undefined ? [] : names.filter((name) => read(expression).test(name));
}

const inEnvoy = (name: string, rule: number) => `httproute/shop/${name}/rule/${rule}/match/0/a_example_com`;

describe.each(Object.entries(READERS))('the routes in Envoy, read %s', (_, read) => {
  test.each([
    'httproute/shop/a/rule/0/match/0/*',
    'httproute/shop/a/rule/0/match/12/a_example_com',
    'httproute/shop/a/rule/0/match/-1/a_example_com',
  ])('are those of the rule: %s', (name) => {
    expect(selected(operations([route('a', PATCH)])[0]?.jsonPath, [name], read)).toEqual([name]);
  });

  test.each([
    ['another route', 'httproute/shop/b/rule/0/match/0/*'],
    ['a route whose name begins with it', 'httproute/shop/a-b/rule/0/match/0/*'],
    ['a part of a split route', 'httproute/shop/a-1/rule/0/match/0/*'],
    ['a route whose name ends with it', 'httproute/shop/b-a/rule/0/match/0/*'],
    ['another namespace', 'httproute/desk/a/rule/0/match/0/*'],
    ['a namespace whose name ends with it', 'httproute/my-shop/a/rule/0/match/0/*'],
    ['another kind', 'grpcroute/shop/a/rule/0/match/0/*'],
    ['a name with something before it', 'x/httproute/shop/a/rule/0/match/0/*'],
    ['another rule', 'httproute/shop/a/rule/1/match/0/*'],
    ['a rule whose number begins with it', 'httproute/shop/a/rule/01/match/0/*'],
  ])('are not those of %s', (_, name) => {
    expect(selected(operations([route('a', PATCH)])[0]?.jsonPath, [name], read)).toEqual([]);
    expect(
      selected(
        operations([route('x', PATCH), route('a', PATCH, undefined), route('y', PATCH)])[0]?.jsonPath,
        [name],
        read,
      ),
    ).toEqual([]);
  });

  test('are found whatever dots are in a name, which stand for themselves', () => {
    const names = [inEnvoy('a.b.c', 0), inEnvoy('a-b.c', 0), inEnvoy('a.bxc', 0)];
    expect(selected(operations([route('a.b.c', PATCH)])[0]?.jsonPath, names, read)).toEqual([inEnvoy('a.b.c', 0)]);
  });

  test('are those of the patched rules alone, whatever the routes', () => {
    const name = fc.stringMatching(/^[a1](([-.a1]{0,3})[a1])?$/);
    const routes = fc.uniqueArray(fc.record({ name, patched: fc.array(fc.boolean(), { maxLength: 16 }) }), {
      selector: ({ name }) => name,
    });
    fc.assert(
      fc.property(routes, (routes) => {
        const rules = routes.flatMap(({ name, patched }) =>
          patched.map((is, i) => ({ is, inEnvoy: inEnvoy(name, i) })),
        );
        const [operation] = operations(
          routes.map(({ name, patched }) => route(name, ...patched.map((is) => (is ? PATCH : undefined)))),
        );
        const names = rules.map(({ inEnvoy }) => inEnvoy);
        expect(selected(operation?.jsonPath, names, read)).toEqual(
          rules.filter(({ is }) => is).map(({ inEnvoy }) => inEnvoy),
        );
      }),
    );
  });

  test('have each their own patch', () => {
    const [one, two, ...others] = operations([route('a', PATCH, OTHER, undefined), route('b', OTHER, PATCH)]);
    const names = ['a', 'b'].flatMap((name) => [0, 1, 2].map((rule) => inEnvoy(name, rule)));
    expect(others).toEqual([]);
    expect(one).toMatchObject({ op: 'add', ...PATCH });
    expect(selected(one?.jsonPath, names, read)).toEqual([inEnvoy('a', 0), inEnvoy('b', 1)]);
    expect(two).toMatchObject({ op: 'add', ...OTHER });
    expect(selected(two?.jsonPath, names, read)).toEqual([inEnvoy('a', 1), inEnvoy('b', 0)]);
  });
});

test('the expression is written in plain characters that any reader takes alike', () => {
  expect(operations([route('a.b', PATCH, undefined, PATCH)])[0]?.jsonPath).toBe(
    "$.virtual_hosts[*].routes[?match(@.name, '(httproute/shop/a[.]b/rule/0/.*|httproute/shop/a[.]b/rule/2/.*)')]",
  );
});

test('where no rule has a patch there is no policy', () => {
  expect(parts([route('a', undefined)])).toEqual([]);
  expect(parts([])).toEqual([]);
});

describe('Gateways', () => {
  /** Gateway, its namespace, and the RouteConfigurations that are patched there. */
  const summary = (parentRefs: Parameters<typeof patchPolicyParts>[0], ...routes: ReturnType<typeof route>[]) =>
    parts(routes, parentRefs).map(({ gateway, namespace, spec }) => [
      gateway,
      namespace,
      spec.jsonPatches?.map(({ name }) => name),
    ]);

  test('two listeners of one have one policy with two patches', () => {
    const parentRefs = ['http', 'https'].map((sectionName) => ({ name: 'public', namespace: 'gateways', sectionName }));
    expect(summary(parentRefs, route('a', PATCH))).toEqual([
      ['public', 'gateways', ['gateways/public/http', 'gateways/public/https']],
    ]);
  });

  test('two have two policies', () => {
    const parentRefs = ['public', 'private'].map((name) => ({ name, namespace: 'gateways', sectionName: 'https' }));
    expect(summary(parentRefs, route('a', PATCH))).toEqual([
      ['public', 'gateways', ['gateways/public/https']],
      ['private', 'gateways', ['gateways/private/https']],
    ]);
  });

  test('of one name in two namespaces are two', () => {
    const parentRefs = ['a', 'b'].map((namespace) => ({ name: 'public', namespace, sectionName: 'https' }));
    expect(summary(parentRefs, route('a', PATCH))).toEqual([
      ['public', 'a', ['a/public/https']],
      ['public', 'b', ['b/public/https']],
    ]);
  });

  test('without a namespace are in that of the routes', () => {
    expect(summary([{ name: 'public', sectionName: 'https' }], route('a', PATCH))).toEqual([
      ['public', 'shop', ['shop/public/https']],
    ]);
  });

  test('have every patch on every listener', () => {
    const parentRefs = ['http', 'https'].map((sectionName) => ({ name: 'public', sectionName }));
    expect(summary(parentRefs, route('a', PATCH, OTHER))).toEqual([
      ['public', 'shop', ['shop/public/http', 'shop/public/http', 'shop/public/https', 'shop/public/https']],
    ]);
  });

  test('are the targets of their policies', () => {
    expect(parts([route('a', PATCH)])[0]?.spec).toMatchObject({
      type: 'JSONPatch',
      targetRef: { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'public' },
      jsonPatches: [{ type: 'type.googleapis.com/envoy.config.route.v3.RouteConfiguration' }],
    });
  });
});
