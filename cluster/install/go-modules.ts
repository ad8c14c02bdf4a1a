import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const CRD_FOLDERS = ['charts/gateway-helm/charts/crds/crds', 'charts/gateway-helm/crds'];

/** The folder whose `go.mod` pins the newest versions. */
export const goModFolder = __dirname;

export const envoyGatewayModule = 'github.com/envoyproxy/gateway';
const gatewayApiModule = 'sigs.k8s.io/gateway-api';

/** The folder of an Envoy Gateway version in the module cache. */
export function envoyGatewayFolder(version: string): string {
  return moduleFolder(`${envoyGatewayModule}@${version}`);
}

/** The folder of all CRDs that an Envoy Gateway version ships. */
export function shippedCrdFolder(version: string): string {
  const module = envoyGatewayFolder(version);
  const folder = CRD_FOLDERS.map((path) => join(module, path)).find(existsSync);
  if (!folder) {
    throw new Error(`${module}: no CRDs in ${CRD_FOLDERS.join(' nor ')}`);
  }
  return folder;
}

/** The folder of a Gateway API in the module cache. */
export function gatewayApiFolder(version: string): string {
  return moduleFolder(`${gatewayApiModule}@${version}`);
}

/** The folder of the conformance tests of a Gateway API, which are a module of their own. */
export function conformanceFolder(version: string): string {
  return moduleFolder(`${gatewayApiModule}/conformance@${version}`);
}

/** The folder of the CRDs of one channel of a Gateway API version. */
export function gatewayApiCrdFolder(version: string, channel: 'standard' | 'experimental'): string {
  return join(gatewayApiFolder(version), 'config/crd', channel);
}

/** The folder of a module in the module cache. Downloads the module, and the Go version that it requires, if they are missing. */
function moduleFolder(module: string): string {
  const answer = execFileSync('go', ['mod', 'download', '-json', module], {
    cwd: goModFolder,
    env: { ...process.env, GOTOOLCHAIN: 'auto' },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(answer).Dir;
}
