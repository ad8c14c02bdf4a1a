import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

const ROOT = join(__dirname, '..');
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');
const SNIPPETS = [...README.matchAll(/```ts\n(.*?)```/gs)].map(([, snippet]) => snippet as string);

let folder: string;
let files: string[];

beforeAll(() => {
  folder = mkdtempSync(join(ROOT, 'test/.readme-'));
  files = SNIPPETS.map((snippet, i) => {
    const file = join(folder, `snippet-${i}.ts`);
    writeFileSync(file, snippet);
    return file;
  });
});

afterAll(() => rmSync(folder, { recursive: true }));

function node(...args: string[]) {
  const env = { ...process.env, CDK8S_OUTDIR: folder };
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8', env });
  return { status, stdout, stderr };
}

const kindsOf = (file: string) =>
  parseAllDocuments(readFileSync(join(folder, file), 'utf8')).map((document) => document.toJS().kind);

test('case 29: every snippet of the README compiles with the compiler options of a user', () => {
  const tsconfig = join(folder, 'tsconfig.json');
  const compilerOptions = { noUncheckedIndexedAccess: true, noUnusedLocals: false };
  writeFileSync(
    tsconfig,
    JSON.stringify({ extends: '../../tsconfig.check.json', compilerOptions, files, include: [] }),
  );
  expect(node('node_modules/typescript/bin/tsc', '--project', tsconfig)).toEqual({ status: 0, stdout: '', stderr: '' });
}, 60_000);

test('every snippet of the README runs silently', () => {
  for (const file of files) {
    expect(node('--import', 'tsx', file)).toEqual({ status: 0, stdout: '', stderr: '' });
  }
  expect(kindsOf('shop.k8s.yaml')).toEqual(['HTTPRoute', 'BackendTrafficPolicy']);
  expect(kindsOf('desk.k8s.yaml')).toEqual(['HTTPRoute', 'GRPCRoute', 'BackendTrafficPolicy', 'BackendTrafficPolicy']);
}, 60_000);

test('the README begins with five lines of code, followed by the commands that render and test', () => {
  expect(SNIPPETS[0]?.trim().split('\n')).toHaveLength(5);
  const [, commands] = /```shell\n(.*?)```/s.exec(README) ?? [];
  expect(commands?.split('\n').map((line) => line.replace(/ +#.*/, ''))).toEqual([
    'npm ci && npm run synth',
    'npm ci && npm test',
    '',
  ]);
});
