import type { NginxIngress, Server } from '../../ingress-nginx/model';
import type { Report } from '../../report/report';
import type { ListenerNeed } from '../route-plan';

const DEFAULT_NAMESPACE = 'default';

/** Collects the listeners that the routes need. */
export class ListenerNeeds {
  private readonly needs = new Map<string, ListenerNeed & { readonly namespaces: string[] }>();

  public constructor(private readonly report: Report) {}

  public get list(): ListenerNeed[] {
    return [...this.needs.values()].map((need) => ({ ...need, namespaces: need.namespaces.sort() }));
  }

  /** The listeners for the routes of an Ingress on one hostname of a server. */
  public add(owner: NginxIngress, hostname: string, server: Server, isTlsOnly: boolean): void {
    const namespace = owner.ingress.namespace ?? DEFAULT_NAMESPACE;
    const host = hostname || '*';
    this.need('HTTP', host, undefined, namespace);
    const { tls } = server;
    if (tls || isTlsOnly) {
      const secret = tls?.secretName;
      const certificate = secret && `${tls.ingress.namespace ?? DEFAULT_NAMESPACE}/${secret}`;
      this.need('HTTPS', host, certificate, namespace);
    }
    if (tls && tls.secretName === undefined) {
      const note = 'without a Secret it had the default certificate of the controller: name one for the listener';
      this.report.part(tls.ingress, `tls ${host}`, 'routing', 'near', note);
    }
  }

  private need(protocol: 'HTTP' | 'HTTPS', hostname: string, certificate: string | undefined, namespace: string): void {
    const key = `${protocol} ${hostname}`;
    const need = this.needs.get(key) ?? { hostname, protocol, certificate, namespaces: [] };
    this.needs.set(key, need);
    if (!need.namespaces.includes(namespace)) {
      need.namespaces.push(namespace);
    }
  }
}
