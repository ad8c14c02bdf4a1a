/** Runs the tests of this folder on each Envoy Gateway, with its own Envoy, and prints all results in one table. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runnable } from '../../../cluster/install/releases';
import { Table } from '../../../cluster/table';
import { readFigures } from './figures';

const folder = mkdtempSync(join(tmpdir(), 'versions-'));
const file = join(folder, 'figures.jsonl');
writeFileSync(file, '');
const jest = ['--config', join(__dirname, 'jest.config.js'), ...process.argv.slice(2)];
const versions = runnable.map(({ version }) => version);

const failed = versions.filter((version) => {
  const env = { ...process.env, ENVOY_GATEWAY: version, VERSIONS_FIGURES: file };
  const run = spawnSync('tsx', [join(__dirname, '..', 'main.ts'), ...jest], { stdio: 'inherit', env });
  return run.status !== 0;
});

const title = 'Sessions and keys that keep their pod, on each Envoy Gateway with its own Envoy';
const table = new Table(title, ['', ...versions]);
table.add('Envoy Gateway', ...runnable.map(({ envoyGateway }) => envoyGateway));
table.add('Envoy', ...runnable.map(({ envoy }) => envoy));
table.add('Gateway API, standard channel', ...runnable.map(({ gatewayApi }) => process.env.GATEWAY_API ?? gatewayApi));
const figures = readFigures(file);
rmSync(folder, { recursive: true });
for (const what of new Set(figures.map((figure) => figure.what))) {
  const seen = (version: string) => figures.find((figure) => figure.what === what && figure.version === version)?.seen;
  table.add(what, ...versions.map((version) => seen(version) ?? 'not seen'));
}
table.print();
if (failed.length > 0) {
  throw new Error(`Tests failed on Envoy Gateway ${failed.join(', ')}`);
}
