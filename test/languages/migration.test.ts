import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Yaml } from 'cdk8s';
import { CORPUS, corpusFile } from '../../cli/test/support/corpus';
import { PACKAGES } from './example-app';

const ROOT = join(__dirname, '../..');
/** The corpus, and what it does not have. */
const manifests = [...CORPUS.map(corpusFile), join(__dirname, 'migration.yaml')];
const targets = [
  { of: 'the newest Envoy Gateway', target: [] },
  { of: 'Envoy Gateway 1.8', target: ['--target', '1.8'] },
];

const folder = mkdtempSync(join(tmpdir(), 'migration-'));
const python = (program: string, ...args: string[]) =>
  execFileSync(join(folder, '.venv/bin', program), args, { cwd: folder, stdio: 'pipe' });

afterAll(() => rmSync(folder, { recursive: true }));

/** Migrates the manifests, some of which lose their stickiness. */
function migrate(...args: string[]): string {
  const { status, stdout } = spawnSync('npx', ['tsx', 'cli/src/main.ts', 'migrate', ...manifests, ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  expect(status).toBe(2);
  return stdout;
}

test('it installs the package', () => {
  execFileSync('python3', ['-m', 'venv', join(folder, '.venv')]);
  const wheel = readdirSync(join(PACKAGES, 'python')).filter((file) => file.endsWith('.whl'));
  const requirements = join(__dirname, 'requirements.txt');
  python(
    'pip',
    'install',
    '--quiet',
    '--requirement',
    requirements,
    ...wheel.map((file) => join(PACKAGES, 'python', file)),
  );
});

test.each(targets)('the code in Python is formatted, and renders the manifests for $of', ({ target }) => {
  migrate('--python', '--out', folder, ...target);
  python('black', '--check', 'main.py');
  python('python', 'main.py');
  const rendered = Yaml.load(join(folder, 'dist/migrated.k8s.yaml'));
  const migrated = JSON.parse(migrate('-o', 'json', ...target)).items;
  expect(migrated.length).toBeGreaterThan(100);
  expect(rendered).toEqual(migrated);
  expect(readFileSync(join(folder, 'main.py'), 'utf8').includes('EnvoyGatewayVersion')).toBe(target.length > 0);
});
