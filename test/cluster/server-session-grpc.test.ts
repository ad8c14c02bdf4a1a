import { status } from '@grpc/grpc-js';
import { Stickiness } from 'cdk8s-sticky-gateway-route';
import { grpcSessionBackend, grpcSessionKey as key } from '../../cluster/backends/grpc-session-backend';
import { GrpcClient } from '../../cluster/clients/grpc-client';
import { Cluster } from '../../cluster/gateway/cluster';
import { stickyRoute } from '../../cluster/gateway/synthesize';
import { Table } from '../../cluster/table';
import { expectAccepted } from './expect-accepted';

const sessions = Array.from({ length: 100 }, (_, index) => index);
const answersOf = (pod: string, calls: number) => Array.from({ length: calls }, (_, call) => `${pod} ${call + 1}`);
const table = new Table('gRPC sessions on 3 replicas', ['client', 'stickiness', 'sessions', 'kept']);

let cluster: Cluster;
let client: GrpcClient;

beforeAll(async () => {
  cluster = await Cluster.start('session-grpc');
  await cluster.replicas('desk', 3, { backend: grpcSessionBackend(), port: 50051 });
});
afterAll(() => cluster.stop());
afterAll(() => table.print());
afterEach(() => client.close());

/** Runs sessions, and returns the responses of each: to unary calls, the first of which begins it, and to one stream. */
async function runSessions(name: string, stickiness: Stickiness): Promise<string[][]> {
  const grpc = [{ backendRefs: [{ name: 'desk', port: 50051 }] }];
  await expectAccepted(cluster, stickyRoute(cluster, name, { grpc, stickiness }));
  client = new GrpcClient(`${name}.test`);
  return Promise.all(
    sessions.map(async () => {
      const { pod, headers } = await client.call();
      const metadata = { [key]: String(headers.get(key)[0]) };
      const answers = [pod];
      try {
        for (let call = 1; call < 20; call++) {
          answers.push((await client.call(metadata)).pod);
        }
        answers.push(...(await client.stream(5, metadata)));
      } catch (error) {
        if ((error as { code?: number }).code !== status.NOT_FOUND) {
          throw error;
        }
      }
      return answers;
    }),
  );
}

function keptOf(all: string[][]): string[][] {
  return all.filter((answers) => answers.join() === answersOf(answers[0]?.split(' ')[0] ?? '', 25).join());
}

test('serverSession() keeps every session that a gRPC server names in its metadata, for calls and streams', async () => {
  const all = await runSessions('override', Stickiness.serverSession({ header: 'X-Session-Id' }));
  table.add('@grpc/grpc-js', 'serverSession()', String(all.length), String(keptOf(all).length));
  expect(keptOf(all)).toEqual(all);
  expect(new Set(all.map(([first]) => first)).size).toBe(3);
});

test('header() loses most sessions that a gRPC server names in its metadata', async () => {
  const all = await runSessions('hash', Stickiness.header('X-Session-Id'));
  table.add('@grpc/grpc-js', 'header()', String(all.length), String(keptOf(all).length));
  expect(keptOf(all).length).toBeGreaterThan(15);
  expect(keptOf(all).length).toBeLessThan(55);
});
