/**
 * Synthesis of many routes by the construct, against the same without its checks, and against the same objects made of the
 * imported classes: by `cdk8s synth`, from start to end, and in processes that have compiled the code: `npm run bench`.
 */
import { execFileSync } from 'node:child_process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { inTurn, median } from './rounds';
import { apps, type Name, names, ROUTES } from './synth/apps';

const SYNTH_ROUNDS = 24;

/** What a process compiles, and when, differs: several say more than many rounds of one. */
const WARM_PROCESSES = 5;
const WARM_ROUNDS = 6;
const WARM = 'warm';

type Round = Record<Name, number>;

/** Milliseconds that `cdk8s synth` takes, with the start of its own process and of that of the app. */
function costOfSynth(name: Name): number {
  const app = `"${process.execPath}" --import tsx bench/synth/main.ts '${name}'`;
  const args = ['synth', '--no-check-upgrade', '--output', '.cache/bench/synth', '--app', app];
  const env = { ...process.env, TSX_TSCONFIG_PATH: 'bench/tsconfig.json' };
  return milliseconds(() => execFileSync(process.execPath, ['node_modules/cdk8s-cli/bin/cdk8s', ...args], { env }));
}

/** What one app leaves behind is not for the next one to clear up. */
setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

function costInProcess(name: Name): number {
  collectGarbage();
  return milliseconds(() => apps[name]().synthYaml());
}

/** Rounds in one process, which has compiled everything before them. */
function warmRounds(): Round[] {
  for (const name of names) {
    costInProcess(name);
  }
  return rounds(WARM_ROUNDS, costInProcess);
}

function warmRoundsInProcessOfTheirOwn(): Round[] {
  const args = [...process.execArgv, __filename, WARM];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }));
}

function rounds(count: number, costOf: (name: Name) => number): Round[] {
  return Array.from(
    { length: count },
    (_, round) => Object.fromEntries(inTurn(names, round).map((name) => [name, costOf(name)])) as Round,
  );
}

function milliseconds(run: () => unknown): number {
  const start = process.hrtime.bigint();
  run();
  return Number(process.hrtime.bigint() - start) / 1e6;
}

function print(title: string, measured: readonly Round[]): void {
  console.log(`${title}, ${measured.length} rounds`);
  for (const name of names) {
    const time = median(measured.map((round) => round[name]));
    const ratio = median(measured.map((round) => round.construct / round[name]));
    console.log(`  ${name.padEnd(16)}  ${time.toFixed(0)} ms; construct ${ratio.toFixed(3)} times that`);
  }
}

if (process.argv[2] === WARM) {
  console.log(JSON.stringify(warmRounds()));
} else {
  console.log(`${ROUTES} routes, Node ${process.version}`);
  print('cdk8s synth, from start to end', rounds(SYNTH_ROUNDS, costOfSynth));
  print(
    'In processes that have compiled the code',
    Array.from({ length: WARM_PROCESSES }).flatMap(warmRoundsInProcessOfTheirOwn),
  );
}
