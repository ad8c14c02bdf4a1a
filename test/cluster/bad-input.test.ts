import { Cluster } from '../../cluster/gateway/cluster';
import { stickyRoute } from '../../cluster/gateway/synthesize';
import { corpus } from './corpus';
import { manifestsOf } from './corpus/bad-input';

let cluster: Cluster;

beforeAll(async () => {
  cluster = await Cluster.start('corpus');
  await cluster.replicas('api', 3);
  await cluster.replicas('canary', 3);
});
afterAll(() => cluster.stop());

test('the corpus of bad input has at least 60 different manifests', () => {
  const manifests = new Set(corpus.map(({ what }) => what));
  process.stdout.write(`Corpus of bad input: ${manifests.size} manifests\n`);
  expect(manifests.size).toBeGreaterThanOrEqual(60);
});

describe.each(corpus.map((bad) => ({ ...bad, bad, name: bad.symptom.name })))('$what', ({ bad, symptom, props }) => {
  test(`as raw manifests, it ${symptom.name}`, async () => {
    const manifests = manifestsOf(bad, cluster.parentRef);
    if (symptom.freezes || bad.unjudged) {
      await cluster.submit(manifests);
    } else {
      await cluster.apply(manifests);
    }
    if (bad.unjudged) {
      await cluster.settled();
    }
    await symptom.assert(cluster, manifests);
    await cluster.remove(manifests);
  });

  test('through the construct, it is an error at synthesis', () => {
    expect(() => stickyRoute(cluster, 'bad', props())).toThrow(/; expected .*\. Remedy: .*\. \[[a-z-]+\]/);
  });
});
