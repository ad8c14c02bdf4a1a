import type { Cluster } from './cluster';
import type { Manifest } from './kube-client';

const goodConditions: Record<string, Record<string, string>> = {
  HTTPRoute: { Accepted: 'True', ResolvedRefs: 'True' },
  GRPCRoute: { Accepted: 'True', ResolvedRefs: 'True' },
  BackendTrafficPolicy: { Accepted: 'True' },
};

/**
 * Applies manifests, strictly: a field that the API server does not know fails. Expects all routes and policies to have
 * their good conditions and no other, such as Conflicted or Overridden.
 */
export async function expectAccepted(cluster: Cluster, manifests: Manifest[]): Promise<void> {
  await cluster.apply(manifests);
  const judged = manifests.filter(({ kind }) => kind in goodConditions);
  const conditions = await Promise.all(judged.map((each) => cluster.status(each)));
  expect(conditions).toEqual(judged.map(({ kind }) => goodConditions[kind]));
}
