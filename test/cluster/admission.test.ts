import { Stickiness } from 'cdk8s-sticky-gateway-route';
import { AgentTools } from '../../examples/agent-tools';
import { Quotes } from '../../examples/quotes';
import { Shop } from '../../examples/shop';
import { factories } from './factories';
import { Cluster, httpsListener } from './harness/cluster';
import type { Manifest } from './harness/kube-client';
import { stickyRoute, synthesizeApp } from './harness/synthesize';

let cluster: Cluster;
afterEach(() => cluster.stop());

const routeConditions = { Accepted: 'True', ResolvedRefs: 'True' };
const policyConditions = { Accepted: 'True' };

/** Gives every Service a pod; admission is strict: a field that the API server does not know fails the apply. */
async function expectAccepted(manifests: Manifest[]): Promise<void> {
  const services = manifests.filter(({ kind }) => kind === 'Service');
  for (const service of services) await cluster.replicas(service.metadata.name, 1, { service });
  await cluster.apply(manifests);
  const judged = manifests.filter(({ kind }) => kind.endsWith('Route') || kind.endsWith('Policy'));
  const conditions = await Promise.all(judged.map((each) => cluster.status(each)));
  expect(conditions).toEqual(judged.map(({ kind }) => (kind.endsWith('Route') ? routeConditions : policyConditions)));
}

test('the examples for the public Gateway are admitted and accepted', async () => {
  cluster = await Cluster.start('public', [httpsListener]);
  expect(await cluster.status(cluster.gateway)).toEqual({ Accepted: 'True', Programmed: 'True' });
  const manifests = synthesizeApp((app) => {
    new AgentTools(app, 'agent-tools', { namespace: 'agent-tools' });
    new Shop(app, 'shop', { namespace: 'shop' });
  });
  await expectAccepted(manifests);
  await cluster.remove(manifests);
});

test('the example for the internal Gateway is admitted and accepted', async () => {
  cluster = await Cluster.start('internal', [{ name: 'grpc', protocol: 'HTTP', port: 50051 }]);
  const manifests = synthesizeApp((app) => new Quotes(app, 'quotes', { namespace: 'quotes' }));
  await expectAccepted(manifests);
  await cluster.remove(manifests);
});

test('every factory with every option is admitted and accepted, for HTTP and for gRPC', async () => {
  cluster = await Cluster.start('factories');
  await cluster.replicas('api', 1);
  const rules = [{ backendRefs: [{ name: 'api', port: 80 }] }];
  const http = factories.map(({ stickiness }, i) =>
    stickyRoute(cluster, `http-${i}`, { http: rules, stickiness: stickiness(), streaming: i % 2 === 0 }),
  );
  const grpc = factories.map(({ stickiness, httpOnly }, i) =>
    httpOnly ? [] : stickyRoute(cluster, `grpc-${i}`, { grpc: rules, stickiness: stickiness() }),
  );
  const manifests = [...http, ...grpc].flat();
  await expectAccepted(manifests);
  await cluster.remove(manifests);
});

test('one policy serves the HTTP and gRPC routes of a construct, split or not, and a rule with a policy of its own', async () => {
  cluster = await Cluster.start('compositions');
  await cluster.replicas('api', 1);
  const backendRefs = [{ name: 'api', port: 80 }];
  const rules = Array.from({ length: 40 }, (_, i) => ({
    name: `rule-${i}`,
    matches: [{ path: { value: `/${i}` } }],
    backendRefs,
  }));
  const composed = stickyRoute(cluster, 'composed', { http: rules, grpc: [{ name: 'grpc', backendRefs }] });
  await expectAccepted(composed);
  const ruled = stickyRoute(cluster, 'ruled', {
    http: rules.slice(0, 2),
    ruleStickiness: { 'rule-1': Stickiness.header('X-User-Id') },
  });
  await cluster.apply(ruled);
  const policies = ruled.filter(({ kind }) => kind === 'BackendTrafficPolicy');
  expect(await Promise.all(policies.map((policy) => cluster.status(policy)))).toEqual([
    { Accepted: 'True', Overridden: 'True' },
    { Accepted: 'True' },
  ]);
  await cluster.remove([...composed, ...ruled]);
});
