import fc from 'fast-check';
import type { Cluster } from '../../../cluster/gateway/cluster';
import { type Case, casesWith } from './cases';
import { batches, Ledger } from './ledger';
import { expectRefused } from './refused';
import { problemsOf } from './render';
import { batchSize } from './slots';
import { expectTaken } from './taken';

export interface FuzzOptions {
  readonly cases: number;
  readonly seed: number;
  /** Runs only the case with this number. */
  readonly path?: string;
}

export interface Report {
  readonly taken: number;
  readonly refused: number;
  readonly ledger: Ledger;
}

/** In milliseconds. */
const shrinkingTime = 120_000;

const wrongOneIn = 25;

/** The construct accepts about half of them. */
const cases = fc.oneof(
  casesWith(),
  casesWith().filter((each) => problemsOf(each).length === 0),
  casesWith(wrongOneIn),
);

/** Gives each case to the construct, and checks the verdict on the cluster. */
export function fuzz(cluster: Cluster, { cases: numRuns, seed }: FuzzOptions): Promise<Report> {
  return judge(cluster, fc.sample(cases, { seed, numRuns }));
}

/** The same with one case. If it fails, the report is that of the smallest failing case that is found in time. */
export async function fuzzOne(cluster: Cluster, { seed, path }: FuzzOptions): Promise<Report> {
  const reports: Report[] = [];
  const agrees = fc.asyncProperty(cases, async (each) => {
    reports.push(await judge(cluster, [each]));
    return reports.at(-1)?.ledger.faults.length === 0;
  });
  await fc.check(agrees, { seed, path, numRuns: 1, interruptAfterTimeLimit: shrinkingTime });
  const failed = reports.filter(({ ledger }) => ledger.faults.length > 0);
  return (failed.at(-1) ?? reports[0]) as Report;
}

async function judge(cluster: Cluster, all: readonly Case[]): Promise<Report> {
  const trials = all.map((each, i) => ({ path: String(i), case: each, problems: problemsOf(each) }));
  const taken = trials.filter(({ problems }) => problems.length === 0);
  const refused = trials.filter(({ problems }) => problems.length > 0);
  const ledger = new Ledger();
  for (const batch of batches(taken, batchSize)) {
    await expectTaken(cluster, ledger, batch);
  }
  await expectRefused(cluster, ledger, refused);
  return { taken: taken.length, refused: refused.length, ledger };
}
