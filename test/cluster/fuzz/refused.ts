import type { Cluster } from '../../../cluster/gateway/cluster';
import { brief } from '../../support/findings';
import { decisionFor } from './decisions';
import { isolated } from './isolated';
import { batches, halves, type Ledger, type Trial } from './ledger';
import { misbehaviour } from './misbehaviour';
import { uncheckedManifestsOf } from './render';
import { batchSize, inParallel, nextSlot } from './slots';
import { outageOf, Trials } from './trials';

/** In milliseconds. Envoy Gateway sets no status on some of these policies. */
const patience = 3000;

/** Expects that what the construct refuses, rendered unchecked, is refused by the cluster or misbehaves there. */
export async function expectRefused(cluster: Cluster, ledger: Ledger, refused: readonly Trial[]): Promise<void> {
  const trouble = new Trouble(cluster, ledger);
  const rendered = refused.filter((trial) => isRendered(trial, ledger));
  const hidden = await trouble.expect(await refusedByAdmission(cluster, ledger, rendered));
  for (const trial of await trouble.expect(hidden.map(isolated))) {
    const decision = trial.problems.map(decisionFor).find((each) => each !== undefined);
    if (decision) {
      ledger.evident(`by decision: ${decision.reason}`);
    } else {
      ledger.fault(trial, `refused, but the cluster shows nothing wrong: ${trial.problems.map(brief).join('; ')}`);
    }
  }
}

/** Whether a case can be rendered unchecked. Some arguments that a factory of Stickiness refuses cannot. */
function isRendered({ case: each, problems }: Trial, ledger: Ledger): boolean {
  try {
    uncheckedManifestsOf(each, 0);
    return true;
  } catch (error) {
    if (!(error instanceof TypeError && problems.some(({ property }) => property.startsWith('Stickiness.')))) {
      throw error;
    }
    ledger.evident('as it cannot be rendered');
    return false;
  }
}

/** Asks the API server, and returns the trials that it accepts. */
async function refusedByAdmission(cluster: Cluster, ledger: Ledger, refused: readonly Trial[]): Promise<Trial[]> {
  const trials = new Trials(cluster);
  const evidence = await inParallel(refused, (trial) =>
    trials.apply(uncheckedManifestsOf(trial.case, 0), { dryRun: true }),
  );
  for (const each of evidence) {
    if (each) {
      ledger.evident('by the API server');
    }
  }
  return refused.filter((_, i) => !evidence[i]);
}

/** Applies trials that the API server accepts but the construct refuses, and looks for what goes wrong. */
class Trouble {
  private readonly trials: Trials;
  private readonly hidden: Trial[] = [];

  constructor(
    private readonly cluster: Cluster,
    private readonly ledger: Ledger,
  ) {
    this.trials = new Trials(cluster);
  }

  /** Looks for a bad status, misbehaviour or an outage caused by each trial, and returns the trials without any. */
  async expect(trials: readonly Trial[]): Promise<Trial[]> {
    const others: Trial[] = [];
    for (const [first, ...alike] of groupsByCause(trials)) {
      // It is costly to find the trial that causes an outage among others.
      if (await this.tryOut([first as Trial])) {
        for (const trial of alike) {
          await this.tryOut([trial]);
        }
      } else {
        others.push(...alike);
      }
    }
    for (const batch of batches(others, batchSize)) {
      await this.tryOut(batch);
    }
    return this.hidden.splice(0);
  }

  /** Applies a batch. Returns whether there was an outage. */
  private async tryOut(batch: readonly Trial[]): Promise<boolean> {
    const started = Date.now();
    const before = await this.cluster.refusals();
    const placed = batch.map((trial) => uncheckedManifestsOf(trial.case, nextSlot()));
    await inParallel(placed, (manifests) => this.trials.apply(manifests));
    const reached = await this.cluster.reachesEnvoy();
    const complaints = await this.trials.complaints(placed, patience);
    const symptoms = reached
      ? await inParallel(placed, (manifests, i) => misbehaviour(this.cluster, (batch[i] as Trial).case, manifests))
      : [];
    const outage = await outageOf(this.cluster, before);
    await this.trials.remove(placed, outage !== undefined);
    this.ledger.batch(`refused ${outage ?? ''}`, batch.length, started);
    const open = batch.filter((_, i) => {
      // During an outage other trials look bad, too.
      const symptom = outage ? undefined : symptoms[i];
      if (complaints[i]) {
        this.ledger.evident('by status');
      } else if (symptom) {
        this.ledger.evident('by behaviour');
      }
      return !complaints[i] && !symptom;
    });
    if (!outage) {
      this.hidden.push(...open);
    } else if (batch.length > 1) {
      for (const half of halves(open)) {
        await this.tryOut(half);
      }
    } else if (open.length > 0) {
      this.ledger.evident(`as it ${outage}`);
    }
    return outage !== undefined;
  }
}

/** The causes of the errors of a case, whatever their properties. */
function causesOf({ problems }: Trial): string[] {
  return [...new Set(problems.map(({ id, expected }) => `${id} ${expected}`))].sort();
}

/** Groups trials with the same causes. Trials with a single cause come first. */
function groupsByCause(trials: readonly Trial[]): Trial[][] {
  const groups = new Map<string, Trial[]>();
  for (const trial of trials) {
    const key = causesOf(trial).join('\n');
    groups.set(key, [...(groups.get(key) ?? []), trial]);
  }
  const lines = (group: Trial[]) => causesOf(group[0] as Trial).length;
  return [...groups.values()].sort((a, b) => lines(a) - lines(b));
}
