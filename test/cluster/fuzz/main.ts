/** `npm run fuzz -- --cases N --seed S`, or `--path P --seed S` for case P alone, which is shrunk if it fails. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runTests } from '../run-tests';

const { values } = parseArgs({
  options: { cases: { type: 'string', default: '10000' }, seed: { type: 'string' }, path: { type: 'string' } },
});
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
process.env.FUZZ = JSON.stringify({ cases: Number(values.cases), seed, path: values.path });
void runTests(['--config', join(__dirname, '..', 'jest.config.js'), 'fuzz.test']);
