import type { Report } from '../report/report';
import type { NginxIngress, Server } from './model';

type Servers = ReadonlyMap<string, Server>;

const HOSTNAME = /^(\*\.)?[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/;

/** The first Ingress that names a host has its certificate. */
export function addCertificates(servers: Servers, ingresses: readonly NginxIngress[]): void {
  const certificates = new Map<string, NonNullable<Server['tls']>>();
  for (const { ingress } of ingresses) {
    for (const { hosts, secretName } of ingress.tls) {
      // Without hosts it is for all, which the server without a host stands for.
      for (const host of hosts.length > 0 ? hosts : ['']) {
        certificates.set(host, certificates.get(host) ?? { ingress, secretName });
      }
    }
  }
  for (const server of servers.values()) {
    server.tls = certificates.get(server.host) ?? certificates.get(wildcardOf(server.host));
  }
}

/** The wildcard that includes a host: `*.example.com` for `shop.example.com`. */
function wildcardOf(host: string): string {
  return host.replace(/^[^.]+/, '*');
}

/** The further hosts of `server-alias`, unless they have a server of their own. */
export function addAliases(servers: Servers, ingresses: readonly NginxIngress[], report: Report): void {
  const taken = new Set(servers.keys());
  for (const { ingress, settings } of ingresses) {
    const server = ingress.rules.map(({ host }) => servers.get(host)).find((each) => each !== undefined);
    for (const alias of server ? settings.aliases : []) {
      if (!HOSTNAME.test(alias)) {
        report.tell(ingress, 'server-alias', 'dropped', `${alias} is no hostname: these hosts are gone`);
      } else if (taken.has(alias)) {
        report.tell(ingress, 'server-alias', 'near', `${alias} has a server of its own, as in ingress-nginx`);
      } else {
        taken.add(alias);
        server?.aliases.push(alias);
        report.tell(ingress, 'server-alias', 'exact', `${alias} is a hostname of the route`);
      }
    }
  }
}
