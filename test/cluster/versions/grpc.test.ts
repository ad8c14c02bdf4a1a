import { Stickiness } from 'cdk8s-sticky-gateway-route';
import { grpcSessionBackend, grpcSessionKey } from '../../../cluster/backends/grpc-session-backend';
import { GrpcClient } from '../../../cluster/clients/grpc-client';
import { Cluster } from '../../../cluster/gateway/cluster';
import { stickyRoute } from '../../../cluster/gateway/synthesize';
import { expectAccepted } from '../expect-accepted';
import { target } from '../target';
import { saw } from './figures';

let cluster: Cluster;
let client: GrpcClient;

beforeAll(async () => {
  cluster = await Cluster.start('grpc-pins');
  await cluster.replicas('desk', 3, { backend: grpcSessionBackend(), port: 50051 });
  client = new GrpcClient('desk.test');
});
afterAll(() => client.close());
afterAll(() => cluster.stop());

/** Whether the pod that began a session gets all of its calls, and all messages of a stream. */
async function isKept(): Promise<boolean> {
  const { pod: first, headers } = await client.call();
  const metadata = { [grpcSessionKey]: String(headers.get(grpcSessionKey)[0]) };
  const pod = first.split(' ')[0];
  const answers = [first];
  for (let call = 1; call < 5; call++) {
    answers.push((await client.call(metadata)).pod);
  }
  answers.push(...(await client.stream(5, metadata)));
  return answers.every((answer, index) => answer === `${pod} ${index + 1}`);
}

test('serverSession() keeps gRPC sessions', async () => {
  const grpc = [{ backendRefs: [{ name: 'desk', port: 50051 }] }];
  const stickiness = Stickiness.serverSession({ header: grpcSessionKey });
  await expectAccepted(cluster, stickyRoute(cluster, 'desk', { grpc, stickiness, target }));
  const sessions = await Promise.all(Array.from({ length: 20 }, () => isKept().catch(() => false)));
  const kept = sessions.filter(Boolean).length;
  saw('serverSession(), gRPC', `${kept} of ${sessions.length}`);
  expect(kept).toBe(sessions.length);
});
