import type { IngressBackend } from './ingress';

interface Service {
  readonly isExternalName: boolean;
  readonly ports: readonly { readonly name: string | undefined; readonly port: number }[];
}

/** The Services of the input, by namespace and name. */
export class Services {
  private readonly services = new Map<string, Service>();

  public add(object: unknown): void {
    const { metadata, spec } = object as {
      metadata?: { name?: unknown; namespace?: unknown };
      spec?: { type?: unknown; ports?: unknown };
    };
    const ports = Array.isArray(spec?.ports) ? spec.ports : [];
    this.services.set(keyOf(String(metadata?.namespace ?? 'default'), String(metadata?.name)), {
      isExternalName: spec?.type === 'ExternalName',
      ports: ports.map(({ name, port }) => ({ name, port: Number(port) })),
    });
  }

  /** The number of a port that an Ingress names, or why there is none. */
  public portOf(ingressId: string, { service, port }: IngressBackend): number | Error {
    const [namespace = ''] = ingressId.split('/');
    const found = this.services.get(keyOf(namespace, service));
    if (found?.isExternalName) {
      return new Error(
        `Service ${service} is an ExternalName, which Envoy Gateway refuses: use a Backend with an FQDN`,
      );
    }
    if (typeof port === 'number') {
      const isKnown = !found || found.ports.length === 0 || found.ports.some((each) => each.port === port);
      return isKnown ? port : new Error(`Service ${service} has no port ${port}`);
    }
    if (!found) {
      return new Error(`port "${port}" of Service ${service} is a name: add the Service to the input`);
    }
    return found.ports.find(({ name }) => name === port)?.port ?? new Error(`Service ${service} has no port "${port}"`);
  }
}

function keyOf(namespace: string, name: string): string {
  return `${namespace}/${name}`;
}
