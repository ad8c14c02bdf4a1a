import { join } from 'node:path';
import { ExampleApp, PACKAGES } from './example-app';
import { testExample } from './test-example';
import { testFirstChart } from './test-first-chart';

const app = new ExampleApp('python', '.venv/bin');
const links = join(PACKAGES, 'python');

testExample(app, 'shop.py', () => {
  app.run('python3', '-m', 'venv', '.venv');
  app.run('pip', 'install', '--quiet', '--find-links', links, '--requirement', 'requirements.txt');
});

testFirstChart('Python', (commands) => commands.replace('pip install', `pip install --find-links ${links}`));
