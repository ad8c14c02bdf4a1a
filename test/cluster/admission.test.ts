import { Stickiness } from 'cdk8s-sticky-gateway-route';
import { Cluster } from '../../cluster/gateway/cluster';
import { stickyRoute } from '../../cluster/gateway/synthesize';
import { expectAccepted } from './expect-accepted';
import { factories } from './factories';

const isHttpOnly = (stickiness: Stickiness) => stickiness._plan.httpOnly !== undefined;

let cluster: Cluster;
afterEach(() => cluster.stop());

test('the API server admits and Envoy Gateway accepts every factory with every option, for HTTP and gRPC', async () => {
  cluster = await Cluster.start('factories');
  await cluster.replicas('api', 1);
  const rules = [{ backendRefs: [{ name: 'api', port: 80 }] }];
  const http = factories.map(({ stickiness }, i) =>
    stickyRoute(cluster, `http-${i}`, {
      hostnames: [`http-${i}.shop.test`],
      http: rules,
      stickiness: stickiness(),
      streaming: i % 2 === 0,
    }),
  );
  const grpc = factories.map(({ stickiness }, i) =>
    isHttpOnly(stickiness())
      ? []
      : stickyRoute(cluster, `grpc-${i}`, {
          hostnames: [`grpc-${i}.shop.test`],
          grpc: rules,
          stickiness: stickiness(),
        }),
  );
  const manifests = [...http, ...grpc].flat();
  await expectAccepted(cluster, manifests);
  await cluster.remove(manifests);
});

test('Envoy Gateway accepts one policy for split HTTP routes and a gRPC route, and a policy for a single rule', async () => {
  cluster = await Cluster.start('compositions');
  await cluster.replicas('api', 1);
  const backendRefs = [{ name: 'api', port: 80 }];
  const rules = Array.from({ length: 40 }, (_, i) => ({
    name: `rule-${i}`,
    matches: [{ path: { value: `/${i}` } }],
    backendRefs,
  }));
  const composed = stickyRoute(cluster, 'composed', {
    http: rules,
    grpc: [{ name: 'grpc', backendRefs }],
    stickiness: Stickiness.header('X-User-Id'),
  });
  await expectAccepted(cluster, composed);
  const ruled = stickyRoute(cluster, 'ruled', {
    http: rules.slice(0, 2),
    ruleStickiness: { 'rule-1': Stickiness.header('X-User-Id') },
  });
  await expectAccepted(cluster, ruled);
  await cluster.remove([...composed, ...ruled]);
});

test('Envoy Gateway accepts the routes of every session stickiness with several backends, split or not', async () => {
  cluster = await Cluster.start('weighted-pins');
  await cluster.replicas('api', 1);
  await cluster.replicas('canary', 1);
  const backendRefs = [
    { name: 'api', port: 80, weight: 90 },
    { name: 'canary', port: 80, weight: 10 },
  ];
  const rules = Array.from({ length: 20 }, (_, i) => ({ matches: [{ path: { value: `/${i}` } }], backendRefs }));
  const hostnames = Array.from({ length: 17 }, (_, i) => `host-${i}.pins.test`);
  const pins = factories.filter(({ stickiness }) => stickiness()._plan.pin);
  const manifests = pins.flatMap(({ stickiness }, i) => [
    ...stickyRoute(cluster, `http-${i}`, {
      hostnames: [`http-${i}.shop.test`],
      http: rules.slice(0, 2),
      stickiness: stickiness(),
    }),
    ...(isHttpOnly(stickiness())
      ? []
      : stickyRoute(cluster, `grpc-${i}`, { grpc: [{ backendRefs }], stickiness: stickiness() })),
  ]);
  const split = stickyRoute(cluster, 'split', { http: rules, hostnames, stickiness: Stickiness.mcp() });
  const sessions = [...manifests, ...split].filter(({ metadata }) => /-sessions/.test(metadata.name));
  expect(sessions.length).toBe(pins.length + pins.filter(({ stickiness }) => !isHttpOnly(stickiness())).length + 4);
  manifests.push(...split);
  await expectAccepted(cluster, manifests);
  await cluster.remove(manifests);
});
