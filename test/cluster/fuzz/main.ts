import { join } from 'node:path';
import { parseArgs } from 'node:util';

/** `npm run fuzz -- --cases N --seed S`, or `--path P --seed S` for the one case P, made smaller where it fails. */
const { values } = parseArgs({
  options: { cases: { type: 'string', default: '10000' }, seed: { type: 'string' }, path: { type: 'string' } },
});
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
process.env.FUZZ = JSON.stringify({ cases: Number(values.cases), seed, path: values.path });
const config = join(__dirname, '..', 'jest.config.js');
process.argv.splice(2, process.argv.length, 'jest', '--config', config, 'fuzz.test');
void import('../main.js');
