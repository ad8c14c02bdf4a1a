/**
 * `npm run bench` compares the synthesis of many routes with the construct, with the construct without its checks, and with the
 * imported classes alone. It measures whole runs of `cdk8s synth`, and synthesis in processes that have compiled the code before.
 */
import { execFileSync } from 'node:child_process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { inTurn, median } from './rounds';
import { apps, type Name, names, ROUTES } from './synth/apps';

const SYNTH_ROUNDS = 24;

/** Processes differ in what they compile, and when. So several processes say more than many rounds in one. */
const WARM_PROCESSES = 5;
const WARM_ROUNDS = 6;
const WARM = 'warm';

type Round = Record<Name, number>;

/** Milliseconds that `cdk8s synth` takes, including the start of its own process and of that of the app. */
function costOfSynth(name: Name): number {
  const app = `"${process.execPath}" --import tsx bench/synth/main.ts '${name}'`;
  const args = ['synth', '--no-check-upgrade', '--output', '.cache/bench/synth', '--app', app];
  const env = { ...process.env, TSX_TSCONFIG_PATH: 'bench/tsconfig.json' };
  return milliseconds(() => execFileSync(process.execPath, ['node_modules/cdk8s-cli/bin/cdk8s', ...args], { env }));
}

setFlagsFromString('--expose-gc');
/** Called before each round, so that no round collects the garbage of the one before. */
const collectGarbage: () => void = runInNewContext('gc');

function costInProcess(name: Name): number {
  collectGarbage();
  return milliseconds(() => apps[name]().synthYaml());
}

/** Rounds in this process, after it has compiled the code of all apps. */
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
