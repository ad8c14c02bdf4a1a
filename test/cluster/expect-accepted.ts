import type { Manifest } from '../../cluster/control-plane/kube-client';
import type { Cluster } from '../../cluster/gateway/cluster';

const goodConditions: Record<string, Record<string, string>> = {
  HTTPRoute: { Accepted: 'True', ResolvedRefs: 'True' },
  GRPCRoute: { Accepted: 'True', ResolvedRefs: 'True' },
  BackendTrafficPolicy: { Accepted: 'True' },
};

/**
 * Applies manifests, and expects all routes and policies to have only good conditions, and none such as Conflicted or
 * Overridden. A field that the API server does not know is an error.
 */
export async function expectAccepted(cluster: Cluster, manifests: Manifest[]): Promise<void> {
  await cluster.apply(manifests);
  const judged = manifests.filter(({ kind }) => kind in goodConditions);
  const conditions = await Promise.all(judged.map((each) => cluster.status(each)));
  expect(conditions).toEqual(judged.map(({ kind }) => goodConditions[kind]));
}
