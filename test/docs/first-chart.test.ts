import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { expectGolden } from '../support/golden';
import { ROOT, snippetsIn } from './pages';

const folder = mkdtempSync(join(ROOT, 'test/.first-chart-'));
afterAll(() => rmSync(folder, { recursive: true }));

function firstIn(page: string, language: string): string {
  return snippetsIn(language).find(({ at }) => at.startsWith(page))?.code ?? '';
}

/** What the first chart of the README writes. */
function written(): string {
  const program = join(folder, 'main.ts');
  writeFileSync(program, firstIn('README.md', 'ts'));
  process.env.CDK8S_OUTDIR = folder;
  jest.isolateModules(() => require(program));
  return readFileSync(join(folder, 'shop.k8s.yaml'), 'utf8');
}

const yaml = written();

test('the first chart of the README renders the YAML of its golden file', () => {
  expectGolden('first-chart', yaml);
});

test('the first chart of the README renders a route, and the policy that the getting-started page shows', () => {
  const [route, policy] = parseAllDocuments(yaml).map((document) => document.toJS());
  expect(route.kind).toBe('HTTPRoute');
  expect(policy).toMatchObject(parse(firstIn('docs/getting-started.md', 'yaml')));
});
