import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { ROOT, type Snippet, snippetsIn, textOf } from './pages';

/** What a snippet that imports nothing can use. */
const CONTEXT = `
import { ApiObject, App, Chart, Duration, Helm, Include, JsonPatch, YamlOutputType } from 'cdk8s';
import * as kplus from 'cdk8s-plus-33';
import {
  ApplicationAdvancedSettings, EnvoyGatewayVersion, envoygateway, SameSite, Stickiness, StickyGatewayRoute, StickyPolicy,
} from 'cdk8s-sticky-gateway-route';
import { Construct } from 'constructs';

const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop' });
`;

/** The YAML files that snippets include. */
const FILES = join(ROOT, 'docs/snippets');

const folder = mkdtempSync(join(ROOT, 'test/.docs-'));
const programs = snippetsIn('ts').map((snippet, i) => {
  const file = join(folder, `snippet-${i}.ts`);
  writeFileSync(file, programOf(snippet));
  return { ...snippet, file };
});

beforeAll(() => process.chdir(FILES));
afterAll(() => process.chdir(ROOT));
afterAll(() => rmSync(folder, { recursive: true }));

function programOf({ code }: Snippet): string {
  return /^import /m.test(code) ? code : `${CONTEXT}${code}\napp.synth();\n`;
}

test('case 29: every TypeScript snippet compiles with the strictest compiler options of a user', () => {
  const tsconfig = join(folder, 'tsconfig.json');
  const compilerOptions = { noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true, noUnusedLocals: false };
  const files = programs.map(({ file }) => file);
  writeFileSync(
    tsconfig,
    JSON.stringify({ extends: '../../tsconfig.check.json', compilerOptions, files, include: [] }),
  );
  const args = ['node_modules/typescript/bin/tsc', '--project', tsconfig];
  const { status, stdout } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
  expect(stdout.replace(/\S*snippet-(\d+)\.ts/g, (_, i) => programs[i]?.at ?? '')).toBe('');
  expect(status).toBe(0);
}, 60_000);

test.each(programs)('the snippet at $at synthesizes without errors and warnings', ({ file }) => {
  const outdir = `${file}.dist`;
  mkdirSync(outdir);
  process.env.CDK8S_OUTDIR = outdir;
  jest.isolateModules(() => require(file));
  expect(jest.mocked(process.stderr.write).mock.calls).toEqual([]);
  const written = readdirSync(outdir).map((yaml) => readFileSync(join(outdir, yaml), 'utf8'));
  expect(written.join('')).toContain('kind: ');
});

test.each(snippetsIn('yaml'))('the YAML at $at is valid', ({ code }) => {
  expect(parseAllDocuments(code).flatMap(({ errors }) => errors)).toEqual([]);
});

test('all code in other languages is in the first charts of the README, which npm run test:languages runs', () => {
  const others = ['python', 'java', 'go', 'xml'].flatMap(snippetsIn).map(({ code }) => code);
  const [, fromTitle = ''] = textOf('README.md').split('## First chart');
  const [firstCharts = ''] = fromTitle.split(/^## /m);
  expect(others.filter((code) => !firstCharts.includes(code))).toEqual([]);
});
