import { isIPv6 } from 'node:net';
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
  /** Those of the pods, all of one family. */
  readonly addresses?: string[];
}

/** The pods of one Service: real servers on addresses of their own, and the EndpointSlice that names them. */
export class Replicas {
  /** Above the ports of the control plane and of Envoy, below those that clients get. */
  private static nextPort = 20_000;

  private readonly service: Manifest;
  private readonly backend: Backend;
  private readonly podAddresses: string[];
  private readonly firstPort = Replicas.nextPort;
  private readonly running = new Map<string, RunningBackend>();

  constructor(
    private readonly kube: KubeClient,
    readonly name: string,
    options: ReplicasOptions,
    private readonly settled: () => Promise<void>,
  ) {
    this.service = options.service ?? serviceManifest(name, options.port ?? 80);
    this.backend = options.backend ?? httpBackend();
    this.podAddresses = options.addresses ?? replicaAddresses;
    Replicas.nextPort += this.podAddresses.length;
  }

  /** The pods that the EndpointSlice names. */
  pods: string[] = [];

  /** Where the pods listen, as Envoy tells its endpoints. */
  get endpoints(): string[] {
    return this.pods.map((pod) => `${this.addressOf(pod)}:${this.portOf(pod)}`);
  }

  /** Whether an endpoint is one of this Service, now or before. */
  owns(endpoint: string): boolean {
    const index = Number(endpoint.slice(endpoint.lastIndexOf(':') + 1)) - this.firstPort;
    return index >= 0 && index < this.podAddresses.length;
  }

  /** Starts pods, tells Kubernetes, and ends the surplus ones when Envoy no longer sends them anything. */
  async scale(count: number): Promise<void> {
    this.pods = Array.from({ length: count }, (_, index) => `${this.name}-${index}`);
    for (const pod of this.pods) {
      if (this.running.has(pod)) continue;
      this.running.set(pod, await this.backend.start(this.addressOf(pod), this.portOf(pod), pod));
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
    return this.podAddresses[this.indexOf(pod)] ?? '';
  }

  private portOf(pod: string): number {
    return this.firstPort + (this.backend.everyAddress ? this.indexOf(pod) : 0);
  }

  private indexOf(pod: string): number {
    return Number(pod.slice(this.name.length + 1));
  }

  /** An EndpointSlice has one port for all of its pods. */
  private async publish(): Promise<void> {
    await this.kube.apply(this.service);
    const ports = new Set([...this.running.keys()].map((pod) => this.portOf(pod)));
    await Promise.all([...ports].map((port, index) => this.kube.apply(this.endpointSlice(port, index))));
  }

  private endpointSlice(port: number, index: number): Manifest {
    const { metadata, spec } = this.service;
    const addresses = this.pods.filter((pod) => this.portOf(pod) === port).map((pod) => this.addressOf(pod));
    return {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: {
        ...metadata,
        name: `${metadata.name}-${index}`,
        labels: { 'kubernetes.io/service-name': metadata.name },
      },
      addressType: isIPv6(this.podAddresses[0] ?? '') ? 'IPv6' : 'IPv4',
      ports: [{ name: spec.ports[0].name ?? '', port, protocol: 'TCP' }],
      endpoints: addresses.map((address) => ({ addresses: [address], conditions: { ready: true } })),
    };
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
