import type { Cluster } from '../harness/cluster';
import { halves, type Ledger, type Trial } from './ledger';
import { misbehaviour } from './misbehaviour';
import { manifestsOf } from './render';
import { inParallel, nextSlots } from './slots';
import { Trials } from './trials';

const patience = 15_000;

/** Expects that the API server, Envoy Gateway and Envoy take what the construct takes; halves a batch to find what they do not. */
export async function expectTaken(cluster: Cluster, ledger: Ledger, batch: readonly Trial[]): Promise<void> {
  const started = Date.now();
  const trials = new Trials(cluster);
  const before = await cluster.refusals();
  const slots = nextSlots(batch.length);
  const placed = batch.map((trial, i) => manifestsOf(trial.case, slots[i] as number));
  const refusals = await inParallel(placed, (manifests) => trials.apply(manifests));
  const reached = await cluster.reachesEnvoy();
  const complaints = await trials.complaints(placed, patience);
  const frozen = !reached || (await cluster.refusals()) > before;
  const symptoms = frozen ? [] : await inParallel(placed, (manifests) => misbehaviour(cluster, manifests));
  await trials.remove(placed, frozen);
  ledger.batch(frozen ? 'taken freeze the Gateway' : 'taken', batch.length, started);
  const open = batch.filter((trial, i) => {
    // What freezes the Gateway also makes policies of others look bad.
    const what = refusals[i] ?? (frozen && batch.length > 1 ? undefined : (complaints[i] ?? symptoms[i]));
    if (what) ledger.fault(trial, `taken, but the cluster says: ${what}`);
    return !what;
  });
  if (!frozen) return;
  if (batch.length > 1) for (const half of halves(open)) await expectTaken(cluster, ledger, half);
  else if (open[0]) ledger.fault(open[0], `taken, but it freezes the Gateway: ${cluster.lastRefusals}`);
}
