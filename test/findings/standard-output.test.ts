import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

const ROOT = join(__dirname, '../..');

/** Two charts, and a warning in the second one. */
const APP = `
import { App, Chart, YamlOutputType } from 'cdk8s';
import { Stickiness, StickyGatewayRoute } from 'cdk8s-sticky-gateway-route';

const app = new App({ yamlOutputType: YamlOutputType.FILE_PER_APP });
for (const id of ['desk', 'shop']) {
  const stickiness = id === 'desk' ? Stickiness.cookie() : Stickiness.sourceIp();
  const http = [{ backendRefs: [{ name: id, port: 80 }] }];
  new StickyGatewayRoute(new Chart(app, id), 'api', { parentRefs: [{ name: 'public' }], http, stickiness });
}
app.synth();
`;

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(ROOT, 'test/.app-'));
  writeFileSync(join(folder, 'main.ts'), APP);
});

afterAll(() => rmSync(folder, { recursive: true }));

test('`cdk8s synth -p` writes YAML to standard output, and warnings to standard error', () => {
  const cdk8s = join(ROOT, 'node_modules/cdk8s-cli/bin/cdk8s');
  const args = [cdk8s, 'synth', '-p', '--no-check-upgrade', '--app', 'node --import tsx main.ts'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({
    status: 0,
    stderr: expect.stringMatching(
      /^warning \[shop\/api\] stickiness: .*; acknowledge: \["source-ip"\] silences this\n$/,
    ),
  });
  const documents = parseAllDocuments(stdout);
  expect(documents.flatMap(({ errors }) => errors)).toEqual([]);
  expect(documents.map((document) => `${document.get('kind')} ${document.getIn(['metadata', 'name'])}`)).toEqual(
    [/^HTTPRoute desk-/, /^BackendTrafficPolicy desk-/, /^HTTPRoute shop-/, /^BackendTrafficPolicy shop-/].map((each) =>
      expect.stringMatching(each),
    ),
  );
}, 60_000);
