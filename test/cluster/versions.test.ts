import { type EnvoyGatewayVersion, Stickiness } from 'cdk8s-sticky-gateway-route';
import { CORPUS } from '../../cli/test/support/corpus';
import { type KubeApiserver, startKubeApiserver } from '../../cluster/control-plane/kube-apiserver';
import type { Manifest } from '../../cluster/control-plane/kube-client';
import { namespaceManifest } from '../../cluster/gateway/gateway-manifests';
import { namespace } from '../../cluster/gateway/namespace';
import { stickyRoute } from '../../cluster/gateway/synthesize';
import { newest, type Release, releases } from '../../cluster/install/releases';
import { crdFields } from './crd-fields';
import { type FactoryCase, factories } from './factories';
import { migratedFile } from './migrated';
import { targetOf } from './target';

const gateway = { parentRef: { name: 'public', namespace: 'gateways', sectionName: 'http' } };
const backendRefs = [{ name: 'api', port: 80 }];

function manifestsFor({ stickiness }: FactoryCase, target: EnvoyGatewayVersion): Manifest[] {
  const route = (name: string, rules: object) =>
    stickyRoute(gateway, name, {
      ...rules,
      hostnames: [`${name}.shop.test`],
      stickiness: stickiness(),
      target,
      streaming: true,
    });
  const grpc = { grpc: [{ backendRefs }] };
  return stickiness()._plan.httpOnly !== undefined ? route('http', {}) : [...route('http', {}), ...route('grpc', grpc)];
}

describe.each(releases)('Envoy Gateway $version', (release) => {
  const target = targetOf(release);
  const index = releases.indexOf(release);
  const has = ({ since }: FactoryCase) => releases.findIndex(({ version }) => version === since) <= index;
  const lacking = factories.filter((factory) => !has(factory));
  let server: KubeApiserver;

  beforeAll(async () => {
    server = await startKubeApiserver(release.envoyGateway, 6444 + index);
    for (const name of [namespace, gateway.parentRef.namespace]) {
      await server.kube.apply(namespaceManifest(name));
    }
  });
  afterAll(() => server.program.stop());

  test.each(factories.filter(has))('admits everything that $name renders', async (factory) => {
    for (const manifest of manifestsFor(factory, target)) {
      await server.kube.apply(manifest);
    }
  });

  // Envoy Gateway 1.5 has no policies of rules.
  if (release.envoy !== undefined) {
    test('admits everything that the corpus of the migration becomes', async () => {
      const migrate = async (of: Release) =>
        (await Promise.all(CORPUS.map((file) => migratedFile(gateway, file, targetOf(of))))).flat();
      const manifests = await migrate(release);
      for (const name of new Set(manifests.map(({ metadata }) => metadata.namespace))) {
        await server.kube.apply(namespaceManifest(name));
      }
      for (const manifest of manifests) {
        await server.kube.apply(manifest);
      }
      expect(routesOf(manifests)).toEqual(routesOf(await migrate(newest)));
    });
  }

  test('refuses the policies of newer factories, and the construct names the version that has them', async () => {
    for (const factory of lacking) {
      const since = `set target to EnvoyGatewayVersion.V${factory.since?.replace('.', '_')} once the cluster runs it`;
      expect(() => manifestsFor(factory, target)).toThrow(since);
      const policy = manifestsFor(factory, targetOf(newest)).find(({ kind }) => kind === 'BackendTrafficPolicy');
      await expect(server.kube.apply(policy)).rejects.toThrow('field not declared in schema');
    }
  });

  test.each([
    ['BackendTrafficPolicy', '', (spec: Manifest) => ({ trafficPolicy: spec })],
    ['HTTPRoute', '.rules[]', (spec: Manifest) => ({ http: spec.rules })],
    ['GRPCRoute', '.rules[]', (spec: Manifest) => ({ grpc: spec.rules })],
  ])('lacks newer fields of a %s, and the construct refuses each of them', (kind, prefix, propsOf) => {
    const known = new Set(crdFields(release.envoyGateway, kind).map(({ path }) => path));
    const newer = crdFields(newest.envoyGateway, kind).filter(
      ({ path }) => path.startsWith(prefix) && !known.has(path),
    );
    for (const { path, spec } of newer) {
      const render = () => stickyRoute(gateway, 'newer', { ...propsOf(spec), stickiness: Stickiness.none(), target });
      expect([path, messageOf(render)]).toEqual([path, expect.stringContaining('[newer-envoy-gateway]')]);
    }
    process.stdout.write(`Envoy Gateway ${release.version} lacks ${newer.length} fields of a ${kind}\n`);
  });
});

/** The routes other than those that only sessions of weighted backends need. */
function routesOf(manifests: Manifest[]): string[] {
  return manifests
    .filter(({ kind, metadata }) => kind === 'HTTPRoute' && !metadata.name.endsWith('-sessions'))
    .map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
}

function messageOf(render: () => unknown): string {
  try {
    render();
    return 'no error';
  } catch (error) {
    return String(error);
  }
}
