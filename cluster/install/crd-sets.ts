import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Yaml } from 'cdk8s';
import type { Manifest } from '../control-plane/kube-client';
import { gatewayApiCrdFolder, shippedCrdFolder } from './go-modules';
import { cacheFolder, clusterCrds, crdFile } from './paths';
import { releases } from './releases';
import { gatewayApiVersion, running } from './running';

/** Writes the CRDs of each release, and those of the cluster, if their files are missing. */
export function extractCrds(report: (line: string) => void): void {
  for (const { envoyGateway } of releases) {
    if (!existsSync(crdFile(envoyGateway))) {
      report(`CRDs of Envoy Gateway ${envoyGateway}: reading the Go module`);
      write(envoyGateway, crdsIn(shippedCrdFolder(envoyGateway)));
    }
  }
  if (!existsSync(crdFile(clusterCrds))) {
    report(`CRDs of the Gateway API ${gatewayApiVersion}, standard channel: reading the Go module`);
    const shipped: Manifest[] = JSON.parse(readFileSync(crdFile(running.envoyGateway), 'utf8'));
    const own = shipped.filter(({ spec }) => spec.group === 'gateway.envoyproxy.io');
    write(clusterCrds, [...own, ...crdsIn(gatewayApiCrdFolder(gatewayApiVersion, 'standard'))]);
  }
}

function write(set: string, crds: Manifest[]): void {
  mkdirSync(cacheFolder, { recursive: true });
  writeFileSync(crdFile(set), JSON.stringify(crds));
}

function crdsIn(folder: string): Manifest[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .flatMap((file) => Yaml.load(join(folder, file)))
    .filter((object) => object.kind === 'CustomResourceDefinition');
}
