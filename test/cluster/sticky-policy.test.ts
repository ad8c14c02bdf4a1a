import { Chart } from 'cdk8s';
import { Stickiness, StickyPolicy } from 'cdk8s-sticky-gateway-route';
import { Cluster } from './harness/cluster';
import { expectAccepted } from './harness/expect-accepted';
import { grpcBackend } from './harness/grpc-backend';
import { GrpcClient } from './harness/grpc-client';
import type { Manifest } from './harness/kube-client';
import { namespace, synthesizeApp } from './harness/synthesize';

const clients = Array.from({ length: 30 }, (_, index) => `client-${index}`);
const group = 'gateway.networking.k8s.io';

let cluster: Cluster;
afterAll(() => cluster.stop());

/** A route that somebody else's chart renders, for `<name>.test`. */
function handWritten(kind: string, name: string, backendRefs: Manifest[]): Manifest {
  const spec = { parentRefs: [cluster.parentRef], hostnames: [`${name}.test`], rules: [{ backendRefs }] };
  return { apiVersion: `${group}/v1`, kind, metadata: { name, namespace }, spec };
}

function expectSticky(podsOfClients: string[][]): void {
  expect(podsOfClients.filter((pods) => new Set(pods).size > 1)).toEqual([]);
  expect(new Set(podsOfClients.flat()).size).toBe(3);
}

test('a StickyPolicy keeps the clients of an HTTPRoute and a GRPCRoute that are written by hand', async () => {
  cluster = await Cluster.start('sticky-policy');
  await cluster.replicas('api', 3);
  await cluster.replicas('quotes', 3, { backend: grpcBackend(), port: 50051 });
  const routes = [
    handWritten('HTTPRoute', 'wiki', [{ name: 'api', port: 80 }]),
    handWritten('GRPCRoute', 'desks', [{ name: 'quotes', port: 50051 }]),
  ];
  const policy = synthesizeApp((app) => {
    new StickyPolicy(new Chart(app, 'chart', { namespace }), 'sticky', {
      targetRefs: routes.map(({ kind, metadata: { name } }) => ({ group, kind, name })),
      stickiness: Stickiness.header('X-User-Id'),
    });
  });
  await expectAccepted(cluster, [...policy, ...routes]);

  expectSticky(
    await Promise.all(
      clients.map((user) => cluster.podsOf(Array(5).fill({ host: 'wiki.test', headers: { 'x-user-id': user } }))),
    ),
  );
  const client = new GrpcClient('desks.test');
  expectSticky(await Promise.all(clients.map((user) => client.unary(5, { 'x-user-id': user }))));
  client.close();
});
