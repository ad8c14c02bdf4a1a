import type { Cluster } from '../harness/cluster';
import { decisions } from './decisions';
import { batches, halves, type Ledger, type Trial } from './ledger';
import { misbehaviour } from './misbehaviour';
import { uncheckedManifestsOf } from './render';
import { batchSize, inParallel, nextSlots } from './slots';
import { Trials } from './trials';

/** A policy may well be told nothing. */
const patience = 3000;

/** Expects that what the construct refuses is refused by the cluster, or misbehaves, once nobody checks it. */
export async function expectRefused(cluster: Cluster, ledger: Ledger, refused: readonly Trial[]): Promise<void> {
  const admitted = await refusedByAdmission(cluster, ledger, refused);
  const trouble = new Trouble(cluster, ledger);
  const others: Trial[] = [];
  for (const [first, ...alike] of groupsByCause(admitted)) {
    if (await trouble.expect([first as Trial])) for (const trial of alike) await trouble.expect([trial]);
    else others.push(...alike);
  }
  for (const batch of batches(others, batchSize)) await trouble.expect(batch);
}

/** Asks the API server; what it takes is returned. */
async function refusedByAdmission(cluster: Cluster, ledger: Ledger, refused: readonly Trial[]): Promise<Trial[]> {
  const trials = new Trials(cluster);
  const evidence = await inParallel(refused, (trial) =>
    trials.apply(uncheckedManifestsOf(trial.case, 0), { dryRun: true }),
  );
  for (const each of evidence) if (each) ledger.evident('by the API server');
  return refused.filter((_, i) => !evidence[i]);
}

/** What happens on a cluster that admits what the construct refuses. */
class Trouble {
  private readonly trials: Trials;

  constructor(
    private readonly cluster: Cluster,
    private readonly ledger: Ledger,
  ) {
    this.trials = new Trials(cluster);
  }

  /** Expects that each trial is reported, freezes the Gateway or misbehaves; whether any freezes. */
  async expect(batch: readonly Trial[]): Promise<boolean> {
    const started = Date.now();
    const slots = nextSlots(batch.length);
    const placed = batch.map((trial, i) => uncheckedManifestsOf(trial.case, slots[i] as number));
    await inParallel(placed, (manifests) => this.trials.apply(manifests));
    const reached = await this.cluster.reachesEnvoy();
    const complaints = await this.trials.complaints(placed, patience);
    const symptoms = reached ? await inParallel(placed, (manifests) => misbehaviour(this.cluster, manifests)) : [];
    await this.trials.remove(placed, !reached);
    this.ledger.batch(reached ? 'refused' : 'refused freeze the Gateway', batch.length, started);
    const open = batch.filter((_, i) => {
      // What freezes the Gateway also makes the patches of others look bad.
      const complaint = reached || !complaints[i]?.startsWith('EnvoyPatchPolicy') ? complaints[i] : undefined;
      if (complaint) this.ledger.evident('by status');
      else if (symptoms[i]) this.ledger.evident('by behaviour');
      return !complaint && !symptoms[i];
    });
    if (reached) for (const trial of open) this.withoutSymptom(trial);
    else if (batch.length > 1) for (const half of halves(open)) await this.expect(half);
    else if (open.length > 0) this.ledger.evident('by a Gateway that freezes');
    return !reached;
  }

  private withoutSymptom(trial: Trial): void {
    const decision = decisions.find(({ problem }) => trial.problems.some((each) => problem.test(each)));
    if (decision) this.ledger.evident(`by decision: ${decision.reason}`);
    else this.ledger.fault(trial, `refused, but all is well: ${trial.problems.join('; ')}`);
  }
}

/** What a case does not keep to, wherever. */
function causesOf({ problems }: Trial): string[] {
  return [...new Set(problems.map((each) => each.slice(each.indexOf('; allowed: '))))].sort();
}

/** Those of one cause first. */
function groupsByCause(trials: readonly Trial[]): Trial[][] {
  const groups = new Map<string, Trial[]>();
  for (const trial of trials) {
    const key = causesOf(trial).join('\n');
    groups.set(key, [...(groups.get(key) ?? []), trial]);
  }
  const lines = (group: Trial[]) => causesOf(group[0] as Trial).length;
  return [...groups.values()].sort((a, b) => lines(a) - lines(b));
}
