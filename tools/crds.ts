import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { gatewayApiCrdFolder, shippedCrdFolder } from '../cluster/install/go-modules';
import { newest, type Release } from '../cluster/install/releases';

/** A CustomResourceDefinition: its kind, and the text of its manifest. */
export interface Crd {
  readonly kind: string;
  readonly text: string;
}

/** The Gateway API CRDs (experimental channel) of the newest release. */
export function gatewayApiCrds(kinds: string[]): Crd[] {
  const folder = gatewayApiCrdFolder(newest.gatewayApi, 'experimental');
  return kinds.map((kind) =>
    only(readCrds(join(folder, `gateway.networking.k8s.io_${kind.toLowerCase()}s.yaml`)), kind),
  );
}

/** The Envoy Gateway CRDs of the newest release. */
export function envoyGatewayCrds(kinds: string[]): Crd[] {
  return kinds.map((kind) => generatedCrd(newest, kind));
}

/** A CRD that a release ships, of Envoy Gateway or of the Gateway API. */
export function shippedCrd(release: Release, kind: string): Crd {
  return kind.endsWith('Policy')
    ? generatedCrd(release, kind)
    : only(readCrds(join(shippedCrdFolder(release.envoyGateway), 'gatewayapi-crds.yaml')), kind);
}

function generatedCrd({ envoyGateway }: Release, kind: string): Crd {
  const plural = `${kind.toLowerCase().replace(/y$/, 'ie')}s`;
  const file = `gateway.envoyproxy.io_${plural}.yaml`;
  return only(readCrds(join(shippedCrdFolder(envoyGateway), 'generated', file)), kind);
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
