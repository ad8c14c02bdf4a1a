import { type Backend, httpBackend, type RunningBackend } from './http-backend';
import type { KubeClient, Manifest } from './kube-client';
import { replicaAddresses } from './network';
import { namespace } from './synthesize';

export interface ReplicasOptions {
  readonly backend?: Backend;
  /** The port of the Service that is made. */
  readonly port?: number;
  /** A Service that is there already. */
  readonly service?: Manifest;
}

/** The pods of one Service: real servers on addresses of their own, and the EndpointSlice that names them. */
export class Replicas {
  private static lastPort = 8000;

  readonly port = ++Replicas.lastPort;
  private readonly service: Manifest;
  private readonly backend: Backend;
  private readonly running = new Map<string, RunningBackend>();

  constructor(
    private readonly kube: KubeClient,
    readonly name: string,
    options: ReplicasOptions,
    private readonly settled: () => Promise<void>,
  ) {
    this.service = options.service ?? serviceManifest(name, options.port ?? 80);
    this.backend = options.backend ?? httpBackend();
  }

  /** The pods that the EndpointSlice names. */
  pods: string[] = [];

  /** The addresses that Envoy should know. */
  get addresses(): string[] {
    return this.pods.map((pod) => `${this.addressOf(pod)}:${this.port}`);
  }

  /** Starts pods, tells Kubernetes, and ends the surplus ones when Envoy no longer sends them anything. */
  async scale(count: number): Promise<void> {
    this.pods = Array.from({ length: count }, (_, index) => `${this.name}-${index}`);
    for (const pod of this.pods) {
      if (!this.running.has(pod)) this.running.set(pod, await this.backend.start(this.addressOf(pod), this.port, pod));
    }
    await this.publish();
    await this.settled();
    const surplus = [...this.running.keys()].filter((pod) => !this.pods.includes(pod));
    await Promise.all(surplus.map((pod) => this.kill(pod)));
  }

  /** Ends a pod without telling Kubernetes, as a crash does. */
  async kill(pod: string): Promise<void> {
    const server = this.running.get(pod);
    this.running.delete(pod);
    await server?.kill();
  }

  async stop(): Promise<void> {
    await Promise.all([...this.running.keys()].map((pod) => this.kill(pod)));
  }

  private addressOf(pod: string): string {
    return replicaAddresses[Number(pod.slice(this.name.length + 1))] ?? '';
  }

  private async publish(): Promise<void> {
    const { metadata, spec } = this.service;
    const endpointSlice: Manifest = {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { ...metadata, labels: { 'kubernetes.io/service-name': metadata.name } },
      addressType: 'IPv4',
      ports: [{ name: spec.ports[0].name ?? '', port: this.port, protocol: 'TCP' }],
      endpoints: this.pods.map((pod) => ({ addresses: [this.addressOf(pod)], conditions: { ready: true } })),
    };
    await this.kube.apply(this.service);
    await this.kube.apply(endpointSlice);
  }
}

function serviceManifest(name: string, port: number): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace },
    spec: { ports: [{ name: 'main', port, protocol: 'TCP' }] },
  };
}
