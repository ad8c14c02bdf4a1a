import { type Condition, conditionsOf } from '../../../cluster/control-plane/conditions';
import { KubeError, type Manifest } from '../../../cluster/control-plane/kube-client';
import { sleep } from '../../../cluster/control-plane/wait';
import type { Cluster } from '../../../cluster/gateway/cluster';
import { inParallel } from './slots';

const gatewayApi = '/apis/gateway.networking.k8s.io/v1';
const envoyGateway = '/apis/gateway.envoyproxy.io/v1alpha1';
const judgedKinds: Record<string, string> = {
  HTTPRoute: `${gatewayApi}/httproutes`,
  GRPCRoute: `${gatewayApi}/grpcroutes`,
  BackendTrafficPolicy: `${envoyGateway}/backendtrafficpolicies`,
};
/** Conditions that may be true. The construct warns of overlaps itself; Warning is for renamed fields. */
const good = ['Accepted', 'ResolvedRefs', 'Programmed', 'Overridden', 'Merged', 'RouteRulesOverlap', 'Warning'];

/** Manifests on the cluster. Each list has the manifests of one case. */
export class Trials {
  constructor(private readonly cluster: Cluster) {}

  /** Applies manifests, refusing unknown fields. Returns why the API server refuses one of them, if it does. */
  async apply(manifests: Manifest[], { dryRun = false } = {}): Promise<string | undefined> {
    const isRoute = ({ kind }: Manifest) => kind.endsWith('Route');
    const ordered = [...manifests.filter((each) => !isRoute(each)), ...manifests.filter(isRoute)];
    try {
      for (const manifest of ordered) {
        await this.cluster.kube.apply(manifest, { dryRun });
      }
      return undefined;
    } catch (error) {
      if (isRefusal(error)) {
        return error.message;
      }
      throw error;
    }
  }

  /** Removes manifests, and makes the Gateway serve again after an outage. */
  async remove(trials: Manifest[][], outage: boolean): Promise<void> {
    await inParallel(trials, async (manifests) => {
      for (const manifest of [...manifests].reverse()) {
        await this.cluster.kube.delete(manifest).catch((error) => {
          if (!isRefusal(error)) {
            throw error;
          }
        });
      }
    });
    if (outage) {
      await this.cluster.revive();
    }
  }

  /** Envoy Gateway's complaint about each trial, or that it has set no status within `patience`; undefined if there is none. */
  async complaints(trials: Manifest[][], patience: number): Promise<(string | undefined)[]> {
    const deadline = Date.now() + patience;
    for (;;) {
      const objects = await this.judged();
      const complaints = trials.map((manifests) => firstOf(manifests.map((each) => complaint(each, objects))));
      if (!complaints.includes(unjudged) || Date.now() > deadline) {
        return complaints;
      }
      await sleep(100);
    }
  }

  private async judged(): Promise<Map<string, Manifest>> {
    const objects = new Map<string, Manifest>();
    for (const [kind, path] of Object.entries(judgedKinds)) {
      const { items } = await this.cluster.kube.request('GET', path);
      for (const item of items) {
        objects.set(key(kind, item), item);
      }
    }
    return objects;
  }
}

/** What is wrong with the whole Gateway since it had this number of refusals; undefined if it serves all others. */
export async function outageOf(cluster: Cluster, refusals: number): Promise<string | undefined> {
  const refused = (await cluster.refusals()) > refusals;
  if (!cluster.envoy.isRunning) {
    return 'crashes Envoy';
  }
  return refused ? 'freezes the Gateway' : undefined;
}

/** Whether the API server refuses the manifest. If a list has an item twice, it responds with a 5xx status. */
function isRefusal(error: unknown): error is KubeError {
  return error instanceof KubeError && (error.code < 500 || error.message.startsWith('failed to create typed patch'));
}

const unjudged = 'Envoy Gateway sets no status on it';

function complaint(manifest: Manifest, objects: Map<string, Manifest>): string | undefined {
  if (!(manifest.kind in judgedKinds)) {
    return undefined;
  }
  const object = objects.get(key(manifest.kind, manifest));
  if (!object) {
    return undefined; // the API server refused it, or a manifest before it
  }
  const conditions = conditionsOf(object);
  const current = conditions.every((each) => each.observedGeneration === object.metadata.generation);
  if (conditions.length === 0 || !current) {
    return unjudged;
  }
  const bad = conditions.find((each) => each.status !== 'True' || !good.includes(each.type));
  return bad && described(manifest.kind, bad);
}

function described(kind: string, { type, status, reason, message }: Condition): string {
  return `${kind} ${type}=${status} ${reason}: ${message}`;
}

function firstOf(complaints: (string | undefined)[]): string | undefined {
  return complaints.find((each) => each !== undefined);
}

function key(kind: string, { metadata }: Manifest): string {
  return `${kind} ${metadata.namespace}/${metadata.name}`;
}
