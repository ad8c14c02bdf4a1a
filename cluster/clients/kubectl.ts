import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KubeEndpoint, Manifest } from '../control-plane/kube-client';
import { kubeconfig } from '../control-plane/kubeconfig';
import { runFolder } from '../control-plane/process';
import { binaries } from '../install/paths';

/** The real `kubectl`, with the manifests of one file. */
export class Kubectl {
  private readonly folder = mkdtempSync(join(runFolder, 'kubectl-'));

  constructor(endpoint: KubeEndpoint) {
    writeFileSync(join(this.folder, 'config'), JSON.stringify(kubeconfig(endpoint)));
  }

  /** What `kubectl` prints; the exit code of `kubectl diff` is 1 if there are differences. */
  run(
    args: readonly string[],
    manifests: readonly Manifest[],
  ): { readonly code: number | null; readonly output: string } {
    const file = join(this.folder, 'manifests.json');
    writeFileSync(file, JSON.stringify({ apiVersion: 'v1', kind: 'List', items: manifests }));
    const options = ['--kubeconfig', join(this.folder, 'config'), '--cache-dir', join(this.folder, 'cache')];
    const { status, stdout, stderr } = spawnSync(binaries.kubectl, [...args, ...options, '--filename', file], {
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    });
    return { code: status, output: stdout + stderr };
  }
}
