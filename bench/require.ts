/** `npm run bench:require` compares the time that Node needs to load this package with the time that it needs to load cdk8s. */
import { execFileSync } from 'node:child_process';
import { median } from './rounds';

const ROUNDS = 25;

/** Prints the milliseconds for cdk8s, and those for this package after it. */
const LOAD = `
  const start = process.hrtime.bigint();
  require('cdk8s');
  const loaded = process.hrtime.bigint();
  require('.');
  console.log(JSON.stringify([loaded - start, process.hrtime.bigint() - loaded].map((time) => Number(time) / 1e6)));
`;

const load = (): [number, number] => JSON.parse(execFileSync(process.execPath, ['--eval', LOAD], { encoding: 'utf8' }));

load(); // fills the cache of the file system
const rounds = Array.from({ length: ROUNDS }, load);
const cdk8s = median(rounds.map(([time]) => time));
const own = median(rounds.map(([, time]) => time));
console.log(`require: cdk8s ${cdk8s.toFixed(0)} ms, this package ${own.toFixed(0)} ms: ${(own / cdk8s).toFixed(2)} ×`);
