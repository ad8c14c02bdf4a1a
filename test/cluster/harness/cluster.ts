import { conditionsOf } from './conditions';
import { Envoy } from './envoy';
import { envoyGatewayLog, gatewayClassName } from './envoy-gateway';
import { type Answer, closeConnections, type HttpRequest, request } from './http-client';
import { servingCertificate } from './kube-apiserver';
import { KubeClient, type Manifest, resourcePath } from './kube-client';
import { LogCount } from './log-count';
import { Replicas, type ReplicasOptions } from './replicas';
import { namespace } from './synthesize';
import { sleep, waitFor } from './wait';

export const gatewayNamespace = 'gateways';

export const httpsListener = {
  name: 'https',
  protocol: 'HTTPS',
  port: 443,
  tls: { certificateRefs: [{ name: 'certificate' }] },
};

const routeKinds = ['HTTPRoute', 'GRPCRoute'];
const judgedKinds = [...routeKinds, 'BackendTrafficPolicy'];

/** A cluster that Envoy has already takes 15 s to change its load balancer, so policies go before their routes. */
const policyHeadStart = 100;

/** Envoy waits 15 s for what belongs to a configuration that is gone before it was whole, at times more than once. */
const patience = { timeout: 180_000 };

/** One Gateway with its Envoy on the control plane that all test files share. */
export class Cluster {
  private readonly namespaces = new Set<string>();
  private readonly replicaSets: Replicas[] = [];
  private readonly applied = new Map<string, Manifest>();
  private readonly skipped = new LogCount(
    envoyGatewayLog,
    /skipped (publishing|sending)|observed a panic|Failed to watch/,
  );
  private barriers = 0;

  private constructor(
    readonly kube: KubeClient,
    readonly gateway: Manifest,
    readonly envoy: Envoy,
  ) {}

  /** Starts a Gateway with the listener `http`, and others where they are given. */
  static async start(gatewayName: string, listeners: Manifest[] = []): Promise<Cluster> {
    const kube = new KubeClient(JSON.parse(process.env.CLUSTER_ENDPOINT ?? '{}'));
    const gateway = gatewayManifest(gatewayName, listeners);
    await kube.apply(namespaceManifest(gatewayNamespace));
    await kube.apply(tlsSecret());
    await kube.apply(gateway);
    const cluster = new Cluster(kube, gateway, await Envoy.start(kube, gateway));
    await cluster.settled();
    return cluster;
  }

  /** A parentRef to this cluster's Gateway. */
  get parentRef() {
    return { name: this.gateway.metadata.name, namespace: gatewayNamespace, sectionName: 'http' };
  }

  /** Applies manifests as they are, then waits until Envoy Gateway has judged them and Envoy serves them. */
  async apply(manifests: Manifest[]): Promise<void> {
    await this.submit(manifests);
    await Promise.all(manifests.filter(({ kind }) => judgedKinds.includes(kind)).map((each) => this.judged(each)));
    await this.settled();
  }

  /** Applies manifests as they are and waits for nothing. */
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

  /** The conditions that Envoy Gateway reports, such as `{ Accepted: 'True' }`; empty when it reports none. */
  async status(manifest: Manifest): Promise<Record<string, string>> {
    const conditions = conditionsOf(await this.kube.get(manifest));
    return Object.fromEntries(conditions.map(({ type, status }) => [type, status]));
  }

  /** Starts a Service with so many pods. */
  async replicas(name: string, count: number, options: ReplicasOptions = {}): Promise<Replicas> {
    await this.ensureNamespace(options.service?.metadata.namespace ?? namespace);
    const replicas = new Replicas(this.kube, name, options, () => this.settled());
    this.replicaSets.push(replicas);
    await replicas.scale(count);
    return replicas;
  }

  /** Everything that Envoy is configured with. */
  async envoyConfig(): Promise<Manifest> {
    return JSON.parse(await this.envoy.admin('/config_dump?include_eds'));
  }

  request(options: HttpRequest): Promise<Answer> {
    return request(options);
  }

  /** The answers to these requests, so many at a time. */
  async requestAll(requests: HttpRequest[], atATime = 100): Promise<Answer[]> {
    const answers: Answer[] = [];
    for (let start = 0; start < requests.length; start += atATime) {
      answers.push(...(await Promise.all(requests.slice(start, start + atATime).map(request))));
    }
    return answers;
  }

  /** The pods that answer these requests. */
  async podsOf(requests: HttpRequest[]): Promise<string[]> {
    const answers = await this.requestAll(requests);
    const failed = answers.find(({ status }) => status !== 200);
    if (failed) {
      throw new Error(`Envoy answered ${failed.status}: ${failed.body}`);
    }
    return answers.map(({ pod }) => pod);
  }

  async stop(): Promise<void> {
    await this.remove([...this.applied.values()]);
    await this.kube.delete(this.gateway);
    await this.kube.delete(this.barrier(0));
    await this.envoy.stop();
    await Promise.all(this.replicaSets.map((replicas) => replicas.stop()));
  }

  /**
   * Waits until Envoy serves everything applied so far. A redirect that counts up is applied last, so Envoy has all
   * that came before when it answers with the count.
   */
  async settled(): Promise<void> {
    const count = await this.raiseBarrier();
    await waitFor('Envoy to have the newest configuration', () => this.isPast(count), patience);
    closeConnections();
  }

  /** Whether everything applied so far reaches Envoy; it does not when Envoy Gateway or Envoy refuses something of it. */
  async reachesEnvoy(): Promise<boolean> {
    const before = await this.refusals();
    const count = await this.raiseBarrier();
    const end = await waitFor(
      'the configuration to be taken or refused',
      async () => {
        if ((await this.refusals()) > before || !this.envoy.isRunning) {
          return 'refused';
        }
        return (await this.isPast(count)) ? 'taken' : undefined;
      },
      patience,
    );
    closeConnections();
    return end === 'taken';
  }

  /**
   * Waits until Envoy serves again, once what froze or ended it is removed. An Envoy that goes on waits up to 15 s for the
   * endpoints of clusters that were removed before it had them.
   */
  async revive(): Promise<void> {
    await this.envoy.restart();
    await this.settled();
  }

  /** How often Envoy Gateway did not publish its configuration, and Envoy did not take it. */
  async refusals(): Promise<number> {
    return this.skipped.count + (await this.envoy.rejections());
  }

  /** What Envoy Gateway and Envoy have said about the newest configurations that they refused. */
  get lastRefusals(): string {
    return `${this.skipped.last}\n${this.envoy.lastRejection}`;
  }

  private async raiseBarrier(): Promise<number> {
    const count = ++this.barriers;
    await this.kube.apply(this.barrier(count));
    return count;
  }

  private async isPast(count: number): Promise<boolean> {
    const { headers } = await this.request({ host: 'barrier.test', newConnection: true });
    if (headers.location !== `http://barrier-${count}.test/`) {
      throw new Error(`still at ${headers.location}`);
    }
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

  private barrier(count: number): Manifest {
    const filter = { type: 'RequestRedirect', requestRedirect: { hostname: `barrier-${count}.test`, statusCode: 302 } };
    return {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: `barrier-${this.gateway.metadata.name}`, namespace: gatewayNamespace },
      spec: { parentRefs: [this.parentRef], hostnames: ['barrier.test'], rules: [{ filters: [filter] }] },
    };
  }
}

function byRoute(manifests: Manifest[]): [others: Manifest[], routes: Manifest[]] {
  const isRoute = ({ kind }: Manifest) => routeKinds.includes(kind);
  return [manifests.filter((each) => !isRoute(each)), manifests.filter(isRoute)];
}

function namespaceManifest(name: string): Manifest {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
}

function gatewayManifest(name: string, listeners: Manifest[]): Manifest {
  const allowedRoutes = { namespaces: { from: 'All' } };
  const http = { name: 'http', protocol: 'HTTP', port: 80 };
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name, namespace: gatewayNamespace },
    spec: { gatewayClassName, listeners: [http, ...listeners].map((listener) => ({ ...listener, allowedRoutes })) },
  };
}

/** The API server's own certificate, for HTTPS listeners. */
function tlsSecret(): Manifest {
  const { certificate, key } = servingCertificate();
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'certificate', namespace: gatewayNamespace },
    type: 'kubernetes.io/tls',
    data: { 'tls.crt': certificate.toString('base64'), 'tls.key': key.toString('base64') },
  };
}
