import type { IncomingHttpHeaders } from 'node:http';
import { Duration } from 'cdk8s';
import { Stickiness } from 'cdk8s-sticky-gateway-route';
import type { Replicas } from '../../cluster/backends/replicas';
import type { HttpRequest } from '../../cluster/clients/http-client';
import { Traffic } from '../../cluster/clients/traffic';
import { sleep } from '../../cluster/control-plane/wait';
import { Cluster } from '../../cluster/gateway/cluster';
import { stickyRoute } from '../../cluster/gateway/synthesize';
import { Table } from '../../cluster/table';
import { hashes } from './hash-clients';

/** Milliseconds. Envoy ejects a pod at its first failure; requests that are already on their way to it fail, too. */
const longestFailure = 1000;
const clients = Array.from({ length: 1000 }, (_, index) => index);
const host = 'churn.test';
const columns = ['factory', '3→4 pods moves', '4→3 pods moves', 'on surviving pods', 'failed requests'];
const scaling = new Table('Churn, 1000 clients', columns);
const killing = new Table('A killed pod', ['factory', 'setting', 'requests', 'failed', 'last failure after']);

const sessionCases = [
  { name: 'sessionCookie()', stickiness: Stickiness.sessionCookie({ name: 'pod', ttl: Duration.days(1) }) },
  { name: 'sessionHeader()', stickiness: Stickiness.sessionHeader('X-Pod-Key') },
];

let cluster: Cluster;
let replicas: Replicas;

beforeAll(async () => {
  cluster = await Cluster.start('churn');
  replicas = await cluster.replicas('api', 3);
});
afterAll(() => cluster.stop());
afterAll(() => [scaling, killing].map((table) => table.print()));

/** Begins sessions with new clients, and returns requests that continue them. */
async function newSessions(): Promise<HttpRequest[]> {
  const answers = await cluster.requestAll(clients.map(() => ({ host })));
  return answers.map(({ headers }) => ({ host, headers: sessionOf(headers) }));
}

function sessionOf(headers: IncomingHttpHeaders): Record<string, string> {
  const cookie = headers['set-cookie']?.[0]?.split('; ')[0];
  return cookie ? { cookie } : { 'x-pod-key': String(headers['x-pod-key']) };
}

function movedShare(before: string[], after: string[]): number {
  return before.filter((pod, client) => pod !== after[client]).length / before.length;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

/** The share of clients that moved although their pod is still there. */
function movedSurvivors(before: string[], after: string[]): number {
  const onSurvivors = clients.filter((client) => replicas.pods.includes(before[client] ?? ''));
  return onSurvivors.filter((client) => before[client] !== after[client]).length / clients.length;
}

describe('When 3 pods become 4, and 3 again', () => {
  test.each(hashes)(
    '$name moves about a quarter of the clients, and later moves them back',
    async ({ name, stickiness, requestOf }) => {
      const manifests = stickyRoute(cluster, 'churn', { stickiness });
      await cluster.apply(manifests);
      const requests = clients.map((client) => ({ host, ...requestOf(client) }));
      const traffic = new Traffic(requests);

      const three = await cluster.podsOf(requests);
      await replicas.scale(4);
      const four = await cluster.podsOf(requests);
      await replicas.scale(3);
      const threeAgain = await cluster.podsOf(requests);

      const { failures } = await traffic.stop();
      const [grown, shrunk] = [movedShare(three, four), movedShare(four, threeAgain)];
      const survivors = movedSurvivors(four, threeAgain);
      scaling.add(name, percent(grown), percent(shrunk), percent(survivors), String(failures.length));
      expect(grown).toBeGreaterThan(0.2);
      expect(grown).toBeLessThan(0.32);
      expect(threeAgain).toEqual(three);
      expect(failures).toEqual([]);
      await cluster.remove(manifests);
    },
  );

  test.each(sessionCases)('$name moves no client whose pod is still there', async ({ name, stickiness }) => {
    const manifests = stickyRoute(cluster, 'churn', { stickiness });
    await cluster.apply(manifests);
    const old = await newSessions();
    const traffic = new Traffic(old);

    const three = await cluster.podsOf(old);
    await replicas.scale(4);
    expect(await cluster.podsOf(old)).toEqual(three);
    const young = await newSessions();
    const four = await cluster.podsOf(young);
    await replicas.scale(3);
    const threeAgain = await cluster.podsOf(young);

    const { failures } = await traffic.stop();
    const survivors = movedSurvivors(four, threeAgain);
    const shrunk = movedShare(four, threeAgain);
    scaling.add(name, percent(0), percent(shrunk), percent(survivors), String(failures.length));
    expect(survivors).toBe(0);
    expect(failures).toEqual([]);
    await cluster.remove(manifests);
  });
});

describe('When a pod is killed', () => {
  const passive = { consecutive5XxErrors: 1, baseEjectionTime: '30s', maxEjectionPercent: 100 };
  const healthCheck = { passive, panicThreshold: 0 };
  const retry = { numRetries: 3, retryOn: { triggers: ['connect-failure', 'refused-stream', 'reset'] } };
  const settings = [
    { setting: 'health check', policy: { healthCheck } },
    { setting: 'health check and retry', policy: { healthCheck, retry } },
  ];
  const affinities = [
    { name: 'header()', stickiness: Stickiness.header('X-User-Id') },
    ...sessionCases.filter(({ name }) => name === 'sessionCookie()'),
  ];
  const cases = affinities.flatMap((affinity) => settings.map((setting) => ({ ...affinity, ...setting })));

  test.each(cases)(
    '$name with a $setting fails no request after the first second',
    async ({ name, stickiness, setting, policy }) => {
      const manifests = stickyRoute(cluster, 'churn', { stickiness, trafficPolicy: policy as never });
      await cluster.apply(manifests);
      const byUser = clients.map((client) => ({ host, headers: { 'x-user-id': `user-${client}` } }));
      const requests = name === 'header()' ? byUser : await newSessions();
      const before = await cluster.podsOf(requests);

      const traffic = new Traffic(requests);
      await replicas.kill('api-0');
      await sleep(3000);
      const { sent, failures } = await traffic.stop();
      const after = await cluster.podsOf(requests);

      const last = Math.max(0, ...failures.map(({ milliseconds }) => milliseconds));
      killing.add(name, setting, String(sent), String(failures.length), `${last} ms`);
      expect(last).toBeLessThan(longestFailure);
      expect(after).not.toContain('api-0');
      if (name !== 'header()') {
        const survived = before.map((pod, client) => (pod === 'api-0' ? pod : after[client]));
        expect(survived).toEqual(before);
      }
      await cluster.remove(manifests);
      await replicas.scale(3);
    },
  );
});
