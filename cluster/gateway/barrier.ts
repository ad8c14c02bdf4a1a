import { request } from '../clients/http-client';
import type { KubeClient, Manifest } from '../control-plane/kube-client';

/**
 * A redirect to a hostname with a number in it. It is applied after everything else, each time with the next number. Once Envoy
 * responds with this number, it has everything that was applied before.
 */
export class Barrier {
  private count = 0;

  constructor(
    private readonly kube: KubeClient,
    private readonly parentRef: Manifest,
  ) {}

  /** Applies the redirect with the next number, and returns the number. */
  async raise(): Promise<number> {
    const count = ++this.count;
    await this.kube.apply(this.route(count));
    return count;
  }

  /** Throws unless Envoy responds with this number. */
  async assertAt(count: number): Promise<void> {
    const { headers } = await request({ host: 'barrier.test', newConnection: true });
    if (headers.location !== `http://barrier-${count}.test/`) {
      throw new Error(`still at ${headers.location}`);
    }
  }

  async remove(): Promise<void> {
    await this.kube.delete(this.route(0));
  }

  private route(count: number): Manifest {
    const { name, namespace } = this.parentRef;
    const filter = { type: 'RequestRedirect', requestRedirect: { hostname: `barrier-${count}.test`, statusCode: 302 } };
    return {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: `barrier-${name}`, namespace },
      spec: { parentRefs: [this.parentRef], hostnames: ['barrier.test'], rules: [{ filters: [filter] }] },
    };
  }
}
