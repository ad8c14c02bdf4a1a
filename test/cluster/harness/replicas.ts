import { type Backend, httpBackend, type RunningBackend } from './http-backend';
import type { KubeClient, Manifest } from './kube-client';
import { replicaAddresses } from './network';
import { namespace as defaultNamespace } from './synthesize';

export interface ReplicasOptions {
  readonly namespace?: string;
  readonly backend?: Backend;
  /** The Service's port. */
  readonly port?: number;
}

/** The pods of one Service: real servers on addresses of their own, and the EndpointSlice that names them. */
export class Replicas {
  private static lastPort = 8000;

  readonly port = ++Replicas.lastPort;
  private readonly running = new Map<string, RunningBackend>();

  constructor(
    private readonly kube: KubeClient,
    readonly name: string,
    private readonly options: ReplicasOptions,
    private readonly settled: () => Promise<void>,
  ) {}

  /** The pods that the EndpointSlice names. */
  pods: string[] = [];

  /** The addresses that Envoy should know. */
  get addresses(): string[] {
    return this.pods.map((pod) => `${this.addressOf(pod)}:${this.port}`);
  }

  /** Starts pods, tells Kubernetes, and ends the surplus ones when Envoy no longer sends them anything. */
  async scale(count: number): Promise<void> {
    this.pods = Array.from({ length: count }, (_, index) => `${this.name}-${index}`);
    const { backend = httpBackend() } = this.options;
    for (const pod of this.pods) {
      if (!this.running.has(pod)) this.running.set(pod, await backend.start(this.addressOf(pod), this.port, pod));
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
    const { namespace = defaultNamespace, port = 80 } = this.options;
    const portName = `port-${port}`;
    const service: Manifest = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: this.name, namespace },
      spec: { ports: [{ name: portName, port, protocol: 'TCP', targetPort: this.port }] },
    };
    const endpointSlice: Manifest = {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { name: this.name, namespace, labels: { 'kubernetes.io/service-name': this.name } },
      addressType: 'IPv4',
      ports: [{ name: portName, port: this.port, protocol: 'TCP' }],
      endpoints: this.pods.map((pod) => ({ addresses: [this.addressOf(pod)], conditions: { ready: true } })),
    };
    await this.kube.apply(service);
    await this.kube.apply(endpointSlice);
  }
}
