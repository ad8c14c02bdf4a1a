import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

/** The Go modules whose CRDs stand for each minor version of Envoy Gateway that the construct can target. */
export const ENVOY_GATEWAY_MODULES: Record<string, string> = {
  '1.5': 'v1.5.0',
  '1.6': 'v1.6.3',
  '1.7': 'v1.7.0',
  '1.8': 'v1.8.0',
  '1.9': 'v1.9.1',
};

const CRD_FOLDERS = ['charts/gateway-helm/charts/crds/crds', 'charts/gateway-helm/crds'];

/** A CustomResourceDefinition: its kind, and the text of its manifest. */
export interface Crd {
  readonly kind: string;
  readonly text: string;
}

/** The directory of a Go module in the module cache; downloads it when it is not there, and the Go that it asks for. */
export function goModule(module: string): string {
  const answer = execFileSync('go', ['mod', 'download', '-json', module], {
    cwd: join(__dirname, '../test/cluster'),
    env: { ...process.env, GOTOOLCHAIN: 'auto' },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(answer).Dir;
}

/** The Gateway API CRDs (experimental channel) of the version that `test/cluster/go.mod` pins. */
export function gatewayApiCrds(kinds: string[]): Crd[] {
  const folder = join(goModule('sigs.k8s.io/gateway-api'), 'config/crd/experimental');
  return kinds.map((kind) =>
    only(readCrds(join(folder, `gateway.networking.k8s.io_${kind.toLowerCase()}s.yaml`)), kind),
  );
}

/** The Envoy Gateway CRDs of the version that `test/cluster/go.mod` pins. */
export function envoyGatewayCrds(kinds: string[]): Crd[] {
  return kinds.map((kind) => generatedCrd(goModule('github.com/envoyproxy/gateway'), kind));
}

/** A CRD as one minor version of Envoy Gateway ships it, the Gateway API's among them. */
export function shippedCrd(version: string, kind: string): Crd {
  const module = goModule(`github.com/envoyproxy/gateway@${ENVOY_GATEWAY_MODULES[version]}`);
  return kind.endsWith('Policy')
    ? generatedCrd(module, kind)
    : only(readCrds(join(crdFolder(module), 'gatewayapi-crds.yaml')), kind);
}

function generatedCrd(module: string, kind: string): Crd {
  const plural = kind.toLowerCase().replace(/y$/, 'ies');
  return only(readCrds(join(crdFolder(module), 'generated', `gateway.envoyproxy.io_${plural}.yaml`)), kind);
}

/** The folder of a release of the Gateway API that has the CRDs of its standard channel. */
export function standardChannelFolder(release: string): string {
  return join(goModule(`sigs.k8s.io/gateway-api@${release}`), 'config/crd/standard');
}

/** The folder of a release of Envoy Gateway that has all CRDs it ships. */
export function crdFolder(module: string): string {
  const folder = CRD_FOLDERS.map((path) => join(module, path)).find(existsSync);
  if (!folder) {
    throw new Error(`${module}: no CRDs in ${CRD_FOLDERS.join(' nor ')}`);
  }
  return folder;
}

function readCrds(file: string): Crd[] {
  const source = readFileSync(file, 'utf8');
  return parseAllDocuments(source)
    .map((document) => ({ manifest: document.toJS(), text: source.slice(document.range[0], document.range[1]) }))
    .filter(({ manifest }) => manifest?.kind === 'CustomResourceDefinition')
    .map(({ manifest, text }) => ({ kind: manifest.spec.names.kind, text }));
}

function only(crds: Crd[], kind: string): Crd {
  const found = crds.find((crd) => crd.kind === kind);
  if (!found) {
    throw new Error(`no CRD of kind ${kind} among ${crds.map((crd) => crd.kind).join(', ')}`);
  }
  return found;
}
