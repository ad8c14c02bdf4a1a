import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { goEnvironment } from '../../cluster/install/build';
import { extractCrds } from '../../cluster/install/crd-sets';
import { goModFolder } from '../../cluster/install/go-modules';
import { cacheFolder, crdFile } from '../../cluster/install/paths';
import { newest } from '../../cluster/install/releases';
import type { Manifest } from './manifests';

const program = join(cacheFolder, 'validate');

/** Builds the program that answers for the API server, and reads the CRDs. */
export function installApiServer(): void {
  extractCrds(console.log);
  execFileSync('go', ['build', '-trimpath', '-o', program, './validate'], { cwd: goModFolder, env: goEnvironment });
}

/** Why the API server refuses each of some objects, or drops a field of it; empty where it does neither. */
export function apiServerAnswers(manifests: readonly Manifest[]): string[] {
  const answers = execFileSync(program, [crdFile(newest.envoyGateway)], {
    input: manifests.map((manifest) => `${JSON.stringify(asApplied(manifest))}\n`).join(''),
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  return answers
    .trim()
    .split('\n')
    .map((answer) => JSON.parse(answer));
}

/** An object as kubectl applies it; routes of versions that the CRDs no longer have are as those of v1. */
function asApplied({ apiVersion, kind, metadata: { name, namespace = 'default' }, spec }: Manifest) {
  return {
    apiVersion: kind.endsWith('Route') ? 'gateway.networking.k8s.io/v1' : apiVersion,
    kind,
    metadata: { name, namespace },
    spec,
  };
}
