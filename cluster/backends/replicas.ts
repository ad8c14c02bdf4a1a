import { isIPv6 } from 'node:net';
import type { KubeClient, Manifest } from '../control-plane/kube-client';
import { replicaAddresses } from '../control-plane/network';
import { sleep } from '../control-plane/wait';
import type { Endpoint } from '../gateway/envoy';
import { namespace } from '../gateway/namespace';
import type { Backend, RunningBackend } from './backend';
import { httpBackend } from './http-backend';

export interface ReplicasOptions {
  readonly backend?: Backend;
  /** The port of the Service, if this class creates it. */
  readonly port?: number;
  /** A Service to use instead of a new one. */
  readonly service?: Manifest;
  /** The addresses of the pods: all IPv4, or all IPv6. */
  readonly addresses?: string[];
}

/** The pods of one Service: servers, each on its own address, and the EndpointSlices that list them. */
export class Replicas {
  /** Ports of pods are above those of the control plane and Envoy, and below those of clients. */
  private static nextPort = 20_000;

  private readonly service: Manifest;
  private readonly backend: Backend;
  private readonly podAddresses: string[];
  private readonly firstPort = Replicas.nextPort;
  private readonly running = new Map<string, RunningBackend>();
  private readonly terminating = new Set<string>();
  private started = 0;

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

  /** The pods that the EndpointSlices list. */
  pods: string[] = [];

  /** The addresses of the pods with their ports, as Envoy reports its endpoints. */
  get endpoints(): string[] {
    return this.pods.map((pod) => this.endpointOf(pod));
  }

  /** Whether Envoy has exactly these pods as endpoints, and drains exactly those that terminate. */
  isKnownAs(endpoints: Endpoint[]): boolean {
    const known = endpoints.map(({ address, draining }) => `${address} ${draining}`);
    const named = this.pods.map((pod) => `${this.endpointOf(pod)} ${this.terminating.has(pod)}`);
    return known.sort().join() === named.sort().join();
  }

  /** Whether an endpoint belongs to this Service, or once did. */
  owns(endpoint: string): boolean {
    const index = Number(endpoint.slice(endpoint.lastIndexOf(':') + 1)) - this.firstPort;
    return index >= 0 && index < this.podAddresses.length;
  }

  /** Starts or stops pods until there are `count`. Surplus pods stop once Envoy no longer uses them. */
  async scale(count: number): Promise<void> {
    this.pods = Array.from({ length: count }, (_, index) => `${this.name}-${index}`);
    this.terminating.clear();
    for (const pod of this.pods) {
      await this.run(pod);
    }
    await this.published();
    const surplus = [...this.running.keys()].filter((pod) => !this.pods.includes(pod));
    await Promise.all(surplus.map((pod) => this.kill(pod)));
  }

  /** Starts one more pod, on an address that no pod had before. */
  async add(): Promise<string> {
    const pod = `${this.name}-${this.started}`;
    await this.run(pod);
    this.pods = [...this.pods, pod];
    await this.published();
    return pod;
  }

  /** Begins to terminate a pod, as Kubernetes does: it is no longer ready, but still serves. */
  async terminate(pod: string): Promise<void> {
    this.terminating.add(pod);
    await this.published();
  }

  /** Removes a pod from the EndpointSlices, and stops it once Envoy no longer uses it. */
  async remove(pod: string): Promise<void> {
    this.pods = this.pods.filter((each) => each !== pod);
    this.terminating.delete(pod);
    await this.published();
    await this.kill(pod);
  }

  /**
   * Replaces every pod, as a rolling update of a Deployment does: a new pod is ready before an old one terminates. Each old pod
   * terminates for `grace` milliseconds.
   */
  async roll(grace: number): Promise<void> {
    const ends: [pod: string, time: number][] = [];
    for (const pod of this.pods) {
      await this.add();
      await this.terminate(pod);
      ends.push([pod, Date.now() + grace]);
    }
    for (const [pod, time] of ends) {
      await sleep(time - Date.now());
      await this.remove(pod);
    }
  }

  /** Stops a pod as if it crashed: the EndpointSlices still list it. */
  async kill(pod: string): Promise<void> {
    const server = this.running.get(pod);
    this.running.delete(pod);
    await server?.kill();
  }

  async stop(): Promise<void> {
    await Promise.all([...this.running.keys()].map((pod) => this.kill(pod)));
  }

  private async run(pod: string): Promise<void> {
    if (this.running.has(pod)) {
      return;
    }
    this.running.set(pod, await this.backend.start(this.addressOf(pod), this.portOf(pod), pod));
    this.started = Math.max(this.started, this.indexOf(pod) + 1);
  }

  private endpointOf(pod: string): string {
    return `${this.addressOf(pod)}:${this.portOf(pod)}`;
  }

  private addressOf(pod: string): string {
    const address = this.podAddresses[this.indexOf(pod)];
    if (!address) {
      throw new Error(`${this.name} has addresses for only ${this.podAddresses.length} pods`);
    }
    return address;
  }

  private portOf(pod: string): number {
    return this.firstPort + (this.backend.everyAddress ? this.indexOf(pod) : 0);
  }

  private indexOf(pod: string): number {
    return Number(pod.slice(this.name.length + 1));
  }

  /** Writes the EndpointSlices, and waits until Envoy uses them. */
  private async published(): Promise<void> {
    await this.kube.apply(this.service);
    const ports = new Set(Array.from({ length: this.started }, (_, index) => this.portOf(`${this.name}-${index}`)));
    await Promise.all([...ports].map((port) => this.kube.apply(this.endpointSlice(port))));
    await this.settled();
  }

  /** The EndpointSlice of the pods with this port. All pods of an EndpointSlice have the same port. */
  private endpointSlice(port: number): Manifest {
    const { metadata, spec } = this.service;
    const pods = this.pods.filter((pod) => this.portOf(pod) === port);
    return {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: {
        ...metadata,
        name: `${metadata.name}-${port - this.firstPort}`,
        labels: { 'kubernetes.io/service-name': metadata.name },
      },
      addressType: isIPv6(this.podAddresses[0] ?? '') ? 'IPv6' : 'IPv4',
      ports: [{ name: spec.ports[0].name ?? '', port, protocol: 'TCP' }],
      endpoints: pods.map((pod) => ({ addresses: [this.addressOf(pod)], conditions: this.conditionsOf(pod) })),
    };
  }

  private conditionsOf(pod: string): Manifest {
    const terminating = this.terminating.has(pod);
    return { ready: !terminating, serving: true, terminating };
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
