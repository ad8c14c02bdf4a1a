/**
 * The first half of `npm run import` writes the CRDs that `cdk8s.yaml` lists, from the newest release in
 * `cluster/install/releases.ts`. With `--schema`, the second half writes what the construct knows of the CRDs of all releases.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Crd, envoyGatewayCrds, gatewayApiCrds } from './crds';
import { schemaSources } from './schema';

const root = join(__dirname, '..');

if (process.argv.includes('--schema')) {
  const { schema, rules } = schemaSources();
  writeFileSync(join(root, 'src/schema/generated/schema.ts'), schema);
  writeFileSync(join(root, 'src/schema/generated/rules.ts'), rules);
} else {
  const folder = join(root, '.cache/crds');
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'gateway-api.yaml'),
    manifests(gatewayApiCrds(['HTTPRoute', 'GRPCRoute', 'ReferenceGrant'])),
  );
  writeFileSync(join(folder, 'envoy-gateway.yaml'), manifests(envoyGatewayCrds(['BackendTrafficPolicy'])));
}

function manifests(crds: Crd[]): string {
  return crds.map((crd) => crd.text).join('---\n');
}
