import { ExampleApp } from './example-app';
import { tarballOf } from './tarball';
import { testExample } from './test-example';
import { testFirstChart } from './test-first-chart';

const app = new ExampleApp('typescript', 'node_modules/.bin');
const tarball = tarballOf('cdk8s-sticky-gateway-route');

testExample(app, 'shop.ts', () => {
  app.run('npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', tarball);
});

testFirstChart('TypeScript', (commands) =>
  commands.replace('install cdk8s-sticky-gateway-route', `install --prefer-offline ${tarball}`),
);
