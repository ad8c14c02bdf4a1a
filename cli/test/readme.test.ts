import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { programFor } from '../src/command/program';

const ROOT = join(__dirname, '..');
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');

test('the snippet of the README compiles', () => {
  const [, snippet = ''] = /```ts\n([\s\S]*?)```/.exec(README) ?? [];
  const folder = join(ROOT, '.cache', 'readme');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'snippet.mts');
  writeFileSync(file, snippet);
  const program = ts.createProgram([file], {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.Node16,
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: ['node'],
  });
  const messages = ts.getPreEmitDiagnostics(program).map(({ messageText }) => messageText);
  expect(messages).toEqual([]);
}, 30_000);

test('the README names options that the command has', () => {
  const [migrate] = programFor('1.0.0', () => Promise.resolve()).commands;
  const known = migrate?.options.flatMap(({ long, short }) => [long, short]);
  const named = [...README.matchAll(/(?<=[\s`])--?[a-z][a-z-]*/g)].map(([option]) => option);
  const ofOthers = ['--dry-run', '--help', '--server-side', '--workspace', '-A', '-f'];
  expect(named.filter((option) => !known?.includes(option) && !ofOthers.includes(option))).toEqual([]);
  expect(named.length).toBeGreaterThan(10);
});
