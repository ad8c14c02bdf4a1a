import { Stickiness } from 'cdk8s-sticky-gateway-route';
import { grpcBackend } from '../../cluster/backends/grpc-backend';
import { GrpcClient } from '../../cluster/clients/grpc-client';
import { Cluster } from '../../cluster/gateway/cluster';
import { stickyRoute } from '../../cluster/gateway/synthesize';
import { Table } from '../../cluster/table';
import { hashes } from './hash-clients';

const clients = Array.from({ length: 2000 }, (_, index) => index);
const table = new Table('Weighted canary, 90/10, 2000 clients', ['factory', 'canary', 'clients that moved']);

let cluster: Cluster;

beforeAll(async () => {
  cluster = await Cluster.start('canary');
  await cluster.replicas('stable', 3);
  await cluster.replicas('canary', 1);
});
afterAll(() => cluster.stop());
afterAll(() => table.print());

const http = [
  {
    backendRefs: [
      { name: 'stable', port: 80, weight: 90 },
      { name: 'canary', port: 80, weight: 10 },
    ],
  },
];

/** Expects a tenth of the clients on the canary, give or take three percentage points, and each client on one pod. */
function expectWeighted(name: string, first: string[], second: string[]): void {
  const canary = first.filter((pod) => pod.startsWith('canary')).length / first.length;
  const moved = first.filter((pod, client) => pod !== second[client]).length;
  table.add(name, `${(100 * canary).toFixed(1)} %`, String(moved));
  expect(Math.abs(canary - 0.1)).toBeLessThan(0.03);
  expect(moved).toBe(0);
}

test.each(hashes)(
  '$name distributes clients by weight, and each client stays on its pod',
  async ({ name, stickiness, requestOf }) => {
    const manifests = stickyRoute(cluster, 'weighted', { http, stickiness });
    await cluster.apply(manifests);
    const requests = clients.map((client) => ({ host: 'weighted.test', ...requestOf(client) }));
    expectWeighted(name, await cluster.podsOf(requests), await cluster.podsOf(requests));
    await cluster.remove(manifests);
  },
);

test('cookie() may move a new client to another backend once, after its first request', async () => {
  const manifests = stickyRoute(cluster, 'weighted', { http });
  await cluster.apply(manifests);
  const newcomer = { host: 'weighted.test', newConnection: true };
  const answers = await cluster.requestAll(clients.map(() => newcomer));
  const returning = answers.map(({ headers }) => {
    const cookie = headers['set-cookie']?.[0]?.split('; ')[0] ?? '';
    return { host: 'weighted.test', headers: { cookie } };
  });
  const second = await cluster.podsOf(returning);
  const moved = answers.filter(({ pod }, client) => pod !== second[client]).length / clients.length;
  process.stdout.write(`New clients of cookie() that moved after their first request: ${(100 * moved).toFixed(1)} %\n`);
  expect(moved).toBeLessThan(0.22);
  expectWeighted('cookie(), new clients', second, await cluster.podsOf(returning));
  await cluster.remove(manifests);
});

test('header() distributes gRPC clients by weight, and each client stays on its pod', async () => {
  await cluster.replicas('stable-grpc', 3, { backend: grpcBackend(), port: 50051 });
  await cluster.replicas('canary-grpc', 1, { backend: grpcBackend(), port: 50051 });
  const backendRefs = [
    { name: 'stable-grpc', port: 50051, weight: 90 },
    { name: 'canary-grpc', port: 50051, weight: 10 },
  ];
  const stickiness = Stickiness.header('x-desk-id');
  await cluster.apply(stickyRoute(cluster, 'grpc', { grpc: [{ backendRefs }], stickiness }));
  const client = new GrpcClient('grpc.test');
  const pods = await Promise.all(clients.map((desk) => client.unary(2, { 'x-desk-id': `desk-${desk}` })));
  const column = (call: number) => pods.map((each) => each[call] ?? '');
  expectWeighted('header(), gRPC', column(0), column(1));
  client.close();
});
