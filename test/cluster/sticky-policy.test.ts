import { Chart } from 'cdk8s';
import { Stickiness, StickyPolicy } from 'cdk8s-sticky-gateway-route';
import { grpcBackend } from '../../cluster/backends/grpc-backend';
import { GrpcClient } from '../../cluster/clients/grpc-client';
import { type Manifest, resourcePath } from '../../cluster/control-plane/kube-client';
import { Cluster } from '../../cluster/gateway/cluster';
import { namespace } from '../../cluster/gateway/namespace';
import { synthesizeApp } from '../../cluster/gateway/synthesize';
import { expectAccepted } from './expect-accepted';

const clients = Array.from({ length: 30 }, (_, index) => `client-${index}`);
const group = 'gateway.networking.k8s.io';

let cluster: Cluster;

beforeAll(async () => {
  cluster = await Cluster.start('sticky-policy');
});
afterAll(() => cluster.stop());

/** A route of another chart, for `<name>.test`. */
function handWritten(kind: string, name: string, backendRefs: Manifest[]): Manifest {
  const spec = { parentRefs: [cluster.parentRef], hostnames: [`${name}.test`], rules: [{ backendRefs }] };
  return { apiVersion: `${group}/v1`, kind, metadata: { name, namespace }, spec };
}

function policyFor(routes: Manifest[]): Manifest[] {
  return synthesizeApp((app) => {
    new StickyPolicy(new Chart(app, 'chart', { namespace }), 'sticky', {
      metadata: { name: routes[0].metadata.name },
      targetRefs: routes.map(({ kind, metadata: { name } }) => ({ group, kind, name })),
      stickiness: Stickiness.header('X-User-Id'),
    });
  });
}

function expectSticky(podsOfClients: string[][]): void {
  expect(podsOfClients.filter((pods) => new Set(pods).size > 1)).toEqual([]);
  expect(new Set(podsOfClients.flat()).size).toBe(3);
}

test('a StickyPolicy keeps the clients of an HTTPRoute and a GRPCRoute that are written by hand', async () => {
  await cluster.replicas('api', 3);
  await cluster.replicas('quotes', 3, { backend: grpcBackend(), port: 50051 });
  const routes = [
    handWritten('HTTPRoute', 'wiki', [{ name: 'api', port: 80 }]),
    handWritten('GRPCRoute', 'desks', [{ name: 'quotes', port: 50051 }]),
  ];
  await expectAccepted(cluster, [...policyFor(routes), ...routes]);

  expectSticky(
    await Promise.all(
      clients.map((user) => cluster.podsOf(Array(5).fill({ host: 'wiki.test', headers: { 'x-user-id': user } }))),
    ),
  );
  const client = new GrpcClient('desks.test');
  expectSticky(await Promise.all(clients.map((user) => client.unary(5, { 'x-user-id': user }))));
  client.close();
});

test('a StickyPolicy for a route of Flagger respects the weights of every step, and clients stay between two steps', async () => {
  await cluster.replicas('web-primary', 3);
  await cluster.replicas('web-canary', 2);
  // As docs/canaries-and-rollouts.md shows for the Canary.
  const filters = [{ type: 'RequestHeaderModifier', requestHeaderModifier: { remove: ['x-unused'] } }];
  const backends = (primary: number, canary: number) => [
    { name: 'web-primary', port: 80, weight: primary, filters },
    { name: 'web-canary', port: 80, weight: canary, filters },
  ];
  const route = handWritten('HTTPRoute', 'web', backends(100, 0));
  await expectAccepted(cluster, [...policyFor([route]), route]);
  const users = Array.from({ length: 2000 }, (_, user) => ({
    host: 'web.test',
    headers: { 'x-user-id': `user-${user}` },
  }));
  for (const canary of [0, 10, 50, 0]) {
    const live = await cluster.kube.get(route);
    const spec = handWritten('HTTPRoute', 'web', backends(100 - canary, canary)).spec;
    await cluster.kube.request('PUT', resourcePath(live), { ...live, spec });
    await cluster.settled();
    const pods = await cluster.podsOf(users);
    const share = (100 * pods.filter((pod) => pod.startsWith('web-canary')).length) / pods.length;
    expect(Math.abs(share - canary)).toBeLessThanOrEqual(canary === 0 ? 0 : 5);
    expect(await cluster.podsOf(users)).toEqual(pods);
  }
});
