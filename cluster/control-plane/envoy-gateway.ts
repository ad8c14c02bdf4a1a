import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { binaries } from '../install/paths';
import { isTrue } from './conditions';
import type { KubeClient } from './kube-client';
import { kubeconfig } from './kubeconfig';
import { Program, runFolder } from './process';
import { waitFor } from './wait';

export const systemNamespace = 'envoy-gateway-system';
export const gatewayClassName = 'envoy';
export const envoyGatewayLog = join(runFolder, 'envoy-gateway.log');

/** Envoy Gateway runs in a chroot to this folder, because it reads its certificates from `/certs`. */
const root = join(runFolder, 'envoy-gateway-root');
const environment = { KUBECONFIG: '/kubeconfig', ENVOY_GATEWAY_NAMESPACE: systemNamespace };

const configuration = {
  apiVersion: 'gateway.envoyproxy.io/v1alpha1',
  kind: 'EnvoyGateway',
  gateway: { controllerName: 'gateway.envoyproxy.io/gatewayclass-controller' },
  provider: {
    type: 'Kubernetes',
    kubernetes: { leaderElection: { disable: true }, proxyTopologyInjector: { disabled: true } },
  },
  extensionApis: { enableBackend: true },
  admin: { address: { host: '127.0.0.1', port: 19100 } },
  telemetry: { metrics: { prometheus: { disable: true } } },
};

const envoyProxy = {
  apiVersion: 'gateway.envoyproxy.io/v1alpha1',
  kind: 'EnvoyProxy',
  metadata: { name: 'cluster-ip', namespace: systemNamespace },
  spec: { provider: { type: 'Kubernetes', kubernetes: { envoyService: { type: 'ClusterIP' } } } },
};

const gatewayClass = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'GatewayClass',
  metadata: { name: gatewayClassName },
  spec: {
    controllerName: configuration.gateway.controllerName,
    parametersRef: { group: 'gateway.envoyproxy.io', kind: envoyProxy.kind, ...envoyProxy.metadata },
  },
};

export async function startEnvoyGateway(kube: KubeClient): Promise<Program> {
  for (const folder of ['certs', 'tmp']) {
    mkdirSync(join(root, folder), { recursive: true });
  }
  linkSync(binaries.envoyGateway, join(root, 'envoy-gateway'));
  writeFileSync(join(root, 'config.json'), JSON.stringify(configuration));
  writeFileSync(join(root, 'kubeconfig'), JSON.stringify(kubeconfig(kube.endpoint)));
  await kube.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: systemNamespace } });
  execFileSync('chroot', [root, '/envoy-gateway', 'certgen', '--disable-topology-injector'], {
    env: { ...process.env, ...environment },
    stdio: 'pipe',
  });
  await writeCertificates(kube, 'envoy-gateway', join(root, 'certs'));
  const server = ['/envoy-gateway', 'server', '--config-path', '/config.json'];
  const program = new Program('envoy-gateway', 'chroot', [root, ...server], environment);
  for (const manifest of [envoyProxy, gatewayClass]) {
    await kube.apply(manifest);
  }
  await waitFor('Envoy Gateway to accept the GatewayClass', async () => {
    program.assertRunning();
    return isTrue(await kube.get(gatewayClass), 'Accepted');
  });
  return program;
}

/** Writes the files of a TLS Secret to a folder, as a volume mount would. */
export async function writeCertificates(kube: KubeClient, secret: string, folder: string): Promise<void> {
  const metadata = { name: secret, namespace: systemNamespace };
  const { data } = await kube.get({ apiVersion: 'v1', kind: 'Secret', metadata });
  mkdirSync(folder, { recursive: true });
  for (const [file, content] of Object.entries(data)) {
    writeFileSync(join(folder, file), Buffer.from(content as string, 'base64'));
  }
}
