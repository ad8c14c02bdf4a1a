import { join } from 'node:path';
import { ExampleApp, PACKAGES } from './example-app';
import { testExample } from './test-example';

const app = new ExampleApp('python', '.venv/bin');

testExample(app, 'shop.py', () => {
  app.run('python3', '-m', 'venv', '.venv');
  app.run('pip', 'install', '--quiet', '--find-links', join(PACKAGES, 'python'), '--requirement', 'requirements.txt');
});
