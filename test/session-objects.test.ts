import { JsonPatch, Testing } from 'cdk8s';
import { HttpRouteSpecRulesFiltersType as FilterType } from '../imports/gateway.networking.k8s.io';
import { SessionMechanism, Stickiness, type StickyGatewayRouteProps } from '../src';
import { GRPC, HTTP, type Manifest, manifestsOf, manifestsOfKind, route, testChart } from './chart';

const MCP = Stickiness.mcp();
const ENVELOPE = Stickiness.mcp({ mechanism: SessionMechanism.ENVELOPE });
const listener = (name: string, sectionName = 'https', namespace?: string) => ({ name, namespace, sectionName });
const PARENT_REFS = [listener('public', 'https', 'gateways')];
const hosts = (count: number) => Array.from({ length: count }, (_, i) => `h${i}.example.com`);
const rules = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    name: `rule-${i}`,
    matches: [{ path: { value: `/${i}` } }],
    backendRefs: [{ name: 'api', port: 80 }],
  }));
const patchPolicies = (props: Partial<StickyGatewayRouteProps>) =>
  manifestsOfKind('EnvoyPatchPolicy', { parentRefs: PARENT_REFS, stickiness: ENVELOPE, ...props });

/** The rules that a patch policy changes, as `<route> <index of the rule>`, among all rules of all routes. */
function patchedRules(manifests: Manifest[]): string[] {
  const policy = manifests.find(({ kind }) => kind === 'EnvoyPatchPolicy');
  const [, expression] = /'(.*)'/.exec(policy?.spec.jsonPatches[0].operation.jsonPath) ?? [];
  const names = new RegExp(`^${expression}$`);
  return manifests
    .filter(({ kind }) => kind.endsWith('Route'))
    .flatMap(({ kind, metadata, spec }) =>
      spec.rules.flatMap((_: unknown, i: number) =>
        names.test(`${kind.toLowerCase()}/${metadata.namespace}/${metadata.name}/rule/${i}/match/0/h0_example_com`)
          ? `${metadata.name} ${i}`
          : [],
      ),
    );
}

describe('what is exposed', () => {
  test('the code is, for all routes and single rules', () => {
    const made = route({
      http: rules(2),
      grpc: GRPC,
      stickiness: MCP,
      ruleStickiness: { 'rule-1': Stickiness.serverSession({ header: 'X-Desk-Session' }) },
    });
    expect(made.extensionPolicies.map(({ kind, name, node }) => [kind, name, node.id])).toEqual([
      ['EnvoyExtensionPolicy', 'test-route-c88d80d5', 'ExtensionPolicy'],
      ['EnvoyExtensionPolicy', 'test-route-c88d80d5-rule-rule-1', 'ExtensionPolicy-rule-rule-1'],
    ]);
    expect(made.patchPolicies).toEqual([]);
    expect(made.node.children).toEqual([
      ...made.httpRoutes,
      ...made.grpcRoutes,
      ...made.policies,
      ...made.extensionPolicies,
    ]);
  });

  test('the patches are, for each Gateway', () => {
    const made = route({ parentRefs: [...PARENT_REFS, listener('private'), listener('last')], stickiness: ENVELOPE });
    expect(made.patchPolicies.map(({ kind, name, node }) => [kind, name, node.id])).toEqual([
      ['EnvoyPatchPolicy', 'shop.test-route-c88d80d5.public', 'PatchPolicy'],
      ['EnvoyPatchPolicy', 'shop.test-route-c88d80d5.private', 'PatchPolicy-1'],
      ['EnvoyPatchPolicy', 'shop.test-route-c88d80d5.last', 'PatchPolicy-2'],
    ]);
    expect(made.extensionPolicies).toEqual([]);
    expect(made.node.children).toEqual([...made.httpRoutes, ...made.policies, ...made.patchPolicies]);
  });

  test('JSON patches on both take effect', () => {
    const chart = testChart();
    const [extension] = route({ stickiness: MCP }, chart).extensionPolicies;
    extension?.addJsonPatch(JsonPatch.remove('/spec/mergeType'));
    expect(Testing.synth(chart)[2].spec).not.toHaveProperty('mergeType');
    const [patch] = route({ parentRefs: PARENT_REFS, stickiness: ENVELOPE }).patchPolicies;
    patch?.addJsonPatch(JsonPatch.add('/spec/priority', 1));
    expect(patch?.toJson().spec.priority).toBe(1);
  });
});

describe('the patch policy', () => {
  const placed = (props: Partial<StickyGatewayRouteProps>) =>
    patchPolicies(props).map(({ metadata }) => `${metadata.namespace} ${metadata.name}`);

  test('is in the namespace of its Gateway, and its name says whose it is', () => {
    const parentRefs = [...PARENT_REFS, listener('private', 'https', 'edge')];
    expect(placed({ metadata: { name: 'tools' }, parentRefs })).toEqual([
      'gateways shop.tools.public',
      'edge shop.tools.private',
    ]);
  });

  test('is in the namespace of the routes where the Gateway has none written', () => {
    expect(placed({ metadata: { name: 'tools' }, parentRefs: [listener('public')] })).toEqual([
      'shop shop.tools.public',
    ]);
    expect(placed({ metadata: { name: 'tools', namespace: 'desk' }, parentRefs: [listener('public')] })).toEqual([
      'desk desk.tools.public',
    ]);
  });

  test('selects routes in the namespace of the construct, which wins over that of the chart', () => {
    const props = { metadata: { name: 'tools', namespace: 'desk' }, parentRefs: PARENT_REFS, stickiness: ENVELOPE };
    expect(patchedRules(manifestsOf(props))).toEqual(['tools 0']);
    expect(patchPolicies(props)[0]?.spec.jsonPatches[0].operation.jsonPath).toContain("'(httproute/desk/tools/rule/0/");
  });

  test('is one with two patches for two listeners of one Gateway', () => {
    const parentRefs = [listener('public', 'http', 'gateways'), ...PARENT_REFS];
    const [policy, ...others] = patchPolicies({ parentRefs });
    expect(others).toEqual([]);
    expect(policy?.spec.jsonPatches.map(({ name }: { name: string }) => name)).toEqual([
      'gateways/public/http',
      'gateways/public/https',
    ]);
  });

  test('selects every rule of every part of a split route', () => {
    const manifests = manifestsOf({
      metadata: { name: 'tools' },
      parentRefs: PARENT_REFS,
      hostnames: hosts(40),
      http: rules(20),
      stickiness: ENVELOPE,
    });
    const parts = ['tools', 'tools-r1', 'tools-1', 'tools-1-r1', 'tools-2', 'tools-2-r1'];
    expect(patchedRules(manifests)).toEqual(
      parts.flatMap((part) => Array.from({ length: part.endsWith('r1') ? 4 : 16 }, (_, i) => `${part} ${i}`)),
    );
  });

  test('selects a single rule where it stands in its part', () => {
    const props = {
      metadata: { name: 'tools' },
      parentRefs: PARENT_REFS,
      hostnames: hosts(17),
      http: rules(20),
      ruleStickiness: { 'rule-3': ENVELOPE, 'rule-18': Stickiness.mcp({ mechanism: SessionMechanism.ENVELOPE }) },
    };
    expect(patchedRules(manifestsOf({ ...props, stickiness: Stickiness.cookie() }))).toEqual([
      'tools 3',
      'tools-r1 2',
      'tools-1 3',
      'tools-1-r1 2',
    ]);
  });

  test('leaves a rule with another stickiness out', () => {
    const ruleStickiness = { 'rule-1': Stickiness.none() };
    const props = { metadata: { name: 'tools' }, parentRefs: PARENT_REFS, http: rules(3), ruleStickiness };
    expect(patchedRules(manifestsOf({ ...props, stickiness: ENVELOPE }))).toEqual(['tools 0', 'tools 2']);
  });
});

test('labels and annotations reach code and patches', () => {
  const metadata = { labels: { team: 'a' }, annotations: { note: 'b' } };
  const http = [{ ...HTTP[0] }, { ...rules(1)[0], name: 'mcp' }];
  const made = manifestsOf({
    metadata,
    parentRefs: PARENT_REFS,
    http,
    stickiness: ENVELOPE,
    ruleStickiness: { mcp: MCP },
  });
  expect(made.map(({ kind }) => kind)).toEqual([
    'HTTPRoute',
    'BackendTrafficPolicy',
    'BackendTrafficPolicy',
    'EnvoyExtensionPolicy',
    'EnvoyPatchPolicy',
  ]);
  for (const manifest of made) {
    expect(manifest.metadata).toMatchObject(metadata);
  }
});

test('one policy with code serves all parts of a split route', () => {
  const [policy, ...others] = manifestsOfKind('EnvoyExtensionPolicy', {
    metadata: { name: 'tools' },
    hostnames: hosts(40),
    http: rules(20),
    stickiness: MCP,
  });
  expect(others).toEqual([]);
  expect(policy?.spec.targetRefs.map(({ name }: { name: string }) => name)).toEqual([
    'tools',
    'tools-r1',
    'tools-1',
    'tools-1-r1',
    'tools-2',
    'tools-2-r1',
  ]);
});

test('rules tell the address of the pod only where there is code to read it', () => {
  const redirect = { filters: [{ type: FilterType.REQUEST_REDIRECT, requestRedirect: { hostname: 'a.example.com' } }] };
  const http = [...rules(2), { ...redirect, matches: [{ path: { value: '/old' } }] }];
  const [manifest] = manifestsOf({ http, ruleStickiness: { 'rule-0': MCP } });
  expect(manifest?.spec.rules.map(({ filters }: { filters?: object[] }) => filters?.length)).toEqual([1, undefined, 1]);
  const [all] = manifestsOf({ http, stickiness: MCP, ruleStickiness: { 'rule-0': Stickiness.none() } });
  expect(all?.spec.rules.map(({ filters }: { filters?: object[] }) => filters?.length)).toEqual([undefined, 1, 1]);
  expect(all?.spec.rules[2].filters).toEqual(redirect.filters);
});
