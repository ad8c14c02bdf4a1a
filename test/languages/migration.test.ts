import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Yaml } from 'cdk8s';
import { CORPUS, corpusFile } from '../../cli/test/support/corpus';
import { CleanFolder } from './clean-folder';
import { PACKAGES } from './example-app';

const ROOT = join(__dirname, '../..');
/** The corpus, and what it does not have. */
const manifests = [...CORPUS.map(corpusFile), join(__dirname, 'migration.yaml')];
const targets = [
  { of: 'the newest Envoy Gateway', target: [] },
  { of: 'Envoy Gateway 1.8', target: ['--target', '1.8'] },
];

const app = new CleanFolder('.venv/bin');
afterAll(() => app.remove());

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
  app.run('python3', '-m', 'venv', '.venv');
  const [links, requirements] = [join(PACKAGES, 'python'), join(__dirname, 'requirements.txt')];
  app.run(
    'pip',
    'install',
    '--quiet',
    '--find-links',
    links,
    '--requirement',
    requirements,
    'cdk8s-sticky-gateway-route',
  );
});

test.each(targets)('the code in Python is formatted, and renders the manifests for $of', ({ target }) => {
  migrate('--python', '--out', app.folder, ...target);
  app.run('black', '--check', 'main.py');
  app.run('python', 'main.py');
  const rendered = Yaml.load(join(app.folder, 'dist/migrated.k8s.yaml'));
  const migrated = JSON.parse(migrate('-o', 'json', ...target)).items;
  expect(migrated.length).toBeGreaterThan(100);
  expect(rendered).toEqual(migrated);
  expect(readFileSync(join(app.folder, 'main.py'), 'utf8').includes('EnvoyGatewayVersion')).toBe(target.length > 0);
});
