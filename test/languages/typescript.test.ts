import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ExampleApp, PACKAGES } from './example-app';
import { testExample } from './test-example';

const app = new ExampleApp('typescript', 'node_modules/.bin');

testExample(app, 'shop.ts', () => {
  const [tarball = ''] = readdirSync(join(PACKAGES, 'js'));
  app.run('npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', join(PACKAGES, 'js', tarball));
});
