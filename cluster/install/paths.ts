import { join } from 'node:path';
import { etcdVersion, kubernetesVersion } from './pinned';
import { gatewayApiVersion, running } from './running';

export const repoFolder = join(__dirname, '..', '..');

/** The folder of everything that is built or installed. Each name in it includes the version. */
export const cacheFolder = join(repoFolder, '.cache', 'cluster');

export const envoyFolder = join(cacheFolder, `envoy-${running.envoy}`);

export const binaries = {
  etcd: join(cacheFolder, `etcd-${etcdVersion}`),
  kubeApiserver: join(cacheFolder, `kube-apiserver-${kubernetesVersion}`),
  kubectl: join(cacheFolder, `kubectl-${kubernetesVersion}`),
  envoyGateway: join(cacheFolder, `envoy-gateway-${running.envoyGateway}`),
  envoy: join(envoyFolder, 'envoy', '_bin', 'envoy'),
};

/** The CRDs of the cluster: those of the Envoy Gateway that runs, and the standard channel of the Gateway API. */
export const clusterCrds = `${running.envoyGateway}-gateway-api-${gatewayApiVersion}`;

/** The file of a set of CRDs: `clusterCrds`, or a version of Envoy Gateway for all CRDs that it ships. */
export function crdFile(set: string): string {
  return join(cacheFolder, `crds-${set}.json`);
}
