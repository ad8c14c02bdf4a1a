import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { checksums, publications, REGISTRIES } from '../tools/release';

const ROOT = join(__dirname, '..');
const PACKAGES = {
  'go/stickyroute/go.mod': 'module example.com/stickyroute\n',
  'go/stickyroute/version': '0.2.0',
  'java/com/example/sticky-route/0.2.0/sticky-route-0.2.0.jar': 'jar',
  'java/com/example/sticky-route/0.2.0/sticky-route-0.2.0.pom': '<project/>',
  'js/sticky-route@0.2.0.jsii.tgz': 'abc',
  'python/sticky_route-0.2.0-py3-none-any.whl': 'wheel',
  'python/sticky_route-0.2.0.tar.gz': 'sdist',
};

const manifest = (path: string) => JSON.parse(readFileSync(join(ROOT, path, 'package.json'), 'utf8'));

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'release-'));
  for (const [file, content] of Object.entries(PACKAGES)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), content);
  }
});

afterEach(() => rmSync(folder, { recursive: true }));

const changelog = (...args: string[]) =>
  execFileSync(join(ROOT, 'node_modules/.bin/changelog'), args, { cwd: ROOT, encoding: 'utf8' }).trim();

test('a release publishes every jsii target', () => {
  expect(Object.keys(REGISTRIES).sort()).toEqual(['js', ...Object.keys(manifest('.').jsii.targets)].sort());
});

test('a release names each package once', () => {
  expect(publications(folder)).toEqual([
    'npm: js/sticky-route@0.2.0.jsii.tgz',
    'PyPI: python/sticky_route-0.2.0-py3-none-any.whl',
    'PyPI: python/sticky_route-0.2.0.tar.gz',
    'Maven Central: java/com/example/sticky-route/0.2.0/sticky-route-0.2.0.pom',
    'Go repository: go/stickyroute/go.mod',
  ]);
});

test.each(Object.keys(REGISTRIES))('a release without a package for %s fails', (target) => {
  rmSync(join(folder, target), { recursive: true });
  expect(() => publications(folder)).toThrow(`packages/${target} has nothing`);
});

test('SHA256SUMS has every other file, in order', () => {
  writeFileSync(join(folder, 'SHA256SUMS'), checksums(folder));
  expect(checksums(folder)).toBe(readFileSync(join(folder, 'SHA256SUMS'), 'utf8'));
  const lines = checksums(folder).trimEnd().split('\n');
  expect(lines.map((line) => line.slice(66))).toEqual(Object.keys(PACKAGES));
  expect(lines[4]).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  js/sticky-route@0.2.0.jsii.tgz',
  );
});

test('CHANGELOG.md has the form that its tool writes', () => {
  expect(changelog('--dry-run', '--format', 'markdownlint')).toBe(
    readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8').trim(),
  );
});

test('.last-release/ is the newest release of CHANGELOG.md', () => {
  expect(manifest('.last-release').version).toBe(changelog('--latest-release'));
});

test.each([
  'README.md',
  'examples/go/go.mod',
  'examples/java/pom.xml',
  'examples/python/requirements.txt',
  'examples/typescript/package.json',
])('%s installs this version, which npm version writes', (file) => {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const [, version] = /sticky-?gateway-?route(?:==|": "| v|<.artifactId>\s*<version>)([\d.]+)/.exec(text) ?? [];
  expect(version).toBe(manifest('.').version);
});
