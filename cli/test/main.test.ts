import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { version } from '../package.json';
import { corpusFile } from './support/corpus';

const MAIN = join(__dirname, '..', 'lib', 'main.js');

function main(args: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], { input, encoding: 'utf8' });
  return { status, stdout, stderr };
}

const input = readFileSync(corpusFile('01-affinity-only'), 'utf8');

test.each([[['migrate', '-']], [['migrate']]])('%j reads standard input', (args) => {
  const { status, stdout, stderr } = main(args, input);
  expect(status).toBe(0);
  expect(stdout).toContain('kind: HTTPRoute');
  expect(stderr).toContain('1 Ingress became 2 objects');
});

test('errors of standard input name it', () => {
  const { status, stderr } = main(['migrate'], 'a: [1\nb: 2\n');
  expect(status).toBe(1);
  expect(stderr).toMatch(/^error: stdin:2:\d+: no YAML: /);
});

test('the exit code of lost stickiness leaves the process', () => {
  expect(main(['migrate', corpusFile('50-hash-subset')]).status).toBe(2);
});

test('the version is that of the package', () => {
  expect(main(['--version']).stdout).toBe(`${version}\n`);
});
