import { Replicas, type ReplicasOptions } from '../backends/replicas';
import { type Answer, closeConnections, type HttpRequest, request } from '../clients/http-client';
import { conditionsOf } from '../control-plane/conditions';
import { envoyGatewayLog } from '../control-plane/envoy-gateway';
import { KubeClient, type Manifest, resourcePath } from '../control-plane/kube-client';
import { LogCount } from '../control-plane/log-count';
import { sleep, waitFor } from '../control-plane/wait';
import { Barrier } from './barrier';
import { Envoy } from './envoy';
import { certificateSecret, gatewayManifest, gatewayNamespace, namespaceManifest } from './gateway-manifests';
import { namespace } from './namespace';

const routeKinds = ['HTTPRoute', 'GRPCRoute'];
const judgedKinds = [...routeKinds, 'BackendTrafficPolicy'];

/** Milliseconds between policies and routes. If Envoy gets a route before its policy, changing the load balancer takes 15 s. */
const policyHeadStart = 100;

/** If a configuration is replaced before it is complete, Envoy waits 15 s for the rest of it, sometimes more than once. */
const patience = { timeout: 180_000 };

/** One Gateway with its Envoy. All Gateways share the control plane. */
export class Cluster {
  private readonly namespaces = new Set<string>();
  private readonly replicaSets: Replicas[] = [];
  private readonly applied = new Map<string, Manifest>();
  private readonly barrier: Barrier;
  private readonly skipped = new LogCount(
    envoyGatewayLog,
    /skipped (publishing|sending)|observed a panic|Failed to watch/,
  );

  private constructor(
    readonly kube: KubeClient,
    readonly gateway: Manifest,
    readonly envoy: Envoy,
  ) {
    this.barrier = new Barrier(kube, this.parentRef);
  }

  /** Starts a Gateway with the listener `http` and the given others. */
  static async start(gatewayName: string, listeners: Manifest[] = []): Promise<Cluster> {
    const kube = new KubeClient(JSON.parse(process.env.CLUSTER_ENDPOINT ?? '{}'));
    const gateway = gatewayManifest(gatewayName, listeners);
    await kube.apply(namespaceManifest(gatewayNamespace));
    await kube.apply(certificateSecret());
    await kube.apply(gateway);
    const cluster = new Cluster(kube, gateway, await Envoy.start(kube, gateway));
    await cluster.settled();
    return cluster;
  }

  /** The parentRef for routes of this Gateway. */
  get parentRef() {
    return { name: this.gateway.metadata.name, namespace: gatewayNamespace, sectionName: 'http' };
  }

  /** Applies manifests unchanged, then waits until Envoy Gateway has set their conditions and Envoy serves them. */
  async apply(manifests: Manifest[]): Promise<void> {
    await this.submit(manifests);
    await Promise.all(manifests.filter(({ kind }) => judgedKinds.includes(kind)).map((each) => this.judged(each)));
    await this.settled();
  }

  /** Applies manifests unchanged, and does not wait. */
  async submit(manifests: Manifest[]): Promise<void> {
    for (const { metadata } of manifests) {
      await this.ensureNamespace(metadata.namespace);
    }
    const [others, routes] = byRoute(manifests);
    for (const manifest of others) {
      await this.submitOne(manifest);
    }
    await sleep(policyHeadStart);
    for (const manifest of routes) {
      await this.submitOne(manifest);
    }
  }

  async remove(manifests: Manifest[]): Promise<void> {
    const [others, routes] = byRoute(manifests);
    for (const manifest of [...routes, ...others]) {
      await this.kube.delete(manifest);
      this.applied.delete(resourcePath(manifest));
    }
    await this.settled();
  }

  /** The conditions that Envoy Gateway reports, such as `{ Accepted: 'True' }`; empty if it reports none. */
  async status(manifest: Manifest): Promise<Record<string, string>> {
    const conditions = conditionsOf(await this.kube.get(manifest));
    return Object.fromEntries(conditions.map(({ type, status }) => [type, status]));
  }

  /** Starts a Service with this many pods. */
  async replicas(name: string, count: number, options: ReplicasOptions = {}): Promise<Replicas> {
    await this.ensureNamespace(options.service?.metadata.namespace ?? namespace);
    const replicas = new Replicas(this.kube, name, options, () => this.settled());
    this.replicaSets.push(replicas);
    await replicas.scale(count);
    return replicas;
  }

  /** The whole configuration of Envoy. */
  async envoyConfig(): Promise<Manifest> {
    return JSON.parse(await this.envoy.admin('/config_dump?include_eds'));
  }

  request(options: HttpRequest): Promise<Answer> {
    return request(options);
  }

  /** Sends requests, `atATime` at once, and returns the responses. */
  async requestAll(requests: HttpRequest[], atATime = 100): Promise<Answer[]> {
    const answers: Answer[] = [];
    for (let start = 0; start < requests.length; start += atATime) {
      answers.push(...(await Promise.all(requests.slice(start, start + atATime).map(request))));
    }
    return answers;
  }

  /** Sends requests, and returns the pods that respond. Throws if a status is not 200. */
  async podsOf(requests: HttpRequest[]): Promise<string[]> {
    const answers = await this.requestAll(requests);
    const failed = answers.find(({ status }) => status !== 200);
    if (failed) {
      throw new Error(`Envoy responded with ${failed.status}: ${failed.body}`);
    }
    return answers.map(({ pod }) => pod);
  }

  async stop(): Promise<void> {
    await this.remove([...this.applied.values()]);
    await this.kube.delete(this.gateway);
    await this.barrier.remove();
    await this.envoy.stop();
    await Promise.all(this.replicaSets.map((replicas) => replicas.stop()));
  }

  /** Waits until Envoy serves everything that was applied so far. */
  async settled(): Promise<void> {
    const count = await this.barrier.raise();
    await waitFor('Envoy to have the newest configuration', () => this.isPast(count), patience);
    closeConnections();
  }

  /** Whether everything that was applied so far reaches Envoy, and neither Envoy Gateway nor Envoy refuses any of it. */
  async reachesEnvoy(): Promise<boolean> {
    const before = await this.refusals();
    const count = await this.barrier.raise();
    const end = await waitFor(
      'the configuration to be accepted or refused',
      async () => {
        if ((await this.refusals()) > before || !this.envoy.isRunning) {
          return 'refused';
        }
        return (await this.isPast(count)) ? 'accepted' : undefined;
      },
      patience,
    );
    closeConnections();
    return end === 'accepted';
  }

  /**
   * Restarts Envoy after the object that froze or crashed it was removed, and waits until it serves. Without a restart it would
   * wait up to 15 s for the endpoints of clusters that were removed before it had them.
   */
  async revive(): Promise<void> {
    await this.envoy.restart();
    await this.settled();
  }

  /** How often Envoy Gateway did not publish its configuration, or Envoy refused it. */
  async refusals(): Promise<number> {
    return this.skipped.count + (await this.envoy.rejections());
  }

  /** The newest log lines about refused configuration, of Envoy Gateway and of Envoy. */
  get lastRefusals(): string {
    return `${this.skipped.last}\n${this.envoy.lastRejection}`;
  }

  private async isPast(count: number): Promise<boolean> {
    await this.barrier.assertAt(count);
    const warming = await this.envoy.warming();
    if (warming.length > 0) {
      throw new Error(`still warming ${warming.join()}`);
    }
    return this.knowsEndpoints();
  }

  private async submitOne(manifest: Manifest): Promise<void> {
    await this.kube.apply(manifest);
    this.applied.set(resourcePath(manifest), manifest);
  }

  private async ensureNamespace(name?: string): Promise<void> {
    if (!name || this.namespaces.has(name)) {
      return;
    }
    await this.kube.apply(namespaceManifest(name));
    this.namespaces.add(name);
  }

  private async knowsEndpoints(): Promise<boolean> {
    const upstreams = await this.envoy.endpoints();
    return this.replicaSets.every((replicas) =>
      upstreams
        .map((endpoints) => endpoints.filter(({ address }) => replicas.owns(address)))
        .filter((endpoints) => endpoints.length > 0)
        .every((endpoints) => replicas.isKnownAs(endpoints)),
    );
  }

  private judged(manifest: Manifest): Promise<boolean> {
    return waitFor(`Envoy Gateway to judge ${manifest.kind} ${manifest.metadata.name}`, async () => {
      const object = await this.kube.get(manifest);
      const conditions = conditionsOf(object);
      const current = conditions.every((each) => each.observedGeneration === object.metadata.generation);
      return conditions.length > 0 && current;
    });
  }
}

function byRoute(manifests: Manifest[]): [others: Manifest[], routes: Manifest[]] {
  const isRoute = ({ kind }: Manifest) => routeKinds.includes(kind);
  return [manifests.filter((each) => !isRoute(each)), manifests.filter(isRoute)];
}
