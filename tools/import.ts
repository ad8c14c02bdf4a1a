/**
 * `npm run import` runs this twice. The first run writes the files that `cdk8s.yaml` lists: the CRDs of the newest release in
 * `cluster/install/releases.ts`. The second run, with `--schema`, writes `src/schema/generated/` from the CRDs of all releases.
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
  writeFileSync(
    join(folder, 'envoy-gateway.yaml'),
    manifests(envoyGatewayCrds(['BackendTrafficPolicy', 'HTTPRouteFilter'])),
  );
}

function manifests(crds: Crd[]): string {
  return crds.map((crd) => crd.text).join('---\n');
}
