import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ExampleApp, PACKAGES } from './example-app';
import { testExample } from './test-example';
import { testFirstChart } from './test-first-chart';

const app = new ExampleApp('typescript', 'node_modules/.bin');
const tarball = join(PACKAGES, 'js', readdirSync(join(PACKAGES, 'js'))[0] ?? '');

testExample(app, 'shop.ts', () => {
  app.run('npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', tarball);
});

testFirstChart('TypeScript', (commands) =>
  commands.replace('install cdk8s-sticky-gateway-route', `install --prefer-offline ${tarball}`),
);
