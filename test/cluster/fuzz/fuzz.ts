import fc from 'fast-check';
import type { Cluster } from '../harness/cluster';
import type { Manifest } from '../harness/kube-client';
import { sleep } from '../harness/wait';
import { type Case, casesWith } from './cases';
import { decisions } from './decisions';
import { misbehaviour } from './misbehaviour';
import { manifestsOf, problemsOf, uncheckedManifestsOf } from './render';
import { inParallel, slotCount } from './slots';
import { Trials } from './trials';

export interface FuzzOptions {
  readonly cases: number;
  readonly seed: number;
  /** Runs the one case with this number. */
  readonly path?: string;
}

/** A case on which the construct and the cluster do not agree. */
export interface Fault {
  readonly path: string;
  readonly what: string;
  readonly case: Case;
}

export interface Report {
  readonly accepted: number;
  readonly refused: number;
  /** How many refusals each kind of evidence is for. */
  readonly evidence: Map<string, number>;
  readonly faults: Fault[];
}

/** A case, and what the construct says. */
interface Trial {
  readonly path: string;
  readonly case: Case;
  readonly problems: string[];
}

/** About half of which the construct takes. */
const cases = fc.oneof(
  casesWith(),
  casesWith().filter((each) => problemsOf(each).length === 0),
  casesWith(25),
);

/** Puts each case to the construct, and its answer to the cluster. */
export async function fuzz(cluster: Cluster, { cases: numRuns, seed }: FuzzOptions): Promise<Report> {
  return judge(cluster, fc.sample(cases, { seed, numRuns }));
}

/** The same with one case; where it fails, with the smallest like it that can be found. */
export async function fuzzOne(cluster: Cluster, { seed, path }: FuzzOptions): Promise<Report> {
  let smallest: Report | undefined;
  const agrees = fc.asyncProperty(cases, async (each) => {
    const report = await judge(cluster, [each]);
    if (report.faults.length > 0 || !smallest) smallest = report;
    return report.faults.length === 0;
  });
  await fc.check(agrees, { seed, path, numRuns: 1, interruptAfterTimeLimit: shrinkingTime });
  return smallest as Report;
}

async function judge(cluster: Cluster, all: Case[]): Promise<Report> {
  const trials = all.map((each, i) => ({ path: String(i), case: each, problems: problemsOf(each) }));
  const accepted = trials.filter(({ problems }) => problems.length === 0);
  const refused = trials.filter(({ problems }) => problems.length > 0);
  const fuzzer = new Fuzzer(cluster);
  for (const batch of batches(accepted, slotCount)) await fuzzer.expectTaken(batch);
  await fuzzer.expectRefused(refused);
  const { faults, evidence } = fuzzer;
  return { accepted: accepted.length, refused: refused.length, faults, evidence };
}

const proofsOfACause = 5;

/** Envoy waits 15 s for the endpoints of a cluster that is gone before they came. */
const thaw = 1000;

/** In milliseconds. */
const shrinkingTime = 120_000;

/** What a case does not keep to, wherever. */
function causeOf({ problems }: Trial): string {
  const causes = problems.map((each) => each.slice(each.indexOf('; allowed: ')));
  return [...new Set(causes)].sort().join('\n');
}

function byCause(a: Trial, b: Trial): number {
  return causeOf(a) < causeOf(b) ? -1 : 1;
}

class Fuzzer {
  readonly faults: Fault[] = [];
  readonly evidence = new Map<string, number>();
  private readonly trials: Trials;
  private readonly freezes: string[] = [];

  constructor(private readonly cluster: Cluster) {
    this.trials = new Trials(cluster);
  }

  /** Expects that the API server, Envoy Gateway and Envoy take all trials. */
  async expectTaken(batch: Trial[]): Promise<void> {
    const started = Date.now();
    const before = await this.cluster.refusals();
    const placed = batch.map((trial, slot) => ({ trial, manifests: manifestsOf(trial.case, slot) }));
    const refusals = await inParallel(placed, ({ manifests }) => this.trials.apply(manifests));
    const reached = await this.cluster.reachesEnvoy();
    const complaints = await this.trials.complaints(placed.map(({ manifests }) => manifests));
    const frozen = !reached || (await this.cluster.refusals()) > before;
    await this.remove(placed, frozen);
    this.progress(frozen ? 'frozen' : 'taken', batch.length, started);
    const open = batch.filter((trial, i) => {
      // What freezes the Gateway also makes policies of others look bad.
      const what = refusals[i] ?? (frozen && batch.length > 1 ? undefined : complaints[i]);
      if (what) this.fault(trial, `taken, but the cluster says: ${what}`);
      return !what;
    });
    if (!frozen) return;
    if (batch.length > 1) for (const half of halves(open)) await this.expectTaken(half);
    else if (open[0]) this.fault(open[0], `taken, but it freezes the Gateway: ${this.cluster.lastRefusals}`);
  }

  /** Expects that something is wrong with every trial. */
  async expectRefused(refused: Trial[]): Promise<void> {
    const dryRuns = await inParallel(refused, async (trial) => {
      const decision = decisions.find(({ problem }) => trial.problems.some((each) => problem.test(each)));
      if (decision) return `decision: ${decision.reason}`;
      return (await this.trials.apply(uncheckedManifestsOf(trial.case, 0), { dryRun: true }))
        ? 'the API server'
        : undefined;
    });
    for (const each of dryRuns) if (each) this.count(each);
    const admitted = refused.filter((_, i) => !dryRuns[i]);
    for (const batch of batches(admitted.sort(byCause), 20)) await this.expectTrouble(batch);
  }

  /** Expects that every trial, which the API server takes, is reported, freezes the Gateway or misbehaves. */
  private async expectTrouble(all: Trial[]): Promise<void> {
    const batch = all.filter((trial) => !this.isKnownToFreeze(trial));
    if (batch.length === 0) return;
    const started = Date.now();
    const placed = batch.map((trial, slot) => ({ trial, manifests: uncheckedManifestsOf(trial.case, slot) }));
    await inParallel(placed, ({ manifests }) => this.trials.apply(manifests));
    const reached = await this.cluster.reachesEnvoy();
    const complaints = await this.trials.complaints(placed.map(({ manifests }) => manifests));
    const symptoms = await inParallel(placed, ({ manifests }) =>
      reached ? misbehaviour(this.cluster, manifests) : Promise.resolve(undefined),
    );
    await this.remove(placed, !reached);
    this.progress(reached ? 'refused' : 'refused, frozen', batch.length, started);
    const open = batch.filter((_, i) => {
      if (complaints[i]) this.count('the status');
      else if (symptoms[i]) this.count('behaviour');
      return !complaints[i] && !symptoms[i];
    });
    if (reached) {
      for (const trial of open) this.fault(trial, `refused, but all is well: ${trial.problems.join('; ')}`);
    } else if (batch.length > 1) {
      for (const half of halves(open)) await this.expectTrouble(half);
    } else if (open[0]) {
      this.count('the Gateway freezes');
      this.freezes.push(causeOf(open[0]));
    }
  }

  /** A Gateway takes up to 15 s to thaw, so that a few cases stand for all of one cause. */
  private isKnownToFreeze(trial: Trial): boolean {
    const known = this.freezes.filter((cause) => cause === causeOf(trial)).length >= proofsOfACause;
    if (known) this.count('the Gateway freezes, as with others of the same cause');
    return known;
  }

  /** A line for each batch of a long run. */
  private progress(what: string, size: number, started: number): void {
    process.stdout.write(`${what} ${size}: ${Date.now() - started} ms\n`);
  }

  private async remove(placed: { readonly manifests: Manifest[] }[], frozen: boolean): Promise<void> {
    if (frozen) await sleep(thaw);
    await this.trials.remove(placed.map(({ manifests }) => manifests));
    await this.cluster.settled();
  }

  private fault(trial: Trial, what: string): void {
    this.faults.push({ path: trial.path, what, case: trial.case });
    process.stdout.write(`--path ${trial.path}: ${what}\n${JSON.stringify(trial.case)}\n`);
  }

  private count(evidence: string): void {
    this.evidence.set(evidence, (this.evidence.get(evidence) ?? 0) + 1);
  }
}

function halves<T>(items: readonly T[]): T[][] {
  return batches(items, Math.ceil(items.length / 2));
}

function batches<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}
