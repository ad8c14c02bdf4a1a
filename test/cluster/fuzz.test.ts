import { Cluster } from '../../cluster/gateway/cluster';
import { gatewayName } from './fuzz/cases';
import { type FuzzOptions, fuzz, fuzzOne } from './fuzz/fuzz';
import { podBackend } from './fuzz/pod-backend';
import { makeSlots, slotCount } from './fuzz/slots';

jest.mock('../../src/findings/refuse', () => {
  const { refuse } = jest.requireActual('../../src/findings/refuse');
  const { refusals } = jest.requireActual('./fuzz/refusals');
  return { refuse: (each: unknown) => refusals.ignored || refuse(each) };
});

const options: FuzzOptions = { cases: 300, seed: 1, ...JSON.parse(process.env.FUZZ ?? '{}') };

let cluster: Cluster | undefined;
afterAll(() => cluster?.stop());

test(`the construct and the cluster accept the same, in ${options.cases} cases of seed ${options.seed}`, async () => {
  const started = Date.now();
  cluster = await Cluster.start(gatewayName);
  const { endpoints } = await cluster.replicas('api', 3, { backend: podBackend });
  await makeSlots(cluster, endpoints, slotCount);
  const { taken, refused, ledger } = await (options.path === undefined ? fuzz : fuzzOne)(cluster, options);
  const seconds = Math.round((Date.now() - started) / 1000);
  const shares = [...ledger.evidence].map(([evidence, count]) => `  ${count} ${evidence}\n`);
  process.stdout.write(`Seed ${options.seed}: ${taken} accepted, ${refused} refused, ${seconds} s\n${shares.join('')}`);
  expect(ledger.faults.map(({ path, what }) => `--path ${path}: ${what}`)).toEqual([]);
}, 3_600_000);
