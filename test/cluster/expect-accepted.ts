import type { Manifest } from '../../cluster/control-plane/kube-client';
import type { Cluster } from '../../cluster/gateway/cluster';

const goodConditions: Record<string, Record<string, string>> = {
  HTTPRoute: { Accepted: 'True', ResolvedRefs: 'True' },
  GRPCRoute: { Accepted: 'True', ResolvedRefs: 'True' },
  BackendTrafficPolicy: { Accepted: 'True' },
};

interface Target {
  readonly kind: string;
  readonly name: string;
  readonly sectionName?: string;
}

/**
 * Applies manifests, and expects all routes and policies to have only good conditions, and none such as Conflicted. Only the policy
 * of a route with policies for its rules is Overridden. A field that the API server does not know is an error.
 */
export async function expectAccepted(cluster: Cluster, manifests: Manifest[]): Promise<void> {
  await cluster.apply(manifests);
  const judged = manifests.filter(({ kind }) => kind in goodConditions);
  const conditions = await Promise.all(judged.map((each) => cluster.status(each)));
  const ofRules = judged.flatMap(targetsOf).filter(({ sectionName }) => sectionName);
  const isOverridden = (manifest: Manifest) =>
    targetsOf(manifest).some(
      ({ kind, name, sectionName }) => !sectionName && ofRules.some((rule) => rule.kind === kind && rule.name === name),
    );
  expect(conditions).toEqual(
    judged.map((each) => ({ ...goodConditions[each.kind], ...(isOverridden(each) && { Overridden: 'True' }) })),
  );
}

function targetsOf({ spec }: Manifest): Target[] {
  return spec.targetRefs ?? [];
}
