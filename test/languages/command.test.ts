import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CleanFolder } from './clean-folder';
import { tarballOf } from './tarball';

const CORPUS = join(__dirname, '../../cli/test/corpus');

const folder = new CleanFolder();
afterAll(() => folder.remove());

test('the installed command migrates an Ingress', () => {
  const tarballs = ['cdk8s-sticky-gateway-route', 'sticky-gateway'].map(tarballOf);
  folder.run('npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', ...tarballs);
  folder.write('ingress.yaml', readFileSync(join(CORPUS, '01-affinity-only.yaml'), 'utf8'));
  const report = folder.run('npx', 'sticky-gateway', 'migrate', 'ingress.yaml', '--typescript', '--out', 'gateway');
  expect(report).toContain('affinity');
  expect(readFileSync(join(folder.folder, 'gateway/main.ts'), 'utf8')).toContain('stickiness: Stickiness.cookie(');
});
