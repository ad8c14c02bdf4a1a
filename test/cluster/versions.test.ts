import { EnvoyGatewayVersion, Stickiness } from 'cdk8s-sticky-gateway-route';
import { ENVOY_GATEWAY_MODULES } from '../../tools/crds';
import { type FactoryCase, factories } from './factories';
import { crdFields } from './harness/crd-fields';
import { type KubeApiserver, startKubeApiserver } from './harness/kube-apiserver';
import type { Manifest } from './harness/kube-client';
import { namespace, stickyRoute } from './harness/synthesize';

const { V1_5, V1_6, V1_7, V1_8, V1_9 } = EnvoyGatewayVersion;
const targets = [V1_5, V1_6, V1_7, V1_8, V1_9];
const gateway = { parentRef: { name: 'public', namespace: 'gateways', sectionName: 'http' } };
const newest = releaseOf(V1_9);
const backendRefs = [{ name: 'api', port: 80 }];

function releaseOf({ version }: EnvoyGatewayVersion): string {
  return ENVOY_GATEWAY_MODULES[version] ?? '';
}

function manifestsFor({ stickiness, httpOnly }: FactoryCase, target: EnvoyGatewayVersion): Manifest[] {
  const route = (name: string, rules: object) =>
    stickyRoute(gateway, name, { ...rules, stickiness: stickiness(), target, streaming: true });
  const grpc = { grpc: [{ backendRefs }] };
  return httpOnly ? route('http', {}) : [...route('http', {}), ...route('grpc', grpc)];
}

describe.each(targets)('Envoy Gateway $version', (target) => {
  const has = ({ since = '1.5' }: FactoryCase) =>
    targets.findIndex(({ version }) => version === since) <= targets.indexOf(target);
  const lacking = factories.filter((factory) => !has(factory));
  const release = releaseOf(target);
  let server: KubeApiserver;

  beforeAll(async () => {
    server = await startKubeApiserver(release, 6444 + targets.indexOf(target));
    for (const name of [namespace, gateway.parentRef.namespace]) {
      await server.kube.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
    }
  });
  afterAll(() => server.program.stop());

  test.each(factories.filter(has))('admits what $name renders, strictly', async (factory) => {
    for (const manifest of manifestsFor(factory, target)) {
      await server.kube.apply(manifest);
    }
  });

  test('lacks some factories, of which the construct says which version has them', async () => {
    for (const factory of lacking) {
      const since = `EnvoyGatewayVersion.V${factory.since?.replace('.', '_')}, the first that has it`;
      expect(() => manifestsFor(factory, target)).toThrow(since);
      const policy = manifestsFor(factory, V1_9).find(({ kind }) => kind === 'BackendTrafficPolicy');
      await expect(server.kube.apply(policy)).rejects.toThrow('field not declared in schema');
    }
  });

  test.each([
    ['BackendTrafficPolicy', '', (spec: Manifest) => ({ trafficPolicy: spec })],
    ['HTTPRoute', '.rules[]', (spec: Manifest) => ({ http: spec.rules })],
    ['GRPCRoute', '.rules[]', (spec: Manifest) => ({ grpc: spec.rules })],
  ])('lacks fields of a %s, each of which the construct refuses', (kind, prefix, propsOf) => {
    const known = new Set(crdFields(release, kind).map(({ path }) => path));
    const newer = crdFields(newest, kind).filter(({ path }) => path.startsWith(prefix) && !known.has(path));
    for (const { path, spec } of newer) {
      const render = () => stickyRoute(gateway, 'newer', { ...propsOf(spec), stickiness: Stickiness.none(), target });
      expect([path, messageOf(render)]).toEqual([path, expect.stringContaining('the first that has it')]);
    }
    process.stdout.write(`Envoy Gateway ${target.version} lacks ${newer.length} fields of a ${kind}\n`);
  });
});

function messageOf(render: () => unknown): string {
  try {
    render();
    return 'no error';
  } catch (error) {
    return String(error);
  }
}
