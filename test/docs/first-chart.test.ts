import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Yaml } from 'cdk8s';
import { parse } from 'yaml';
import type { Manifest } from '../support/chart';
import { ROOT, snippetsIn } from './pages';

const folder = mkdtempSync(join(ROOT, 'test/.first-chart-'));
afterAll(() => rmSync(folder, { recursive: true }));

function firstIn(page: string, language: string): string {
  return snippetsIn(language).find(({ at }) => at.startsWith(page))?.code ?? '';
}

/** What the first chart of the README writes. */
function written(): Manifest[] {
  const program = join(folder, 'main.ts');
  writeFileSync(program, firstIn('README.md', 'ts'));
  process.env.CDK8S_OUTDIR = folder;
  jest.isolateModules(() => require(program));
  return Yaml.load(join(folder, 'shop.k8s.yaml'));
}

test('the first chart of the README renders a route, and the policy that the getting-started page shows', () => {
  const shown = parse(firstIn('docs/getting-started.md', 'yaml'));
  const [route, policy] = written();
  expect(route?.kind).toBe('HTTPRoute');
  expect(policy).toMatchObject(shown);
});
