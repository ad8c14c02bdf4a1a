import type { Cluster } from '../../../cluster/gateway/cluster';
import { halves, type Ledger, type Trial } from './ledger';
import { misbehaviour } from './misbehaviour';
import { manifestsOf } from './render';
import { inParallel, nextSlot } from './slots';
import { outageOf, Trials } from './trials';

const patience = 15_000;

/** Expects that the API server, Envoy Gateway and Envoy accept what the construct accepts; halves a batch to find exceptions. */
export async function expectTaken(cluster: Cluster, ledger: Ledger, batch: readonly Trial[]): Promise<void> {
  const started = Date.now();
  const trials = new Trials(cluster);
  const before = await cluster.refusals();
  const placed = batch.map((trial) => manifestsOf(trial.case, nextSlot()));
  const refusals = await inParallel(placed, (manifests) => trials.apply(manifests));
  const complaints = await trials.complaints(placed, patience);
  const reached = await cluster.reachesEnvoy();
  const symptoms = reached
    ? await inParallel(placed, (manifests, i) => misbehaviour(cluster, (batch[i] as Trial).case, manifests))
    : [];
  const outage = await outageOf(cluster, before);
  await trials.remove(placed, outage !== undefined);
  ledger.batch(`accepted ${outage ?? ''}`, batch.length, started);
  const open = batch.filter((trial, i) => {
    // During an outage other trials look bad, too.
    const what = refusals[i] ?? (outage && batch.length > 1 ? undefined : (complaints[i] ?? symptoms[i]));
    if (what) {
      ledger.fault(trial, `accepted, but the cluster says: ${what}`);
    }
    return !what;
  });
  if (!outage) {
    return;
  }
  if (batch.length > 1) {
    for (const half of halves(open)) {
      await expectTaken(cluster, ledger, half);
    }
  } else if (open[0]) {
    ledger.fault(open[0], `accepted, but it ${outage}: ${cluster.lastRefusals}`);
  }
}
