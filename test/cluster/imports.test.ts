import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runFolder } from '../../cluster/control-plane/process';
import { repoFolder } from '../../cluster/install/paths';
import { type Crd, envoyGatewayCrds, gatewayApiCrds } from '../../tools/crds';

const imports = join(repoFolder, 'imports');

/** The files that `cdk8s import` generates from these CRDs. */
function freshImport(crds: Crd[]): Map<string, string> {
  const folder = mkdtempSync(join(runFolder, 'imports-'));
  const source = join(folder, 'crds.yaml');
  writeFileSync(source, crds.map(({ text }) => text).join('---\n'));
  const cdk8s = join(repoFolder, 'node_modules', '.bin', 'cdk8s');
  const output = join(folder, 'imports');
  execFileSync(
    cdk8s,
    ['import', source, '--language', 'typescript', '--output', output, '--no-save', '--no-check-upgrade'],
    {
      stdio: 'pipe',
    },
  );
  return new Map(readdirSync(output).map((file) => [file, readFileSync(join(output, file), 'utf8')]));
}

test('imports/ equals a fresh import of the CRDs in the pinned Go modules', () => {
  const fresh = new Map([
    ...freshImport(gatewayApiCrds(['HTTPRoute', 'GRPCRoute', 'ReferenceGrant'])),
    ...freshImport(envoyGatewayCrds(['BackendTrafficPolicy', 'HTTPRouteFilter'])),
  ]);
  expect(readdirSync(imports).sort()).toEqual([...fresh.keys()].sort());
  for (const [file, text] of fresh) {
    expect(readFileSync(join(imports, file), 'utf8') === text).toBe(true);
  }
});
